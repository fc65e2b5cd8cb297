"""Sick leaves told by their days: « du 2 au 13 mars », « deux semaines à partir du 2 mars »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from assistant.dialogue.facts import Said
from assistant.language.dates import FoundDate
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_months, eve
from assistant.rules.core.errors import SituationError, read_situation
from assistant.rules.core.french import format_date
from assistant.rules.parsing import Duration

ARRETS = "arrets"
_FIRST = re.compile(r"\b(?:du|depuis(?: le)?|a partir du|a compter du|commence\w*(?: le)?)$")
ENDS = re.compile(r"\b(?:au|jusqu'au)$")


@dataclass(frozen=True)
class Stops:
    """The sick leaves read, as the field holds them (None when there is none), and the dates that they take."""

    value: Any = None
    written: str = ""
    dates: tuple[FoundDate, ...] = ()


def sick_leaves(calculator: Calculator[Any], read: Said) -> Stops:
    """Return the sick leaves of a turn for a calculator that asks for them; none when one of their days is unsure."""
    if ARRETS not in calculator.situation.model_fields:
        return Stops()
    pairs = list(_pairs(read.dates)) or list(_lasting(read))
    spans = [{"premier_jour": first, "dernier_jour": last} for first, last, _ in pairs]
    try:
        value = read_situation(calculator.situation, {ARRETS: spans}).arrets if spans else None
    except SituationError:
        return Stops()
    written = " ; ".join(f"du {format_date(first)} au {format_date(last)}" for first, last, _ in pairs)
    return Stops(value, written, tuple(found for *_, taken in pairs for found in taken))


def _pairs(dates: tuple[FoundDate, ...]) -> Iterator[tuple[date, date, tuple[FoundDate, ...]]]:
    for first, last in pairwise(dates):
        if _FIRST.search(first.before.rstrip()) and ENDS.search(last.before.rstrip()) and first.day <= last.day:
            yield first.day, last.day, (first, last)


def _lasting(read: Said) -> Iterator[tuple[date, date, tuple[FoundDate, ...]]]:
    """Yield the one leave told by its first day and its length."""
    fact = read.facts.get("duree_arret")
    starts = [d for d in read.dates if _FIRST.search(d.before.rstrip())]
    if fact and isinstance(fact.value, Duration) and len(starts) == 1 and len(read.dates) == 1:
        first, length = starts[0].day, fact.value
        months, days = length.total_months, length.days
        last = eve(add_months(first, months)) if months else first + timedelta(days - 1)
        yield first, last, (starts[0],)
