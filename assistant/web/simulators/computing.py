"""One calculation asked by a form: the result, or what is wrong beside each field. No logic of the rules here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.domain.calculation import Calculation
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError
from assistant.rules.core.inputs import label_of
from assistant.rules.running import answer
from assistant.web.bounds import bounded_facts
from assistant.web.simulators.reading import TOO_LONG, Typed, row_numbers
from assistant.web.simulators.schema import row_model


@dataclass(frozen=True)
class Answered:
    """`calculation` is None when a field is refused; `errors` gives the sentence for each form name."""

    calculation: Calculation | None
    errors: dict[str, str]


def compute(calculator: Calculator[Any], typed: Typed) -> Answered:
    """Run the calculator on what was typed; what cannot be used is returned as errors in French."""
    if typed.too_long:
        return Answered(None, dict.fromkeys(typed.too_long, TOO_LONG))
    try:
        facts = bounded_facts(typed.facts)
        return Answered(answer(calculator, facts, date.today()), {})  # noqa: DTZ011 (their own day)
    except SituationError as error:
        return Answered(None, _by_field(calculator, typed, error))


def _by_field(calculator: Calculator[Any], typed: Typed, error: SituationError) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, (_, sentence) in zip(error.places, error.problems, strict=True):
        name = _form_name(calculator, typed, place)
        said = _without_label(calculator, place, sentence)
        found[name] = f"{found[name]} {said}" if name in found else said
    return found


def _form_name(calculator: Calculator[Any], typed: Typed, place: tuple[str, ...]) -> str:
    """Return the form's name of a place: rows are numbered in the form with the blank ones counted."""
    model = calculator.situation
    if len(place) > 1 and place[1].isdigit() and row_model(model, place[0]):
        numbers = row_numbers(model, place[0], typed.values)
        rank = numbers[int(place[1])]
        return f"{place[0]}-{rank}-{place[2]}" if len(place) > 2 else place[0]
    return place[0] if place else ""


def _without_label(calculator: Calculator[Any], place: tuple[str, ...], sentence: str) -> str:
    """Drop the label that begins the sentence: it stands beside its own field already."""
    model, name, rank = calculator.situation, place[0] if place else "", ""
    nested = row_model(model, name) if name and len(place) > 2 else None
    if nested is not None:
        model, name, rank = nested, place[2], f" (n° {int(place[1]) + 1})"
    said = sentence.removeprefix(f"{label_of(model, name)}{rank} : ")
    return said[:1].upper() + said[1:]
