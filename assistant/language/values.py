"""The strict values of a message with their places: dates, periods, durations, amounts, hours, percentages, numbers.

Nothing is guessed of what a value means: its role is for the reader to tell. Values do not overlap; a date is read
before a duration, a duration before a bare number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.language.dates import find_dates, find_periods
from assistant.language.numerals import NUMBER, number
from assistant.language.text import clean, fold_in_place
from assistant.rules.parsing import Duration, FrenchValueError, parse_amount, parse_percent

Kind = Literal["date", "duration", "amount", "hours", "percentage", "number"]


@dataclass(frozen=True)
class Value:
    """A value as typed, from `start` to `end` of the clean message.

    `value` is a date, a `Duration`, euros or percent (`Decimal`), minutes (hours) or an integer. A period without a
    day (« en mars ») is a date with `last`, its last day; `exact` is False when a part of a date was supplied.
    """

    kind: Kind
    value: date | Duration | Decimal | int
    written: str
    start: int
    end: int
    last: date | None = None
    exact: bool = True


_DECIMAL = r"\d+(?:[.,]\d+)?"
_LENGTH = re.compile(
    rf"\b(?P<count>{NUMBER})(?P<part>[.,]5)? ?"
    r"(?P<unit>ans?\b|annees?\b|piges\b|mois\b|semaines?\b|sem\b|jours?\b|jrs?\b|j\b)"
    rf"(?: (?P<half>et demie?)\b|(?: et| ,)? (?P<more>{NUMBER}) ?(?P<also>mois\b|jours?\b|j\b))?"
)
_HOURS = re.compile(
    rf"\b(?P<hours>\d{{1,4}}(?:[.,]\d{{1,2}})?|{NUMBER}) ?(?:heures?\b|hrs?\b|h(?![a-z])) ?"
    r"(?P<minutes>[0-5]\d\b)?(?P<half> et demie?\b)?"
)
_EUROS = re.compile(
    rf"(?<![\d.,/])(?P<amount>\d{{1,3}}(?: \d{{3}})+(?:[.,]\d{{1,2}})?|{_DECIMAL}) ?"
    r"(?:€|euros?\b|eur\b|balles\b|boules\b|e\b(?! (?:mois|jours?|enfant|echelon|annee|an)))"
)
_PERCENT = re.compile(rf"\b(?P<share>{_DECIMAL}|{NUMBER}) ?(?:%|pour ?cents?\b|pct\b)")
_TIME = re.compile(r"\b(?P<half>mi[- ]temps)(?! ?therap)|\btemps (?:plein|complet)\b|\bplein temps\b")
_RANKED = re.compile(r"\b(?P<rank>\d{1,2})(?:er|e|eme|ieme|nde?)\b")
_COUNT = re.compile(rf"(?<![\w,.]){NUMBER}(?![\w%€]|[.,]\d)")
_OF_YEAR = re.compile(r"\b((?:19[4-9]|20[0-4])\d)\b")
_MONTHS_A_YEAR = 12
_FULL, _HALF = Decimal(100), Decimal(50)
_VAGUE = frozenset({"un", "une"})


def find_values(message: str, today: date) -> list[Value]:
    """Return the values of `message` (cleaned here) in order; relative dates count from `today`."""
    text = clean(message)
    flat = fold_in_place(text)
    kept: list[Value] = []
    for found in _all(flat, today):
        if not any(found.start < other.end and other.start < found.end for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda value: value.start)


def _all(flat: str, today: date) -> Iterator[Value]:
    dates = _dates(flat, today)
    yield from _amounts(flat)
    yield from dates
    yield from _lengths(flat)
    yield from _hours(flat)
    yield from _shares(flat)
    for match in _OF_YEAR.finditer(flat):
        year = int(match[1])
        yield _value("date", date(year, 1, 1), match, last=date(year, 12, 31), exact=False)
    for match in _RANKED.finditer(flat):
        yield _value("number", int(match["rank"]), match)
    for match in _COUNT.finditer(flat):
        if match[0] not in _VAGUE and (count := number(match[0])) is not None:
            yield _value("number", count, match)


def _dates(flat: str, today: date) -> list[Value]:
    days = find_dates(flat, today)
    found = [Value("date", d.day, d.written, d.start, d.start + len(d.written), exact=d.exact) for d in days]
    periods = find_periods(flat, today, days)
    return found + [Value("date", p.first, p.written, p.start, p.end, p.last, exact=False) for p in periods]


def _amounts(flat: str) -> Iterator[Value]:
    for match in _EUROS.finditer(flat):
        try:
            yield _value("amount", parse_amount(f"{match['amount']} €".replace(".", ",")), match)
        except FrenchValueError:
            continue


def _lengths(flat: str) -> Iterator[Value]:
    for match in _LENGTH.finditer(flat):
        count = number(match["count"])
        if count is None:
            continue
        half = bool(match["half"] or match["part"])
        more = number(match["more"]) if match["more"] else 0
        yield _value("duration", _length(count, match["unit"], half, more or 0, match["also"] or ""), match)


def _length(count: int, unit: str, half: bool, more: int, also: str) -> Duration:
    years = months = days = 0
    if unit[0] in "ap":
        years, months = count, 6 if half else 0
    elif unit.startswith("m"):
        months, days = count, 15 if half else 0
    else:
        days = count * (7 if unit.startswith("sem") else 1)
    months, days = (months + more, days) if also.startswith("m") else (months, days + more)
    return Duration(years=years + months // _MONTHS_A_YEAR, months=months % _MONTHS_A_YEAR, days=days)


def _hours(flat: str) -> Iterator[Value]:
    for match in _HOURS.finditer(flat):
        written = match["hours"].replace(",", ".")
        count = Decimal(written) if re.fullmatch(_DECIMAL, written) else number(match["hours"])
        if count is not None:
            minutes = int(match["minutes"] or 0) + (30 if match["half"] else 0)
            yield _value("hours", int(Decimal(count) * 60) + minutes, match)


def _shares(flat: str) -> Iterator[Value]:
    for match in _PERCENT.finditer(flat):
        written = match["share"]
        share = number(written)
        try:
            yield _value("percentage", Decimal(share) if share is not None else parse_percent(f"{written} %"), match)
        except FrenchValueError:
            continue
    for match in _TIME.finditer(flat):
        yield _value("percentage", _HALF if match["half"] else _FULL, match)


def _value(
    kind: Kind,
    value: date | Duration | Decimal | int,
    match: re.Match[str],
    *,
    last: date | None = None,
    exact: bool = True,
) -> Value:
    return Value(kind, value, match[0], match.start(), match.end(), last, exact)
