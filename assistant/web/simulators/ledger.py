"""The ledger of sick leave as months of coloured days, with the same told in a table."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from assistant.domain.calculation import Calculation
from assistant.rules.core.french import MOIS, format_date, format_euros

CALCULATOR = "registre_maladie"
MOST_MONTHS = 36
WORDS = {"carence": "carence, non payé", "sans": "sans salaire"}
MARKS = {"carence": "C", "sans": "0"}


@dataclass(frozen=True)
class Day:
    """A square: `number` is 0 outside the month; `kind` is "" when the day is not one of sick leave."""

    number: int
    kind: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Month:
    """A month's weeks, Monday first."""

    name: str
    weeks: tuple[tuple[Day, ...], ...]


@dataclass(frozen=True)
class Run:
    """Consecutive days alike: dates in words, number of days, what they are paid."""

    days: str
    count: int
    kind: str
    words: str


@dataclass(frozen=True)
class MonthPay:
    """A month in euros, in words."""

    name: str
    due: str
    allowance: str
    taken_back: str


@dataclass(frozen=True)
class Ledger:
    """The drawn ledger: the months with a day of sick leave.

    `legend` gives (kind, mark, words) of what occurs; `left_out` counts the months not drawn.
    """

    months: tuple[Month, ...]
    runs: tuple[Run, ...]
    legend: tuple[tuple[str, str, str], ...]
    pays: tuple[MonthPay, ...]
    left_out: int


def ledger_of(calculation: Calculation) -> Ledger | None:
    """Return the drawing of a ledger, or None for another calculator."""
    values = {value.id: value.value for value in calculation.values}
    segments = values.get("registre")
    if calculation.calculator != CALCULATOR or not isinstance(segments, list):
        return None
    found = [segment for segment in segments if isinstance(segment, dict)]
    kinds = {day: str(segment["taux"]) for segment in found for day in _days(segment)}
    months = sorted({(day.year, day.month) for day in kinds})
    return Ledger(
        months=tuple(_month(year, month, kinds) for year, month in months[-MOST_MONTHS:]),
        runs=tuple(_run(segment) for segment in found),
        legend=tuple((kind, mark_of(kind), words_of(kind)) for kind in dict.fromkeys(kinds.values())),
        pays=tuple(map(_pay, _dicts(values.get("mois")))),
        left_out=max(0, len(months) - MOST_MONTHS),
    )


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _days(segment: dict[str, Any]) -> Iterator[date]:
    first, last = date.fromisoformat(segment["du"]), date.fromisoformat(segment["au"])
    return (first + timedelta(days=i) for i in range((last - first).days + 1))


def _month(year: int, month: int, kinds: dict[date, str]) -> Month:
    def square(number: int) -> Day:
        kind = kinds.get(date(year, month, number), "") if number else ""
        return Day(number, kind, mark_of(kind) if kind else "")

    weeks = calendar.Calendar().monthdayscalendar(year, month)
    return Month(f"{MOIS[month - 1]} {year}", tuple(tuple(map(square, week)) for week in weeks))


def mark_of(kind: str) -> str:
    """Return the mark in a square: colour alone never tells."""
    return MARKS.get(kind, kind)


def words_of(kind: str) -> str:
    """Return what a day of that kind is paid."""
    return WORDS.get(kind, f"payé à {kind} %")


def _run(segment: dict[str, Any]) -> Run:
    first, last = date.fromisoformat(segment["du"]), date.fromisoformat(segment["au"])
    days = format_date(first) if first == last else f"du {format_date(first)} au {format_date(last)}"
    kind = str(segment["taux"])
    return Run(days, int(segment["jours"]), kind, words_of(kind))


def _pay(item: dict[str, Any]) -> MonthPay:
    year, month = map(int, item["mois"].split("-"))
    name = f"{MOIS[month - 1]} {year}"
    return MonthPay(name, _euros(item["du_employeur"]), _euros(item["ij_brutes"]), _euros(item["precompte"]))


def _euros(text: str) -> str:
    return format_euros(Decimal(text))
