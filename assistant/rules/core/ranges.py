"""Outcomes at the ends of ranges, and of the few answers to a question: what tells them apart, what they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from pydantic import BaseModel

from assistant.rules.core.french import format_date
from assistant.rules.core.inputs import label_of
from assistant.rules.core.outcome import Alternative, NotConcerned, Outcome, OutOfField, Result
from assistant.rules.core.spans import Span

Answered = Result | NotConcerned | OutOfField


def corners_of(spans: Mapping[str, Span[Any]]) -> list[dict[str, Any]]:
    """Return the combinations of ends; fields that hold the same range move together."""
    same: dict[tuple[Any, Any], list[str]] = {}
    for name, span in spans.items():
        same.setdefault((span.first, span.last), []).append(name)
    groups = list(same.values())
    return [{n: end for names, end in zip(groups, ends, strict=True) for n in names} for ends in product(*same)]


def grouped(name: str, answers: Iterable[tuple[str, Any, Answered]]) -> tuple[Alternative, ...]:
    """Return one alternative for the answers that give the same."""
    found: dict[str, Alternative] = {}
    for label, value, outcome in answers:
        key = signature(outcome)
        before = found.get(key)
        found[key] = (
            replace(before, label=f"{before.label} ; {label}") if before else Alternative(label, name, value, outcome)
        )
    return tuple(found.values())


def signature(outcome: Outcome) -> str:
    """Return what tells two outcomes apart: the sentence of a result, or the reasons or questions of another."""
    if isinstance(outcome, Result):
        return outcome.summary
    return repr((type(outcome).__name__, getattr(outcome, "reasons", getattr(outcome, "fields", ()))))


def agreed(
    model: type[BaseModel], outcome: Outcome, outcomes: Sequence[Outcome], spans: Mapping[str, Span[Any]]
) -> Outcome:
    """Keep of a result the values and steps that hold at every end, and say between which ends it was computed."""
    results = [other for other in outcomes if isinstance(other, Result)]
    if not isinstance(outcome, Result):
        return outcome
    values = [{(key, str(value.raw)) for key, value in other.values.items()} for other in results]
    steps = [{(step.id, step.expression, step.result) for step in other.steps} for other in results]
    said = (f"{label_of(model, name)} : {between(span)} ; le résultat est le même." for name, span in spans.items())
    return replace(
        outcome,
        values={k: v for k, v in outcome.values.items() if all((k, str(v.raw)) in held for held in values)},
        steps=tuple(s for s in outcome.steps if all((s.id, s.expression, s.result) in held for held in steps)),
        hypotheses=(*said, *outcome.hypotheses),
    )


def between(span: Span[Any]) -> str:
    """Say the two ends of a range: « entre le 1er septembre 2022 et le 30 septembre 2022 »."""
    if isinstance(span.first, date):
        return f"entre le {format_date(span.first)} et le {format_date(span.last)}"
    return f"entre {span.first} et {span.last}"


def told_ends(model: type[BaseModel], ends: Mapping[str, Any]) -> str:
    """Say a combination of ends: « Début des services : le 1er septembre 2022 »."""
    shown = [
        f"{label_of(model, name)} : {f'le {format_date(value)}' if isinstance(value, date) else value}"
        for name, value in ends.items()
    ]
    return " ; ".join(shown)
