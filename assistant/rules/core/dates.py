"""Months, years and periods. Everything is a `date`; nothing reads the clock.

Conventions, the same everywhere:
- months are added once from the origin, never chained; a day that does not exist becomes the last of its month
  (31 January + 1 month = 28 February, + 2 months = 31 March);
- a `Period` is inclusive at both ends, as contracts are written; inside, its `end` is the first day after it;
- the day of an act (letter, resignation, end of count) is not a day served.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.rules.core.french import FrenchValueError, format_date

MONTHS_IN_YEAR = 12
ONE_DAY = timedelta(days=1)


def add_days(d: date, n: int) -> date:
    """Return the day `n` calendar days after `d` (before it when `n` is negative)."""
    try:
        return d + timedelta(days=n)
    except OverflowError as error:
        raise _out_of_calendar(d) from error


def add_months(origin: date, n: int) -> date:
    """Return `origin` plus `n` months (`n` may be negative), clamped to the end of the month reached."""
    try:
        return origin + relativedelta(months=n)
    except (OverflowError, ValueError) as error:
        raise _out_of_calendar(origin) from error


def add_years(origin: date, n: int) -> date:
    """Return `origin` plus `n` years (29 February becomes 28 February outside leap years)."""
    return add_months(origin, MONTHS_IN_YEAR * n)


def _out_of_calendar(d: date) -> FrenchValueError:
    return FrenchValueError(
        f"Le calcul à partir du {format_date(d)} sort du calendrier : vérifiez l'année et la durée."
    )


def eve(d: date) -> date:
    """Return the day before."""
    return add_days(d, -1)


def next_day(d: date) -> date:
    """Return the day after."""
    return add_days(d, 1)


def months_between(start: date, end: date) -> int:
    """Return the complete calendar months from `start` to `end`, the day `end` itself not being counted.

    It is the greatest n such that `add_months(start, n) <= end`: from 31 August to 28 February, 6 months.
    Raises `FrenchValueError` when `end` precedes `start`.
    """
    if end < start:
        raise _wrong_order(start, end)
    n = (end.year - start.year) * MONTHS_IN_YEAR + end.month - start.month
    return n if add_months(start, n) <= end else n - 1


def _wrong_order(start: date, end: date) -> FrenchValueError:
    return FrenchValueError(
        f"La date de fin ({format_date(end)}) est avant la date de début ({format_date(start)}) : vérifiez les deux."
    )


@dataclass(frozen=True, order=True)
class Seniority:
    """A length of service: complete months, then remaining days. Ordered, so thresholds compare exactly."""

    months: int
    days: int = 0

    @property
    def years(self) -> int:
        """Complete years."""
        return self.months // MONTHS_IN_YEAR

    def split(self) -> tuple[int, int, int]:
        """Return (years, months, days), ready for `format_duration`."""
        return self.years, self.months % MONTHS_IN_YEAR, self.days


def seniority_between(start: date, end: date) -> Seniority:
    """Return the complete months from `start` to `end` (not counted), then the days left over."""
    months = months_between(start, end)
    return Seniority(months, (end - add_months(start, months)).days)


@dataclass(frozen=True, order=True)
class Period:
    """Days from `first` to `last`, both included. Raises `FrenchValueError` when `last` precedes `first`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise _wrong_order(self.first, self.last)

    @classmethod
    def half_open(cls, start: date, end: date) -> Period:
        """Return the period that starts on `start` and is over on `end` (the first day outside it)."""
        return cls(start, eve(end))

    @property
    def end(self) -> date:
        """The first day after the period: the exclusive end of the half-open form."""
        return next_day(self.last)

    @property
    def days(self) -> int:
        """Number of calendar days, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def seniority(self) -> Seniority:
        """Complete months and remaining days, the last day being served."""
        return seniority_between(self.first, self.end)

    def __contains__(self, d: date) -> bool:
        return self.first <= d <= self.last

    def before(self, day: date) -> Period | None:
        """Return the part of the period that lies strictly before `day`, or None when there is none."""
        return None if day <= self.first else Period(self.first, min(self.last, eve(day)))


def gap_between(earlier: Period, later: Period) -> Period | None:
    """Return the days between two periods, or None when they touch or overlap. Order does not matter."""
    earlier, later = sorted((earlier, later))
    return None if later.first <= earlier.end else Period.half_open(earlier.end, later.first)


def exceeds_months(period: Period, months: int) -> bool:
    """Return whether a period is longer than `months` whole months, from its first day.

    1 September to 31 December is exactly four months and does not exceed four months; one day more does.
    """
    return period.end > add_months(period.first, months)


CONVENTION_ANCIENNETE = (
    "Contrats qui se suivent ou se chevauchent réunis, mois comptés de date à date dans chaque bloc, "
    "jours restants additionnés (30 jours = 1 mois) ; le jour de l'acte n'est pas compté."
)
DAYS_IN_COUNTED_MONTH = 30


def merge(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the periods in order, those that touch or overlap made one: no day is counted twice."""
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.first <= merged[-1].end:
            merged[-1] = Period(merged[-1].first, max(merged[-1].last, period.last))
        else:
            merged.append(period)
    return tuple(merged)


def linked(periods: Iterable[Period], max_gap_months: int) -> tuple[Period, ...]:
    """Return the last periods (merged) that no gap longer than `max_gap_months` separates from one another.

    A gap of exactly that many months does not break the chain. A resignation does: leave out what precedes it.
    """
    kept: list[Period] = []
    for period in reversed(merge(periods)):
        gap = gap_between(period, kept[0]) if kept else None
        if gap is not None and exceeds_months(gap, max_gap_months):
            break
        kept.insert(0, period)
    return tuple(kept)


def total_seniority(periods: Iterable[Period], until: date | None = None) -> Seniority:
    """Return the service added up over the periods, by `CONVENTION_ANCIENNETE`; gaps do not count.

    `until` is the day of the act: service stops on its eve. Without it, all periods count in full. Choose first, with
    `linked`, which contracts may be added.
    """
    clipped = [p.before(until) if until else p for p in merge(periods)]
    parts = [p.seniority for p in clipped if p is not None]
    if len(parts) == 1:
        return parts[0]
    extra, days = divmod(sum(p.days for p in parts), DAYS_IN_COUNTED_MONTH)
    return Seniority(sum(p.months for p in parts) + extra, days)
