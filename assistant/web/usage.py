"""How much the assistant is used and how fast it answers: counts in memory, no text, forgotten at a restart."""

from __future__ import annotations

import datetime
import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass

from assistant.domain.answer import Answer, Status

KEPT_TIMES = 5000
DAYS = 30


@dataclass(frozen=True)
class Day:
    """The answers of a day, by status."""

    day: datetime.date
    counts: dict[Status, int]

    @property
    def total(self) -> int:
        """Return the number of answers."""
        return sum(self.counts.values())


class Usage:
    """Counts answers by day and keeps the last times, in milliseconds. Safe in several threads."""

    def __init__(self, today: Callable[[], datetime.date] = datetime.date.today) -> None:
        self._today = today
        self._lock = threading.Lock()
        self._counts: Counter[tuple[datetime.date, Status]] = Counter()
        self._times: deque[float] = deque(maxlen=KEPT_TIMES)

    def add(self, answer: Answer) -> None:
        """Count `answer`."""
        day = self._today()
        with self._lock:
            self._counts[day, answer.status] += 1
            self._times.append(answer.elapsed_ms)
            old = day - datetime.timedelta(days=DAYS)
            for key in [key for key in self._counts if key[0] <= old]:
                del self._counts[key]

    def days(self) -> list[Day]:
        """Return the last days on which something was asked, the oldest first."""
        with self._lock:
            counts = dict(self._counts)
        return [
            Day(day, {status: n for (on, status), n in counts.items() if on == day})
            for day in sorted({on for on, _ in counts})
        ]

    def times(self) -> list[float]:
        """Return the last times, in milliseconds, the smallest first."""
        with self._lock:
            return sorted(self._times)
