"""A circuit breaker: an endpoint that keeps failing is left alone for a while, so that nobody waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Breaker:
    """Opens after `failures` failures in a row; after `pause_s` seconds one trial call is let through.

    Safe in several threads. `clock` gives seconds, for the tests.
    """

    def __init__(self, failures: int, pause_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = failures
        self._pause = pause_s
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._opened_at: float | None = None

    def allows(self) -> bool:
        """Whether a call may be made now. After the pause only the first to ask is let through."""
        with self._lock:
            if self._opened_at is None:
                return True
            if self._clock() - self._opened_at < self._pause:
                return False
            self._opened_at = self._clock()
            return True

    def succeeded(self) -> None:
        """Note that a call went well: the breaker closes."""
        with self._lock:
            self._failed, self._opened_at = 0, None

    def failed(self) -> None:
        """Note that a call failed: the breaker opens at the limit, and again after a failed trial."""
        with self._lock:
            self._failed += 1
            if self._failed >= self._limit:
                self._opened_at = self._clock()
