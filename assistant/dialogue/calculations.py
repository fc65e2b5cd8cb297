"""A calculator run on the case: which of its facts are known, what it says, what it still asks."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assistant.dialogue.case import Case, Told
from assistant.dialogue.typed import FactValue
from assistant.domain.calculation import Calculation
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError
from assistant.rules.facts import registry
from assistant.rules.facts.model import Fact
from assistant.rules.parsing import Duration
from assistant.rules.registry import find, modules

_log = logging.getLogger(__name__)
_TRIES = 4


@dataclass(frozen=True)
class Run:
    """What a calculator says of the case.

    `used` are the facts of the case that it was given, `supposed` those that took their usual value, `refused` French
    sentences on facts that it could not take. `other` is the result at the other end of a fact told as a period, when
    it differs.
    """

    calculation: Calculation
    used: tuple[Told, ...] = ()
    supposed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    other: Calculation | None = None


def facts_of(calculator_id: str) -> dict[str, Fact]:
    """Return the facts that a calculator takes, by the name of its field. Raises `KeyError` for an unknown one."""
    calculator = find(calculator_id)
    fields = calculator.situation.model_fields
    return {f: fact for f in fields if (fact := registry().of_field(calculator_id, f))}


def is_calculator(calculator_id: str) -> bool:
    """Whether a calculator of that id exists."""
    return calculator_id in modules()


def run(calculator_id: str, case: Case, today: date) -> Run | None:
    """Run a calculator on the facts of `case`; None when it fails, which is logged.

    A fact told as a period is tried at both its ends; a fact that nobody said takes its usual value when it has one
    and the calculator asks for it.
    """
    calculator, fields = find(calculator_id), facts_of(calculator_id)
    used = {f: case.facts[fact.name] for f, fact in fields.items() if fact.name in case.facts}
    first = _run(calculator, fields, {f: t.value for f, t in used.items()}, today)
    if first is None:
        return None
    told = tuple(used.values())
    if not any(t.last for t in told):
        return replace(first, used=told)
    last = _run(calculator, fields, {f: t.last or t.value for f, t in used.items()}, today)
    differs = last is not None and last.calculation.summary != first.calculation.summary
    return replace(first, used=told, other=last.calculation if last and differs else None)


def _run(
    calculator: Calculator[Any], fields: Mapping[str, Fact], given: Mapping[str, FactValue], today: date
) -> Run | None:
    """Answer the calculator's questions by usual values, and leave out a fact that it refuses, a few times over."""
    data: dict[str, Any] = {f: _native(fields[f], value) for f, value in given.items()}
    supposed: list[str] = []
    refused: list[str] = []
    for _ in range(len(fields) + _TRIES):
        try:
            calculation = calculator.answer(data)
        except SituationError as error:
            for name, sentence in error.problems:
                data.pop(name, None)
                refused.append(sentence)
            if not error.problems:
                return None
            continue
        except Exception:
            _log.exception("calculator %s failed", calculator.id)
            return None
        usual = [q.field for q in calculation.questions if _has_usual(fields.get(q.field), data, q.field)]
        if calculation.outcome != "missing_information" or not usual:
            return Run(calculation, supposed=tuple(supposed), refused=tuple(refused))
        fact = fields[usual[0]]
        data[usual[0]] = today if fact.today else fact.usual
        supposed.append(fact.usual_says)
    return None


def _has_usual(fact: Fact | None, data: Mapping[str, Any], field: str) -> bool:
    return fact is not None and bool(fact.usual) and field not in data


def _native(fact: Fact, value: FactValue) -> object:
    """The value as a field takes it: hours are told in words, a bare length in the unit of its field."""
    if fact.type == "hours":
        minutes = int(value) if not isinstance(value, Duration | date | str) else 0
        return f"{minutes // 60} h {minutes % 60:02d}"
    return value
