"""Dates in a sentence, relative ones made absolute from the day of the question. What names no day is a period."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.domain.text import fold
from assistant.language.dates_periods import Span, spans
from assistant.language.dates_relative import relative_days
from assistant.language.dates_written import Read, written_days
from assistant.rules.core.dates import add_months

_CONTEXT = 90
_INTERVIEW = re.compile(r"entretien|rendez-vous")
_YEAR, _SOON, _NEAR = 12, 45, 40


@dataclass(frozen=True)
class FoundDate:
    """A date read in a sentence: `written` as typed, `exact` False when a part was supplied, `start` its place.

    `before` and `after` hold the folded words around it, by which its role is told.
    """

    day: date
    written: str
    start: int
    exact: bool
    before: str
    after: str


def find_dates(text: str, today: date) -> list[FoundDate]:
    """Return the dates of `text` in order; a missing year is the next one to come, or the last one after a past verb.

    Impossible dates (31 April) are left out, and so is what leaves the day open (« en mars »): the caller asks.
    """
    plain = fold(text)
    kept: list[Read] = []
    for read in (*written_days(plain, today), *relative_days(plain, today)):
        if not any(read.start < k.end and k.start < read.end for k in kept):
            kept.append(read)
    ordered = sorted(kept, key=lambda read: read.start)
    return [_found(plain, _near_others(plain, read, ordered)) for read in ordered]


def _near_others(plain: str, read: Read, all_read: list[Read]) -> Read:
    """Return an interview said without its year soon after the convocation of the same sentence, not a year away."""
    others = [other.day for other in all_read if other is not read]
    if read.exact or not others or not _INTERVIEW.search(plain[: read.start][-_NEAR:]):
        return read
    days = [add_months(read.day, _YEAR * n) for n in (0, -1, 1)]
    soon = [day for day in days if any(0 < (day - other).days <= _SOON for other in others)]
    return replace(read, day=soon[0]) if soon else read


def find_periods(text: str, today: date, dates: list[FoundDate]) -> list[Span]:
    """Return the months, weeks and years of `text` that hold no date of `dates`."""
    taken = [(found.start, found.start + len(found.written)) for found in dates]
    return [s for s in spans(fold(text), today) if not any(s.start < end and start < s.end for start, end in taken)]


def _found(plain: str, read: Read) -> FoundDate:
    before, after = plain[max(0, read.start - _CONTEXT) : read.start], plain[read.end : read.end + _CONTEXT]
    return FoundDate(read.day, plain[read.start : read.end], read.start, read.exact, before, after)
