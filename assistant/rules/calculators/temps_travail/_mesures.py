"""What a timetable amounts to: hours of a week and of a day, length of the day, rests, work without a pause.

Instants are minutes from the Monday midnight of the first week. The weeks typed follow one another and come round
again in the same order: the rest after the last day runs to the first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.rules.calculators.temps_travail._horaires import DAY, Creneau, Semaine, in_order
from assistant.rules.core.fields import WEEK_MINUTES
from assistant.rules.core.french import JOURS


@dataclass(frozen=True)
class Mesure:
    """One length in minutes, and when it occurs: « lundi », « lundi de la semaine 2 »."""

    quand: str
    minutes: int


@dataclass(frozen=True)
class Journee:
    """A day of work: its slots as (start, end) instants, in order."""

    day: int
    slots: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """The instant at which it begins."""
        return self.slots[0][0]

    @property
    def end(self) -> int:
        """The instant at which it ends."""
        return self.slots[-1][1]

    @property
    def worked(self) -> int:
        """Minutes worked; the intervals between slots are left out."""
        return sum(end - start for start, end in self.slots)

    def sequences(self, pause: int) -> list[int]:
        """Minutes worked in a row: an interval shorter than `pause` minutes does not break the row."""
        found = [self.slots[0][1] - self.slots[0][0]]
        for (_, before), (start, end) in pairwise(self.slots):
            if start - before >= pause:
                found.append(0)
            found[-1] += end - start
        return found


class Grille:
    """The weeks of a timetable, other public jobs included."""

    def __init__(self, weeks: Sequence[Semaine], others: Semaine = ()) -> None:
        self.weeks = [in_order([*week, *others]) for week in weeks]
        self.journees = _joined([day for rank, week in enumerate(self.weeks) for day in _days(rank, week)])

    def totals(self) -> list[Mesure]:
        """Minutes worked in each week."""
        return [Mesure(self._week(rank), total(week)) for rank, week in enumerate(self.weeks)]

    def days(self) -> list[Mesure]:
        """Minutes worked on each day."""
        return [Mesure(self._when(day), day.worked) for day in self.journees]

    def amplitudes(self) -> list[Mesure]:
        """Minutes from the beginning to the end of each day."""
        return [Mesure(self._when(day), day.end - day.start) for day in self.journees]

    def rests(self) -> list[Mesure]:
        """Minutes of rest after each day of work, until the next one."""
        cycle = len(self.weeks) * WEEK_MINUTES
        after = [*self.journees[1:], Journee(0, tuple((s + cycle, e + cycle) for s, e in self.journees[0].slots))]
        return [
            Mesure(self._when(day), later.start - day.end) for day, later in zip(self.journees, after, strict=True)
        ]

    def weekly_rests(self) -> list[Mesure]:
        """The longest rest that begins in each week."""
        pairs = list(zip(self.journees, self.rests(), strict=True))
        return [
            Mesure(self._week(rank), max(rest.minutes for day, rest in pairs if day.day // len(JOURS) == rank))
            for rank in sorted({day.day // len(JOURS) for day in self.journees})
        ]

    def sundays(self) -> list[str]:
        """The Sundays worked."""
        return [self._when(day) for day in self.journees if day.day % len(JOURS) == len(JOURS) - 1]

    def _week(self, rank: int) -> str:
        return f"semaine {rank + 1}" if len(self.weeks) > 1 else "semaine"

    def _when(self, day: Journee) -> str:
        week, rank = divmod(day.day, len(JOURS))
        return JOURS[rank] + (f" de la semaine {week + 1}" if len(self.weeks) > 1 else "")

    def sequences(self, pause: int) -> list[tuple[str, list[int]]]:
        """For each day, the minutes worked in a row between two pauses of at least `pause` minutes."""
        return [(self._when(day), day.sequences(pause)) for day in self.journees]


def total(week: Sequence[Creneau]) -> int:
    """Return the minutes worked in a week."""
    return sum(slot.end - slot.start for slot in week)


def _days(rank: int, week: Sequence[Creneau]) -> list[Journee]:
    found = []
    for day, slots in groupby(week, key=lambda slot: slot.day):
        origin = rank * WEEK_MINUTES + day * DAY
        spans = tuple((origin + slot.start, origin + slot.end) for slot in slots)
        found.append(Journee(rank * len(JOURS) + day, spans))
    return found


def _joined(days: Sequence[Journee]) -> list[Journee]:
    """Give to the day before what goes on after midnight: a night of work is one piece."""
    found: list[Journee] = []
    for day in days:
        night = bool(found) and found[-1].end == day.start
        if night:
            found[-1] = Journee(found[-1].day, (*found[-1].slots, day.slots[0]))
        if rest := day.slots[night:]:
            found.append(Journee(day.day, rest))
    return found


def heaviest(totals: Sequence[int], length: int) -> int | None:
    """Return the greatest sum of `length` consecutive terms, or None when there are fewer."""
    windows = [sum(totals[i : i + length]) for i in range(len(totals) - length + 1)]
    return max(windows, default=None)


def repeated(totals: Sequence[int], length: int) -> list[int]:
    """Return the terms over and over, long enough for every run of `length` terms to appear."""
    return list(totals) * (length // len(totals) + 2)
