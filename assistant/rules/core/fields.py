"""Types of the facts asked: French words, ISO strings and native values are all accepted, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from assistant.rules import parsing
from assistant.rules.core.french import FrenchValueError, format_date, format_euros, format_number, format_percent

EARLIEST = date(1950, 1, 1)
LATEST = date(2100, 12, 31)
LARGEST_AMOUNT = Decimal(10_000_000)
WEEK_MINUTES = 7 * 24 * 60


def _text(parse: Callable[[str], Any]) -> BeforeValidator:
    """Parse text the French way, and leave native values alone."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def _date_in_calendar(value: date) -> date:
    if not EARLIEST <= value <= LATEST:
        raise FrenchValueError(
            f"le {format_date(value)} n'est pas possible ; indiquez une date entre {EARLIEST.year} et {LATEST.year}"
        )
    return value


def _no_boolean(value: object) -> object:
    if isinstance(value, bool):
        raise FrenchValueError("indiquez un nombre, pas oui ou non")
    return value


def _amount(value: Decimal) -> Decimal:
    if not 0 <= value <= LARGEST_AMOUNT:
        raise FrenchValueError(
            f"{format_euros(value)} n'est pas possible ; indiquez un montant en euros, positif ou nul"
        )
    return value


def _percent(value: Decimal) -> Decimal:
    if not 1 <= value <= 100:
        raise FrenchValueError(
            f"{format_percent(value)} n'est pas possible ; indiquez un pourcentage entre 1 et 100 %"
        )
    return value


def _decimal(value: object) -> object:
    """Keep the digits as written: a float is read from its shortest text."""
    return Decimal(repr(value)) if isinstance(value, float) else value


def bounded(low: int, high: int, what: str) -> AfterValidator:
    """Refuse a number outside `low`..`high` (inclusive), in French; `what` names what is expected."""

    def check(value: int | Decimal) -> int | Decimal:
        if not low <= value <= high:
            raise FrenchValueError(
                f"{format_number(value)} n'est pas possible ; indiquez {what} entre {low} et {format_number(high)}"
            )
        return value

    return AfterValidator(check)


NumberOrText = WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]})
FrDate = Annotated[date, AfterValidator(_date_in_calendar), _text(parsing.parse_date)]
FrBool = Annotated[bool, _text(parsing.parse_bool)]
Euros = Annotated[
    Decimal,
    NumberOrText,
    AfterValidator(_amount),
    BeforeValidator(_decimal),
    BeforeValidator(_no_boolean),
    _text(parsing.parse_amount),
]
Percent = Annotated[
    Decimal,
    NumberOrText,
    AfterValidator(_percent),
    BeforeValidator(_decimal),
    BeforeValidator(_no_boolean),
    _text(parsing.parse_percent),
]
WeekMinutes = Annotated[
    int, NumberOrText, bounded(1, WEEK_MINUTES, "une durée par semaine"), _text(parsing.parse_hours)
]
Minutes = Annotated[int, NumberOrText, bounded(0, 4000 * 60, "une durée en minutes"), _text(parsing.parse_hours)]
Echelon = Annotated[
    int,
    BeforeValidator(_no_boolean),
    _text(parsing.parse_echelon),
    bounded(1, 11, "un échelon"),
    Field(json_schema_extra={"minimum": 1, "maximum": 11}),
]
Count = Annotated[int, BeforeValidator(_no_boolean), bounded(0, 10_000, "un nombre entier")]
Number = Annotated[Decimal, NumberOrText, BeforeValidator(_decimal), BeforeValidator(_no_boolean)]
FrDuration = Annotated[
    parsing.Duration,
    WithJsonSchema({"type": "string"}),
    _text(parsing.parse_duration),
]
