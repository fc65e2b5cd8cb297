"""The waiting line for answers: so many at once, so many waiting, each told its rank; who has left is not served."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

TICK_SECONDS = 0.25
MOST_SECONDS = 60.0


class LineFullError(RuntimeError):
    """Nobody more may wait."""


def always() -> bool:
    """Tell that the person is still there, when nobody knows better."""
    return True


@dataclass(eq=False)
class Place:
    """A place in the line; `served` once it is one's turn."""

    since: float = field(default_factory=time.monotonic)
    served: bool = False


class Line:
    """At most `serving` places served at once, `waiting` waiting. For one event loop."""

    def __init__(self, serving: int, waiting: int) -> None:
        self._serving, self._waiting = serving, waiting
        self._served: set[Place] = set()
        self._queue: list[Place] = []

    @property
    def waiting(self) -> int:
        """Return how many wait."""
        return len(self._queue)

    @property
    def serving(self) -> int:
        """Return how many are served."""
        return len(self._served)

    @property
    def full(self) -> bool:
        """Tell whether nobody more may wait."""
        return len(self._queue) >= self._waiting

    def take(self) -> Place:
        """Take a place, served at once when one is free. Raises `LineFullError`. To be given back by `leave`."""
        place = Place()
        if self._queue or len(self._served) >= self._serving:
            if self.full:
                raise LineFullError
            self._queue.append(place)
        else:
            self._serve(place)
        return place

    async def ranks(
        self, place: Place, here: Callable[[], bool] = always, limit: float = MOST_SECONDS
    ) -> AsyncIterator[int]:
        """Yield the rank of `place` (1 is next) whenever it changes, until it is served, late, or left by its owner.

        `place.served` then tells which.
        """
        told = 0
        while not place.served and here() and time.monotonic() - place.since < limit:
            if (rank := self._queue.index(place) + 1) != told:
                told = rank
                yield rank
            await asyncio.sleep(TICK_SECONDS if told > 1 else TICK_SECONDS / 5)

    def leave(self, place: Place) -> None:
        """Give the place back, served or not; the next is served."""
        self._served.discard(place)
        if place in self._queue:
            self._queue.remove(place)
        while self._queue and len(self._served) < self._serving:
            self._serve(self._queue.pop(0))

    def _serve(self, place: Place) -> None:
        place.served = True
        self._served.add(place)
