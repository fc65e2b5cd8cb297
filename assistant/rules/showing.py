"""How the value of a fact reads in French, wherever it is shown: by its type and its unit, never by its name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.core.french import format_date, format_euros, format_hours, format_number, format_percent
from assistant.rules.core.spans import Span, Unknown
from assistant.rules.core.units import UNITS, show
from assistant.rules.facts import Fact

EUROS = "EUR "


def show_value(fact: Fact, value: object) -> str:  # noqa: PLR0911 (one return by kind)
    """Return a value of `fact` in French: « 62 % », « 1 200,00 € par mois », « sept 2022 », « oui »."""
    match value:
        case Unknown():
            return "je ne sais pas"
        case Span():
            return value.said or f"entre {show_value(fact, value.first)} et {show_value(fact, value.last)}"
        case list() | tuple():
            return " ; ".join(show_value(fact, item) for item in value)
        case bool():
            return "oui" if value else "non"
        case date():
            return format_date(value)
        case int() | Decimal() if not fact.choices:
            return _number(fact, value)
    return fact.choices.get(str(value), str(value))


def _number(fact: Fact, value: int | Decimal) -> str:
    if fact.type == "hours":
        return format_hours(int(value))
    if fact.type == "percentage":
        return format_percent(value)
    if fact.type == "amount":
        per = fact.unit.removeprefix(EUROS) if fact.unit.startswith(EUROS) else ""
        return f"{format_euros(value)} {per}".strip()
    if fact.unit in UNITS:
        return show(value, fact.unit)
    return f"{format_number(value)} {fact.unit}" if " " in fact.unit else format_number(value)
