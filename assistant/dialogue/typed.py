"""Values of legal facts: from a message or a form to what a calculator takes, and back to French."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from assistant.domain.text import fold
from assistant.language.values import Value
from assistant.rules.core.french import format_date, format_euros, format_hours, format_number, format_percent
from assistant.rules.facts.model import Fact
from assistant.rules.parsing import (
    Duration,
    FrenchValueError,
    parse_amount,
    parse_bool,
    parse_date,
    parse_duration,
    parse_hours,
    parse_int,
    parse_percent,
)

FactValue = date | Duration | Decimal | int | bool | str

_FITS = {
    "date": {"date"},
    "duration": {"duration"},
    "number": {"number", "duration"},
    "amount": {"amount", "number"},
    "hours": {"hours"},
    "percentage": {"percentage"},
    "list": {"date", "duration", "amount", "hours", "number"},
}
WEEK = 7


def fits(value: Value, fact: Fact) -> bool:
    """Whether a value read in a message may be that of `fact`, by its type and unit alone."""
    return value.kind in _FITS.get(fact.type, set()) and convert(value, fact) is not None


def convert(value: Value, fact: Fact) -> FactValue | None:
    """Return a value read in a message as `fact` holds it, None when its unit is another."""
    if fact.type == "list" or value.kind not in _FITS.get(fact.type, set()):
        return None
    if fact.type == "number":
        return _count(value, fact)
    if fact.type == "amount" and isinstance(value.value, int):
        return Decimal(value.value)
    if fact.type == "duration" and isinstance(value.value, Duration):
        return value.value
    return value.value


def parse(fact: Fact, text: str) -> FactValue:
    """Return the value that `text` writes for `fact`. Raises `FrenchValueError`, in French, when it is none."""
    if fact.type == "boolean":
        return parse_bool(text)
    if fact.type == "choice":
        return _choice(fact, text)
    parsers: dict[str, Callable[[str], FactValue]] = {
        "date": parse_date,
        "duration": parse_duration,
        "number": parse_int,
        "amount": parse_amount,
        "hours": parse_hours,
        "percentage": parse_percent,
    }
    parser = parsers.get(fact.type)
    return parser(text) if parser else text.strip()


def show(fact: Fact, value: FactValue) -> str:
    """Return the value of `fact` in French: « 3 ans et 6 mois », « 24 h 30 », « oui », « CDI »."""
    if fact.choices:
        return fact.choices.get(str(value), str(value))
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int | Decimal):
        return _show_number(fact, Decimal(value))
    return str(value)


def _show_number(fact: Fact, value: Decimal) -> str:
    formats = {"hours": lambda v: format_hours(int(v)), "amount": format_euros, "percentage": format_percent}
    if form := formats.get(fact.type):
        return form(value)
    unit = "" if fact.unit.lower() in fact.label.lower() else fact.unit
    return f"{format_number(value)} {unit}".strip()


def _count(value: Value, fact: Fact) -> int | None:
    """A length counts for a fact in the same unit (« 5 jours »); a bare number for any."""
    if isinstance(value.value, int):
        return value.value
    if not isinstance(value.value, Duration):
        return None
    length = value.value
    whole = {
        "jour": (length.days, not (length.years or length.months)),
        "semaine": (length.days // WEEK, length.days % WEEK == 0 and not (length.years or length.months)),
        "mois": (length.total_months, not length.days),
        "an": (length.years, not (length.months or length.days)),
    }
    unit = fold(fact.unit)
    return next((count for name, (count, fits_) in whole.items() if unit.startswith(name) and fits_), None)


def _choice(fact: Fact, text: str) -> str:
    wanted = fold(text)
    for value, label in fact.choices.items():
        if wanted in {fold(value), fold(label)}:
            return value
    raise FrenchValueError(
        f"« {text} » n'est pas un choix possible ; choisissez parmi : {', '.join(fact.choices.values())}"
    )
