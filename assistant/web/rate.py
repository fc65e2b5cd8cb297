"""How much one address may ask: a bucket that fills with time, emptied by what each request costs."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MOST_ADDRESSES = 20_000


class Rate:
    """Lets each address spend `per_minute` points a minute, and as many at once; 0 lets everything pass.

    A bounded number of addresses is remembered, the oldest forgotten: memory does not grow with the visitors.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = float(per_minute), clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, address: str, cost: int) -> float:
        """Spend `cost` points; return 0, or the seconds to wait before there are enough (then nothing is spent)."""
        if not self._most:
            return 0.0
        now = self._clock()
        left, before = self._left.pop(address, (self._most, now))
        left = min(self._most, left + (now - before) * self._most / 60)
        late = max(0.0, cost - left) * 60 / self._most
        self._left[address] = (left if late else left - cost, now)
        if len(self._left) > MOST_ADDRESSES:
            self._left.popitem(last=False)
        return late
