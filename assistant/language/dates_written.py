"""Dates written with their day and month: « 1er mars », « 05/10/2026 », « du 3 au 12 mars », « fin août »."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.language.dates_year import nearest_year
from assistant.rules.parsing import FrenchValueError, parse_date

MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_SHORT = {"janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
MONTH = "|".join([*MONTHS, *(f"{short}\\b\\.?" for short in sorted(_SHORT, key=len, reverse=True))])
_WEEKDAY = "|".join(WEEKDAYS)
_YEAR = (
    r"(?:,? (?:de (?:l'annee )?|en )?(\d{4}\b|\d{2}\b(?! ?(?:h\b|heures?|ans?|mois|jours?|%|€|euros?)))"
    r"| (prochain|dernier))"
)
_DAY = r"(\d{1,2}|premier)(?: ?er| ?re)?"
_WRITTEN = re.compile(rf"\b(?:(?:{_WEEKDAY}),? (?:le )?)?\b{_DAY} ?({MONTH})(?!\w){_YEAR}?")
_SHARED = re.compile(
    rf"\b(?:du|entre le) (?:(?:{_WEEKDAY}) )?{_DAY} (?:au|et le) (?:(?:{_WEEKDAY}) )?{_DAY} ({MONTH})(?!\w){_YEAR}?"
)
_LISTED = re.compile(rf"\bles (\d{{1,2}})(?:er)? (?:et|ou) \d{{1,2}} ({MONTH})(?!\w){_YEAR}?")
_NUMERIC = re.compile(r"\b(\d{1,2})(?:er)? ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:er)?/(\d{1,2})\b(?![/\d])")
_EDGE = re.compile(rf"\b(fin|debut|mi)[- ](?:du mois de |de |d')?({MONTH})(?!\w){_YEAR}?")
_FIRST = "premier"
_MIDDLE = 15


@dataclass(frozen=True)
class Read:
    """A day read from `start` to `end` of the folded sentence; `exact` False when a part of it was supplied."""

    start: int
    end: int
    day: date
    exact: bool


def month_number(name: str) -> int:
    """Return the number of a month named in full or shortened (« sept. »)."""
    short = name.rstrip(".")
    return MONTHS.index(short) + 1 if short in MONTHS else _SHORT[short]


def written_days(plain: str, today: date) -> Iterator[Read]:
    """Yield the days of a folded sentence that give their day and month, the surest forms first."""
    yield from _numeric(plain)
    yield from _shared(plain, today)
    for match in _LISTED.finditer(plain):
        yield from _dated(plain, match, (match[1], match[2], match[3], match[4]), today)
    for match in _WRITTEN.finditer(plain):
        yield from _dated(plain, match, (match[1], match[2], match[3], match[4]), today)
    yield from _edges(plain, today)
    for match in _DAY_MONTH.finditer(plain):
        number, month = int(match[1]), int(match[2])
        day = nearest_year(plain[: match.start()], "", month, number, today)
        if day:
            yield Read(match.start(), match.end(), day, False)


def day_of(year: int, month: int, number: int) -> date | None:
    """Return the day, None when it does not exist."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _numeric(plain: str) -> Iterator[Read]:
    for match in _NUMERIC.finditer(plain):
        text = match[0] if match[4] else f"{match[1]}/{match[2]}/{match[3]}"
        try:
            yield Read(match.start(), match.end(), parse_date(text), True)
        except FrenchValueError:
            continue


def _shared(plain: str, today: date) -> Iterator[Read]:
    """Two days of one month: the first borrows the month of the second."""
    for match in _SHARED.finditer(plain):
        last = next(_dated(plain, match, (match[2], match[3], match[4], match[5]), today), None)
        if last is None:
            continue
        first = day_of(last.day.year, last.day.month, _number(match[1]))
        if first and first <= last.day:
            yield Read(match.start(1), match.end(1), first, last.exact)
            yield Read(match.start(2), match.end(), last.day, last.exact)


def _dated(
    plain: str, match: re.Match[str], parts: tuple[str, str, str | None, str | None], today: date
) -> Iterator[Read]:
    number, month = _number(parts[0]), month_number(parts[1])
    year = _year(parts[2])
    said = parts[3] or ""
    day = day_of(year, month, number) if year else nearest_year(plain[: match.start()], said, month, number, today)
    if day:
        yield Read(match.start(), match.end(), day, bool(year))


def _edges(plain: str, today: date) -> Iterator[Read]:
    """« fin août » is its last day, « début avril » its first, « mi-mars » its fifteenth; told as supplied."""
    for match in _EDGE.finditer(plain):
        month, year = month_number(match[2]), _year(match[3])
        if year is None:
            near = nearest_year(plain[: match.start()], match[4] or "", month, 1, today)
            year = near.year if near else today.year
            if match[1] != "debut" and month == today.month and not match[4]:
                year = today.year
        number = {"debut": 1, "mi": _MIDDLE, "fin": monthrange(year, month)[1]}[match[1]]
        yield Read(match.start(), match.end(), date(year, month, number), False)


def _number(written: str) -> int:
    return 1 if written == _FIRST else int(written)


def _year(written: str | None) -> int | None:
    return None if not written else int(written) if len(written) == 4 else 2000 + int(written)
