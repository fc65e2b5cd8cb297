"""Values of legal facts: from what a message holds or a form sends, to what a calculator takes, and back to French."""

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
_LEAST_HOURS_A_YEAR = 100 * 60
_MINUTES = 60


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
    if fact.type == "hours":
        return format_hours(int(value)) if isinstance(value, int | Decimal) else str(value)
    if fact.type == "amount" and isinstance(value, Decimal):
        return format_euros(value)
    if fact.type == "percentage" and isinstance(value, Decimal | int):
        return format_percent(Decimal(value))
    if isinstance(value, int | Decimal):
        unit = "" if fact.unit.lower() in fact.label.lower() else fact.unit
        return f"{format_number(Decimal(value))} {unit}".strip()
    return str(value)


def _count(value: Value, fact: Fact) -> int | None:
    """A length counts for a fact in the same unit (« 5 jours », « 3 enfants » for a bare number)."""
    if isinstance(value.value, int):
        return value.value
    if not isinstance(value.value, Duration):
        return None
    unit, length = fold(fact.unit), value.value
    if unit.startswith("jour") and not (length.years or length.months):
        return length.days
    if unit.startswith("semaine") and length.days % 7 == 0 and not (length.years or length.months):
        return length.days // 7
    if unit.startswith("mois") and not length.days:
        return length.total_months
    if unit.startswith("an") and not (length.months or length.days):
        return length.years
    return None


def _choice(fact: Fact, text: str) -> str:
    wanted = fold(text)
    for value, label in fact.choices.items():
        if wanted in {fold(value), fold(label)}:
            return value
    raise FrenchValueError(
        f"« {text} » n'est pas un choix possible ; choisissez parmi : {', '.join(fact.choices.values())}"
    )
