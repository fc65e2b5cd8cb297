"""A calculator run on the case: which of its facts are known, what it says, what it still asks."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.dialogue.case import Case, Told
from assistant.domain.calculation import Calculation
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError
from assistant.rules.core.fields import WorkedMinutes
from assistant.rules.core.spans import UNKNOWN, Span
from assistant.rules.given import fields_of
from assistant.rules.registry import find, modules
from assistant.rules.running import answer, fields

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Run:
    """What a calculator says of the case: the facts that it was given, and French sentences on those it refused."""

    calculation: Calculation
    used: tuple[Told, ...] = ()
    refused: tuple[str, ...] = ()


def is_calculator(calculator_id: str) -> bool:
    """Whether a calculator of that id exists."""
    return calculator_id in modules()


def facts_of(calculator_id: str) -> tuple[str, ...]:
    """Return the names of the facts that a calculator takes. Raises `KeyError` for an unknown one."""
    return tuple(field.fact for field in fields(find(calculator_id)))


def run(calculator_id: str, case: Case, today: date, unknown: Collection[str] = ()) -> Run | None:
    """Run a calculator on the facts of `case`; `unknown` are those that the user cannot give.

    A fact that it refuses is left out, and said. None when it fails, which is logged.
    """
    calculator = find(calculator_id)
    used = dict(case.facts)
    refused: list[str] = []
    for _ in range(len(used) + 1):
        given: dict[str, Any] = dict.fromkeys(unknown, UNKNOWN) | {n: _native(t) for n, t in used.items()}
        try:
            calculation = answer(calculator, given, today)
            return Run(calculation, _telling(calculator, used, today), tuple(refused))
        except SituationError as error:
            wrong = [name for name in used if any(p in _fields_of(calculator_id, name) for p, _ in error.problems)]
            refused += [sentence for _, sentence in error.problems]
            for name in wrong or list(used)[-1:]:
                used.pop(name, None)
        except Exception:
            _log.exception("calculator %s failed", calculator_id)
            return None
    return None


def _telling(calculator: Calculator[Any], told: Mapping[str, Told], today: date) -> tuple[Told, ...]:
    """The facts that tell the calculator something: those that it takes, and those from which these follow."""
    values = {name: _native(t) for name, t in told.items()}
    whole = fields_of(calculator, values, today).fields
    own = {field.fact for field in fields(calculator)}
    return tuple(
        t
        for name, t in told.items()
        if name in own or fields_of(calculator, {n: v for n, v in values.items() if n != name}, today).fields != whole
    )


def _fields_of(calculator_id: str, fact: str) -> set[str]:
    return {fact, *(f.name for f in fields(find(calculator_id)) if f.fact == fact)}


def _native(told: Told) -> object:
    """The value as a calculator takes it; a period is its two ends."""
    value = WorkedMinutes(str(told.value)) if told.is_hours else told.value
    return Span(value, told.last, told.written) if told.last else value
