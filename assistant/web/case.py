"""The case of an answer as the page shows it: the facts said, then the usual values that the calculations took."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.answer import Answer, CaseFact
from assistant.domain.calculation import Calculation, Supposed
from assistant.rules.facts import registry
from assistant.rules.registry import find, modules
from assistant.rules.running import fields
from assistant.web.facts import words_of


def facts_shown(answer: Answer) -> list[CaseFact]:
    """Return the facts of the case, then those that were supposed; each can be corrected by its key."""
    known = {fact.key for fact in answer.case}
    supposed = {f.key: f for c in answer.calculations for f in _supposed(c) if f.key not in known}
    return [*answer.case, *supposed.values()]


def _supposed(calculation: Calculation) -> Iterator[CaseFact]:
    if calculation.calculator not in modules():
        return
    spec = find(calculation.calculator)
    names = {field.name: field.fact for field in fields(spec)}
    for taken in calculation.supposed:
        key = names.get(taken.field, "")
        if key in registry() and taken.value is not None:
            shown = _words(taken, calculation.calculator)
            yield CaseFact(key=key, label=registry()[key].label, shown=shown, supposed=True)


def _words(taken: Supposed, calculator: str) -> str:
    model = find(calculator).situation
    if taken.field not in model.model_fields:
        return str(taken.value)
    return words_of(model, taken.field, taken.value)
