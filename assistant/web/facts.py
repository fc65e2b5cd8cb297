"""The facts of a calculation in words: their French labels for a reader, and the text that refills a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel, JsonValue

from assistant.domain.calculation import Calculation
from assistant.rules.core.errors import nested_model
from assistant.rules.core.french import format_date, format_euros, format_number, format_percent
from assistant.rules.core.inputs import asked
from assistant.rules.facts import registry
from assistant.rules.registry import find

Told = tuple[str, str]


@cache
def _properties(model: type[BaseModel]) -> dict[str, list[dict[str, Any]]]:
    """Return, for each field, the alternatives of its schema."""
    schema = model.model_json_schema()
    return {name: found.get("anyOf", [found]) for name, found in schema["properties"].items()}


@cache
def boolean_fields(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields answered by yes or no."""
    return _of_type(model, "boolean")


@cache
def list_fields(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields that hold a list."""
    return _of_type(model, "array")


def _of_type(model: type[BaseModel], kind: str) -> frozenset[str]:
    found = _properties(model).items()
    return frozenset(name for name, schemas in found if any(s.get("type") == kind for s in schemas))


def told_inputs(calculation: Calculation) -> list[Told]:
    """Return the facts of a calculation as (label, text), in the order of the form."""
    model = find(calculation.calculator).situation
    known = [name for name in model.model_fields if name in calculation.inputs]
    return [told for name in known for told in _told(model, name, calculation.inputs[name])]


def _told(model: type[BaseModel], name: str, value: JsonValue) -> Iterator[Told]:
    label = asked(model.model_fields[name])["label"]
    nested = nested_model(model, name)
    if nested is None or not isinstance(value, list):
        yield label, words_of(model, name, value)
        return
    for rank, item in enumerate(value, start=1):
        yield f"{label} ({rank})", _item(nested, item)


def _item(model: type[BaseModel], item: JsonValue) -> str:
    """Return a row in one line, its own labels included; a row of rows in several parts."""
    if isinstance(item, list):
        return " ; ".join(_item(model, inner) for inner in item)
    if not isinstance(item, dict):
        return str(item)
    known = [name for name in model.model_fields if item.get(name) is not None]
    return " ; ".join(f"{asked(model.model_fields[n])['label']} : {words_of(model, n, item[n])}" for n in known)


def words_of(model: type[BaseModel], name: str, value: JsonValue) -> str:
    """Return one field as a reader expects it; its unit is that of its fact."""
    if isinstance(value, list):
        return " ; ".join(words_of(model, name, item) for item in value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    about = asked(model.model_fields[name])
    if str(value) in about["choices"]:
        return str(about["choices"][str(value)])
    if isinstance(value, int | float):
        return _number(Decimal(str(value)), about.get("fact", ""))
    day = as_day(value)
    return format_date(day) if day else str(value)


def _number(value: Decimal, fact: str) -> str:
    kind = registry()[fact].type if fact else ""
    if kind == "amount":
        return format_euros(value)
    return format_percent(value) if kind == "percentage" else format_number(value)


def as_day(value: JsonValue) -> date | None:
    """Return the date that an ISO text is, or None."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def form_values(calculator_id: str, inputs: Mapping[str, JsonValue]) -> dict[str, str]:
    """Return what refills the form of a calculator: form name to text, rows numbered from 0."""
    model = find(calculator_id).situation
    return dict(pair for name, value in inputs.items() for pair in _typed(model, name, value))


def _typed(model: type[BaseModel], name: str, value: JsonValue) -> Iterator[tuple[str, str]]:
    nested = nested_model(model, name)
    if nested is None or not isinstance(value, list):
        yield name, _text(model, name, value)
    elif nested.__name__ == "Creneau":
        yield name, _weeks(value)
    else:
        for rank, item in enumerate(value):
            row = item if isinstance(item, dict) else {}
            yield from ((f"{name}-{rank}-{k}", _text(nested, k, v)) for k, v in row.items() if v is not None)


def _text(model: type[BaseModel], name: str, value: JsonValue) -> str:
    if isinstance(value, list):
        return " ; ".join(_text(model, name, item) for item in value)
    return str(value) if str(value) in asked(model.model_fields[name])["choices"] else words_of(model, name, value)


def _weeks(value: list[JsonValue]) -> str:
    """Return a timetable as it is typed: « lundi : 8h30-11h30 », weeks parted by a bar."""
    if value and isinstance(value[0], list):
        return " | ".join(_weeks(week) for week in value if isinstance(week, list))
    slots = [slot for slot in value if isinstance(slot, dict)]
    return " ; ".join(f"{slot['jour']} : {slot['debut']}-{slot['fin']}" for slot in slots)
