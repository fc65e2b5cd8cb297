"""The dates of a result on one line, from the first to the last, with the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain.calculation import Calculation
from assistant.rules.core.french import format_date, format_date_long

LEFT, RIGHT = 20, 980
LEAST_DATES = 2
MOST_NAMES = 4
SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
MARGIN_DAYS = 5


@dataclass(frozen=True)
class Moment:
    """A date or a period on the line: `x` and `width` in SVG units, `when` in words; `due` for what is to be done."""

    day: date
    last: date
    label: str
    when: str
    due: bool
    x: int = 0
    width: int = 0


@dataclass(frozen=True)
class Timeline:
    """The moments in order, numbered as drawn, and the first days of months as (x, name)."""

    moments: tuple[Moment, ...]
    months: tuple[tuple[int, str], ...]
    left: int = LEFT
    right: int = RIGHT


def timeline_of(calculation: Calculation) -> Timeline | None:
    """Return the line of the dates that belong in a calendar, or None when there are not two."""
    return draw(list(moments_of(calculation)))


def moments_of(calculation: Calculation) -> Iterator[Moment]:
    """Yield the dates and periods of a calculation, and the deadlines of what is to be done."""
    for value in calculation.values:
        if value.in_calendar:
            first, _, last = str(value.value).partition("/")
            yield _moment(date.fromisoformat(first), date.fromisoformat(last or first), value.label, due=False)
    for todo in calculation.to_do:
        if todo.by:
            yield _moment(todo.by, todo.by, todo.label, due=True)


def _moment(first: date, last: date, label: str, *, due: bool) -> Moment:
    words = format_date_long(first) if first == last else f"du {format_date(first)} au {format_date(last)}"
    return Moment(first, last, label, f"au plus tard le {words}" if due else words, due)


def draw(moments: Sequence[Moment]) -> Timeline | None:
    """Place the moments on the line, in order of date; None when they are fewer than two different dates."""
    if len({m.day for m in moments} | {m.last for m in moments}) < LEAST_DATES:
        return None
    ordered = sorted(moments, key=lambda m: (m.day, m.last))
    start = ordered[0].day.toordinal() - MARGIN_DAYS
    span = max(m.last for m in ordered).toordinal() + MARGIN_DAYS - start

    def at(day: date) -> int:
        return LEFT + (day.toordinal() - start) * (RIGHT - LEFT) // span

    placed = (
        Moment(m.day, m.last, m.label, m.when, m.due, at(m.day), max(0, at(m.last) - at(m.day))) for m in ordered
    )
    return Timeline(tuple(placed), tuple(_months(start, span)))


def _months(start: int, span: int) -> Iterator[tuple[int, str]]:
    first, last = date.fromordinal(start), date.fromordinal(start + span)
    ranks = range(first.year * 12 + first.month, last.year * 12 + last.month)
    every = max(1, -(-len(ranks) // MOST_NAMES))
    for rank in ranks[::every]:
        day = date(rank // 12, rank % 12 + 1, 1)
        yield LEFT + (day.toordinal() - start) * (RIGHT - LEFT) // span, f"{SHORT[day.month - 1]} {day.year}"
