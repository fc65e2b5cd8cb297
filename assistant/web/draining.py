"""Stopping without losing anything: what was accepted is answered, what comes meanwhile is told to come back."""

from __future__ import annotations

import time
from types import FrameType

import uvicorn

from assistant.web.page_queue import PageQueue
from assistant.web.traffic import Traffic

LEAST_SECONDS = 1.0
"""Time during which connections that were on their way are still accepted, and told to come back."""
MOST_SECONDS = 25.0


class DrainingServer(uvicorn.Server):
    """Uvicorn's server, which on the first signal finishes its work before it closes; a second signal closes now."""

    def __init__(self, config: uvicorn.Config, traffic: Traffic, queue: PageQueue) -> None:
        super().__init__(config)
        self._traffic, self._queue = traffic, queue
        self._began: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to drain, or stop at once when told again."""
        again = self._began is not None
        super().handle_exit(sig, frame)
        if not again:
            self._began = time.monotonic()
            self._traffic.draining = True
            self.should_exit = False

    async def on_tick(self, counter: int) -> bool:
        """Tell whether to stop: nothing left to answer, or too long a wait."""
        if self._began is not None:
            spent = time.monotonic() - self._began
            left = self._traffic.in_flight + self._queue.busy()
            self.should_exit |= (spent > LEAST_SECONDS and not left) or spent > MOST_SECONDS
        return await super().on_tick(counter)
