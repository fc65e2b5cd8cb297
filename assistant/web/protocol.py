"""HTTP connections that must say what they want in time: a half-sent request is closed, not kept for ever."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0


class TimedProtocol(H11Protocol):
    """Uvicorn's protocol, closing a connection whose request line and headers are not whole in time."""

    head_seconds = HEAD_SECONDS
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to count."""
        super().connection_made(transport)
        self._count()

    def data_received(self, data: bytes) -> None:
        """Count again from the first byte of each request until its headers are whole."""
        super().data_received(data)
        if not self._awaiting():
            self._stop()
        elif self._head_timer is None:
            self._count()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop()
        super().connection_lost(exc)

    def _awaiting(self) -> bool:
        cycle: Any = self.cycle
        return cycle is None or bool(cycle.response_complete)

    def _count(self) -> None:
        self._head_timer = self.loop.call_later(self.head_seconds, self._late)

    def _stop(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _late(self) -> None:
        self._head_timer = None
        if self._awaiting():
            self.transport.close()
