"""The closed list of units, and how a value reads in French."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from assistant.rules.core.dates import Period, Seniority
from assistant.rules.core.french import (
    format_date,
    format_duration,
    format_euros,
    format_hours,
    format_number,
    format_percent,
)

Unit = Literal[
    "",
    "EUR",
    "EUR/mois",
    "EUR/an",
    "EUR/jour",
    "EUR/heure",
    "%",
    "jours",
    "jours ouvrables",
    "jours ouvrés",
    "jours francs",
    "demi-journées",
    "semaines",
    "mois",
    "ans",
    "points",
    "minutes",
    "heures",
    "heures/an",
    "fois",
    "enfants",
    "coefficient",
    "date",
    "période",
    "texte",
]
UNITS: frozenset[str] = frozenset(get_args(Unit))
PLURAL = 2
INVARIABLE = {"mois", "fois", "coefficient"}
PER = {"EUR/mois": " par mois", "EUR/an": " par an", "EUR/jour": " par jour", "EUR/heure": " par heure"}


def _agree(value: Decimal | int, unit: str) -> str:
    """Put the unit in the singular below two: "1 jour ouvrable", "1,5 jour", "2 jours"."""
    if unit == "heures/an":
        return _agree(value, "heures") + " par an"
    if unit in INVARIABLE or abs(Decimal(value)) >= PLURAL:
        return unit
    return " ".join(word.removesuffix("s") for word in unit.split(" "))


def _show_quantity(value: Decimal | int, unit: str) -> str:
    if unit.startswith("EUR"):
        return format_euros(Decimal(value)) + PER.get(unit, "")
    if unit == "%":
        return format_percent(Decimal(value))
    if unit == "minutes":
        return format_hours(int(value))
    if unit in ("", "coefficient"):
        return format_number(value)
    return f"{format_number(value)} {_agree(value, unit)}"


def show(value: object, unit: str = "") -> str:
    """Write any value of a calculation in French.

    Dates read "1er mars 2026", booleans "oui" or "non", unknown "non précisé", lists are joined by " ; ".
    """
    if isinstance(value, bool) or value is None:
        return {True: "oui", False: "non", None: "non précisé"}[value]
    if isinstance(value, (Decimal, int)):
        return _show_quantity(value, unit)
    if isinstance(value, Mapping):
        return " ; ".join(f"{key} : {show(item, unit)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return " ; ".join(show(item, unit) for item in value)
    return _show_time(value)


def _show_time(value: object) -> str:
    match value:
        case date():
            return format_date(value)
        case Seniority():
            return format_duration(*value.split())
        case Period(first=first, last=last):
            return f"du {format_date(first)} au {format_date(last)}"
    return str(value)
