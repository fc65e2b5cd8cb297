"""Dates in a sentence; relative ones are made absolute from the day of the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.domain.text import fold
from assistant.rules.core.dates import add_months
from assistant.rules.parsing import FrenchValueError, parse_date, parse_int

_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_SHORT = {"janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_NAMES = "|".join([*_MONTHS, *(f"{short}\\b\\.?" for short in sorted(_SHORT, key=len, reverse=True))])
_WRITTEN = re.compile(
    rf"\b(?:(?:{'|'.join(_DAYS)}) )?(\d{{1,2}}|premier)(?:er|re)? ({_NAMES})(?: (\d{{4}}|\d{{2}}\b))?"
)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})/(\d{1,2})\b(?![/\d])")
_IN = re.compile(r"\b(dans|il y a) (\w+(?:[- ]\w+)?) (jours?|semaines?|mois|ans?|annees?)\b")
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)}) (prochain|dernier|passe)\b")
_MONTH_ONLY = re.compile(rf"\b(?:en|fin|debut|mi|depuis|de|du mois de) ({'|'.join(_MONTHS)})(?: (\d{{4}}))?\b")
_PAST = re.compile(
    r"\b(depuis|commence|ete|eu|recu|recue|notifie|ne|nee|suspendu|debute|demarre|dernier|accouche|signe)\b"
)
_WORDS = {"demain": 1, "apres-demain": 2, "aujourd'hui": 0, "hier": -1, "avant-hier": -2}
_SCHOOL_YEAR_START = (9, 1)
_CONTEXT = 45


@dataclass(frozen=True)
class FoundDate:
    """A date read in a sentence: `written` as typed, `exact` False when its year was supplied, `start` its place.

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

    Impossible dates (31 April) are left out: the caller asks again.
    """
    plain = fold(text)
    found: dict[int, FoundDate] = {}
    for start, end, day, exact in _all(plain, today):
        if not any(f.start <= start < f.start + len(f.written) for f in found.values()):
            before, after = plain[max(0, start - _CONTEXT) : start], plain[end : end + _CONTEXT]
            found[start] = FoundDate(day, plain[start:end], start, exact, before, after)
    return [found[start] for start in sorted(found)]


def _all(plain: str, today: date) -> Iterator[tuple[int, int, date, bool]]:
    for match in _NUMERIC.finditer(plain):
        day = _strict(match[0].replace(".", "/").replace("-", "/") if match[1] else match[0])
        if day:
            yield match.start(), match.end(), day, True
    for match in _WRITTEN.finditer(plain):
        month = _month(match[2])
        number = 1 if match[1] == "premier" else int(match[1])
        year = _year(match[3])
        day = _day(year, month, number) if year else _nearest(plain[: match.start()], month, number, today)
        if day:
            yield match.start(), match.end(), day, bool(year)
    for match in _DAY_MONTH.finditer(plain):
        day = _nearest(plain[: match.start()], int(match[2]), int(match[1]), today)
        if day:
            yield match.start(), match.end(), day, False
    yield from _relative(plain, today)


def _relative(plain: str, today: date) -> Iterator[tuple[int, int, date, bool]]:
    for match in _IN.finditer(plain):
        day = _shifted(match[1], match[2], match[3], today)
        if day:
            yield match.start(), match.end(), day, True
    for match in _WEEKDAY.finditer(plain):
        ahead = (_DAYS.index(match[1]) - today.weekday()) % 7 or 7
        yield match.start(), match.end(), today + timedelta(ahead if match[2] == "prochain" else ahead - 7), True
    for word, days in _WORDS.items():
        for match in re.finditer(rf"(?<![\w-]){word}(?![\w-])", plain):
            yield match.start(), match.end(), today + timedelta(days), True
    for match in re.finditer(r"\b(?:a la |depuis la |pour la )(?:prochaine )?rentree\b", plain):
        past = plain[match.start() :].startswith("depuis")
        day = date(today.year, *_SCHOOL_YEAR_START)
        if past and day > today:
            day = date(today.year - 1, *_SCHOOL_YEAR_START)
        elif not past and day <= today:
            day = date(today.year + 1, *_SCHOOL_YEAR_START)
        yield match.start(), match.end(), day, False


def _strict(text: str) -> date | None:
    try:
        return parse_date(text)
    except FrenchValueError:
        return None


def _month(name: str) -> int:
    short = name.rstrip(".")
    return _MONTHS.index(short) + 1 if short in _MONTHS else _SHORT[short]


def _year(written: str | None) -> int | None:
    return None if not written else int(written) if len(written) == 4 else 2000 + int(written)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _nearest(before: str, month: int, number: int, today: date) -> date | None:
    """The next such day, or the last one when the words before tell of the past."""
    past = bool(_PAST.search(re.split(r"[,;.?!]", before)[-1]))
    years = (today.year, today.year - 1, today.year - 2) if past else (today.year, today.year + 1, today.year + 2)
    days = [day for year in years if (day := _day(year, month, number))]
    return next((day for day in days if (day <= today if past else day >= today)), None)


def _shifted(sense: str, amount: str, unit: str, today: date) -> date | None:
    try:
        number = parse_int(amount)
    except FrenchValueError:
        return None
    sign = 1 if sense == "dans" else -1
    if unit.startswith("jour"):
        return today + timedelta(sign * number)
    if unit.startswith("semaine"):
        return today + timedelta(7 * sign * number)
    return add_months(today, sign * number * (1 if unit == "mois" else 12))
