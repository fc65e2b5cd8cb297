"""Types of the facts asked: French words, ISO strings and native values are all accepted, never guessed.

Validators run from the last written to the first before the type, then from the first to the last after it.
Facts written to JSON read back as the same facts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from assistant.rules import parsing
from assistant.rules.core.dates import MONTHS_IN_YEAR
from assistant.rules.core.french import (
    FrenchValueError,
    format_date,
    format_euros,
    format_hours,
    format_number,
    format_percent,
    plain_spaces,
)
from assistant.rules.parsing.numbers import folded_decimal
from assistant.rules.parsing.reading import readable, refusal

EARLIEST = date(1950, 1, 1)
LATEST = date(2100, 12, 31)
LARGEST = Decimal(10_000_000)
MINUTES_IN_HOUR = 60
WEEK_MINUTES = 7 * 24 * MINUTES_IN_HOUR
YEAR_MINUTES = 366 * 24 * MINUTES_IN_HOUR
LAST_ECHELON = 11


class WorkedMinutes(int):
    """A duration of work in minutes, told from a bare number (which is in hours)."""

    def __str__(self) -> str:
        return plain_spaces(format_hours(int(self)))


def _text(parse: Callable[[str], Any]) -> BeforeValidator:
    """Parse text the French way, and leave native values alone."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def _only_dates(value: object) -> object:
    """Refuse numbers, which would be read as seconds since 1970."""
    if isinstance(value, bool | int | float | Decimal):
        raise FrenchValueError(f"« {value} » n'est pas une date ; indiquez le jour, le mois et l'année")
    return value


def _date_in_calendar(value: date) -> date:
    if not EARLIEST <= value <= LATEST:
        raise FrenchValueError(
            f"le {format_date(value)} n'est pas possible ; indiquez une date entre {EARLIEST.year} et {LATEST.year}"
        )
    return value


def _number(value: object) -> object:
    """Refuse booleans and unusable numbers, and keep the digits of a float as they are written."""
    if isinstance(value, bool):
        raise FrenchValueError("indiquez un nombre, pas oui ou non")
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if isinstance(number, int | Decimal) and not (Decimal(number).is_finite() and abs(Decimal(number)) <= LARGEST):
        raise FrenchValueError("ce nombre n'est pas possible ; vérifiez-le")
    return number


def _amount(value: Decimal) -> Decimal:
    if value < 0:
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


def _hours_to_minutes(value: object) -> object:
    """Read a bare number as hours; minutes already read stay what they are."""
    if isinstance(value, WorkedMinutes) or not isinstance(value, int | Decimal):
        return value
    minutes = Decimal(value) * MINUTES_IN_HOUR
    if minutes != int(minutes):
        raise FrenchValueError(
            f"{format_number(Decimal(value))} heures ne font pas un nombre entier de minutes ; écrivez 24 h 20"
        )
    return WorkedMinutes(minutes)


def _parse_hours(text: str) -> WorkedMinutes:
    return WorkedMinutes(parsing.parse_hours(text))


def _parse_number(text: str) -> Decimal:
    found = folded_decimal(readable(text, "un nombre"))
    if found is None:
        raise refusal(text, "Indiquez un nombre, par exemple 12 ou 12,5.")
    return found


def _parse_months(text: str) -> int:
    """Return whole months from a number of months or a length: « 10 », « 10 mois », « 3 ans »."""
    found = folded_decimal(readable(text, "un nombre de mois"))
    if found is not None:
        return parsing.parse_int(text)
    length = parsing.parse_duration(text)
    if length.days:
        raise refusal(text, "Indiquez des mois entiers, par exemple 10 mois ou 3 ans.")
    return length.total_months


def _parse_years(text: str) -> int:
    """Return whole years from a number of years or a length: « 10 », « 10 ans », « 120 mois »."""
    found = folded_decimal(readable(text, "un nombre d'années"))
    return (
        parsing.parse_int(text) if found is not None else parsing.parse_duration(text).total_months // MONTHS_IN_YEAR
    )


def _plain_number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def bounded(low: int, high: int, what: str) -> AfterValidator:
    """Refuse a number outside `low`..`high` (inclusive), in French; `what` names what is expected."""

    def check(value: int | Decimal) -> int | Decimal:
        if not low <= value <= high:
            raise FrenchValueError(
                f"{format_number(value)} n'est pas possible ; indiquez {what} entre {low} et {format_number(high)}"
            )
        return value

    return AfterValidator(check)


def hours_between(low: int, high: int, what: str) -> AfterValidator:
    """Refuse a duration outside `low`..`high` minutes (inclusive), in French."""

    def check(value: int) -> WorkedMinutes:
        if not low <= value <= high:
            raise FrenchValueError(f"indiquez {what} entre {format_hours(low)} et {format_hours(high)}")
        return WorkedMinutes(value)

    return AfterValidator(check)


NUMBER_OR_TEXT = WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]})
DECIMAL_JSON = PlainSerializer(_plain_number, when_used="json")
TEXT_JSON = PlainSerializer(str, when_used="json")

FrDate = Annotated[date, AfterValidator(_date_in_calendar), BeforeValidator(_only_dates), _text(parsing.parse_date)]
FrBool = Annotated[bool, _text(parsing.parse_bool)]
FrDuration = Annotated[parsing.Duration, WithJsonSchema({"type": "string"}), TEXT_JSON, _text(parsing.parse_duration)]
Number = Annotated[Decimal, NUMBER_OR_TEXT, DECIMAL_JSON, BeforeValidator(_number), _text(_parse_number)]
Euros = Annotated[
    Decimal,
    NUMBER_OR_TEXT,
    DECIMAL_JSON,
    AfterValidator(_amount),
    BeforeValidator(_number),
    _text(parsing.parse_amount),
]
Percent = Annotated[
    Decimal,
    NUMBER_OR_TEXT,
    DECIMAL_JSON,
    AfterValidator(_percent),
    BeforeValidator(_number),
    _text(parsing.parse_percent),
]
WeekMinutes = Annotated[
    int,
    NUMBER_OR_TEXT,
    TEXT_JSON,
    hours_between(1, WEEK_MINUTES, "une durée par semaine"),
    BeforeValidator(_hours_to_minutes),
    BeforeValidator(_number),
    _text(_parse_hours),
]
Minutes = Annotated[
    int,
    NUMBER_OR_TEXT,
    TEXT_JSON,
    hours_between(0, YEAR_MINUTES, "une durée"),
    BeforeValidator(_hours_to_minutes),
    BeforeValidator(_number),
    _text(_parse_hours),
]
Echelon = Annotated[
    int,
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": LAST_ECHELON}),
    bounded(1, LAST_ECHELON, "un échelon"),
    BeforeValidator(_number),
    _text(parsing.parse_echelon),
]
Count = Annotated[
    int,
    WithJsonSchema({"type": "integer", "minimum": 0}),
    bounded(0, 10_000, "un nombre entier"),
    BeforeValidator(_number),
    _text(parsing.parse_int),
]
Months = Annotated[
    int, NUMBER_OR_TEXT, bounded(0, 10_000, "un nombre de mois"), BeforeValidator(_number), _text(_parse_months)
]
Years = Annotated[
    int, NUMBER_OR_TEXT, bounded(0, 10_000, "un nombre d'années"), BeforeValidator(_number), _text(_parse_years)
]
