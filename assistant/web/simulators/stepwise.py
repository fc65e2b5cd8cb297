"""One question at a time: the calculator itself says which question is the most decisive next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.inputs import label_of
from assistant.web.facts import told_inputs
from assistant.web.forms import FieldView
from assistant.web.layout import page
from assistant.web.simulators.computing import Answered, compute
from assistant.web.simulators.reading import ROW, Typed
from assistant.web.simulators.rendering import common
from assistant.web.simulators.result import view_of
from assistant.web.simulators.schema import RowsView, form_of


@dataclass(frozen=True)
class Given:
    """An answer given so far: its field, its label, what was answered."""

    field: str
    label: str
    shown: str


def step_page(
    request: Request, calculator: Calculator[Any], typed: Typed, skipped: tuple[str, ...], asked_again: str = ""
) -> HTMLResponse:
    """Return the next question, the question whose answer is refused, or the result."""
    answered = compute(calculator, typed)
    field = asked_again or _refused(answered) or _next_field(answered, skipped)
    asked = _question(calculator, typed, answered, field) if field else None
    shown = None if asked or answered.calculation is None else view_of(answered.calculation)
    hidden = {name: value for name, value in typed.values.items() if value and _root(name) != field}
    values = {
        "asked": asked,
        "view": shown,
        "hidden": hidden,
        "skipped": ",".join(skipped),
        "given": given(calculator, typed, field),
        "wrong": _wrong(asked),
        "rank": len({_root(name) for name in hidden}) + len(skipped) + 1,
    }
    return page(request, "simulators/step.html", {**common(calculator), **values}, 422 if values["wrong"] else 200)


def _root(name: str) -> str:
    found = ROW.fullmatch(name)
    return found["list"] if found else name


def _refused(answered: Answered) -> str:
    return _root(next(iter(answered.errors), ""))


def _next_field(answered: Answered, skipped: tuple[str, ...]) -> str:
    questions = answered.calculation.questions if answered.calculation else ()
    return next((q.field for q in questions if q.field not in skipped), "")


def _question(
    calculator: Calculator[Any], typed: Typed, answered: Answered, field: str
) -> FieldView | RowsView | None:
    groups = form_of(calculator, typed.values, typed.rows, answered.errors)
    return next((part for group in groups for part in group.parts if part.name == field), None)


def _wrong(asked: FieldView | RowsView | None) -> list[FieldView | RowsView]:
    parts: list[FieldView | RowsView] = [asked] if asked else []
    if isinstance(asked, RowsView):
        parts.extend(view for row in asked.rows for view in row)
    return [part for part in parts if part.error]


def given(calculator: Calculator[Any], typed: Typed, current: str) -> list[Given]:
    """Return the answers given so far in words, the current question's left out."""
    answered = compute(calculator, typed)
    names = [n for n in calculator.situation.model_fields if n in typed.facts and n != current]
    if answered.calculation is None:
        plain = ((n, typed.facts[n]) for n in names)
        return [Given(n, label_of(calculator.situation, n), v if isinstance(v, str) else "…") for n, v in plain]
    told = told_inputs(answered.calculation)
    return [
        Given(name, label, " ; ".join(text for said, text in told if said == label or said.startswith(f"{label} (")))
        for name in names
        for label in [label_of(calculator.situation, name)]
    ]
