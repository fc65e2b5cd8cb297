"""Months, weeks and years that a sentence names without a day: the day is for the user to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.language.dates_written import MONTH, month_number
from assistant.language.dates_year import nearest_year, tells_past
from assistant.rules.core.dates import add_months, eve

_LED = r"\b(?:en|depuis|au mois de?|du mois de?|des|courant|pour|a partir de) "
_MONTH = re.compile(
    rf"{_LED}({MONTH})\b(?: ((?:19|20)\d\d|prochain|"
    rf"dernier)\b)?"
)
_MONTH_OF_YEAR = re.compile(rf"(?<!\d )(?<!\der )(?<!premier )\b({MONTH}) ((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:en|depuis|annee) (20\d\d)\b")
_WEEK = re.compile(r"\bla semaine (prochaine|pro\b|derniere|passee)|\bcette semaine\b")
_OF_WEEKDAY = re.compile(r"\bde $")
_NEXT_MONTH = re.compile(r"(?<!fin )(?<!fin du )\b(?:le |au )?mois (prochain|dernier)\b")


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included, read from `start` to `end` of the folded sentence."""

    first: date
    last: date
    written: str
    start: int
    end: int


def spans(plain: str, today: date) -> Iterator[Span]:
    """Yield the months, years and weeks of a folded sentence."""
    for match in _MONTH.finditer(plain):
        first = _month(plain[: match.end(1)], match[1], match[2] or "", today)
        yield Span(first, eve(add_months(first, 1)), match[0], match.start(), match.end())
    for match in _MONTH_OF_YEAR.finditer(plain):
        first = date(int(match[2]), month_number(match[1]), 1)
        if not re.search(rf"{_LED}$", plain[: match.start()]):
            yield Span(first, eve(add_months(first, 1)), match[0], match.start(), match.end())
    for match in _YEAR.finditer(plain):
        year = int(match[1])
        yield Span(date(year, 1, 1), date(year, 12, 31), match[0], match.start(), match.end())
    for match in _WEEK.finditer(plain):
        if _OF_WEEKDAY.search(plain[: match.start()]):
            continue
        step = 0 if match[1] is None else 7 if match[1].startswith("pro") else -7
        monday = today - timedelta(today.weekday()) + timedelta(step)
        yield Span(monday, monday + timedelta(6), match[0], match.start(), match.end())
    for match in _NEXT_MONTH.finditer(plain):
        first = add_months(today.replace(day=1), 1 if match[1] == "prochain" else -1)
        if not re.search(r"\b(?:du|fin du|debut du) $", plain[: match.start()]):
            yield Span(first, eve(add_months(first, 1)), match[0], match.start(), match.end())


def _month(before: str, name: str, said: str, today: date) -> date:
    month = month_number(name)
    if said.isdigit():
        return date(int(said), month, 1)
    if month == today.month and not said:
        return today.replace(day=1)
    if said != "prochain" and (said == "dernier" or tells_past(before)):
        return nearest_year("", "dernier", month, 1, today) or today
    return nearest_year("", "prochain", month, 1, today) or today
