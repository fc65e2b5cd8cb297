"""A share with its number of cases and its Wilson interval: no figure of the report goes without."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from statistics import fmean

from pydantic import BaseModel, ConfigDict

Z95 = 1.959964


class Share(BaseModel):
    """`good` of `n` cases; `low` and `high` bound the share at 95 % (Wilson). Without a case, `rate` is None."""

    model_config = ConfigDict(frozen=True)

    good: int = 0
    n: int = 0

    @property
    def rate(self) -> float | None:
        """Return the share, from 0 to 1."""
        return self.good / self.n if self.n else None

    @property
    def low(self) -> float:
        """Return the lower bound."""
        return wilson(self.good, self.n)[0]

    @property
    def high(self) -> float:
        """Return the upper bound."""
        return wilson(self.good, self.n)[1]

    def __str__(self) -> str:
        """Write « 93,8 % [90,1–96,2] n=240 »."""
        if not self.n:
            return "— n=0"
        shown = [f"{100 * x:.1f}".replace(".", ",") for x in (self.good / self.n, self.low, self.high)]
        return f"{shown[0]} % [{shown[1]}–{shown[2]}] n={self.n}"


def wilson(good: int, n: int, z: float = Z95) -> tuple[float, float]:
    """Return the Wilson interval of `good` out of `n`, from 0 to 1; the whole interval without a case."""
    if not n:
        return 0.0, 1.0
    rate = good / n
    centre = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def share(outcomes: Iterable[bool | None]) -> Share:
    """Count outcomes; None is a case that has no score."""
    scored = [o for o in outcomes if o is not None]
    return Share(good=sum(scored), n=len(scored))


def mean(values: Iterable[float | None]) -> tuple[float | None, int]:
    """Return the mean of what is scored, and how many cases that is."""
    scored = [v for v in values if v is not None]
    return (fmean(scored) if scored else None), len(scored)


def percentile(values: Iterable[float], rank: float) -> float | None:
    """Return the value below which `rank` (0 to 1) of the values lie, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(rank * len(ordered)))] if ordered else None
