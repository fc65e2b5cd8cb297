"""How the results of the calculators are told: what they come to and what to do first, the steps after the fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answering.calculate import Computed, evidence
from assistant.answering.figures import unsupported
from assistant.domain.calculation import Calculation, CalculationStep, ToDo
from assistant.domain.text import fold
from assistant.rules.core.french import format_date

STEPS = "Le calcul, pas à pas :"
VALUES = "Les autres résultats :"
TO_DO = "À faire :"
CHANGES = "À venir :"
READINGS = "D'autres lectures existent :"
MAX_TO_DO, MAX_STEPS, MAX_VALUES, MAX_SHOWN = 2, 5, 3, 60
MAX_LATER = 130


@dataclass
class Told:
    """Paragraphs for each side of the fold."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def told(computed: Computed) -> Told:
    """Tell what the calculators came to; a line with a figure that no calculation holds is left out.

    Only the first result is explained step by step: the others are one press away from the reader.
    """
    found = Told()
    held = evidence(computed.calculations)
    supposed = computed.supposed
    for calculation in computed.calculations:
        first = [line for line in _first(calculation, supposed) if line and line not in "\n".join(found.before)]
        found.before += _supported(first, held)
        if not found.after:
            found.after = _short([p for lines in _later(calculation) for p in _supported(lines, held)])
        supposed = supposed[1:] if calculation.outcome in {"result", "not_concerned"} else supposed
    return found


def _short(paragraphs: Sequence[str]) -> list[str]:
    """Return the first paragraphs, as far as they stay short; the steps always."""
    kept: list[str] = []
    for paragraph in paragraphs:
        if kept and len(" ".join([*kept, paragraph]).split()) > MAX_LATER:
            break
        kept.append(paragraph)
    return kept


def _first(calculation: Calculation, supposed: Sequence[str]) -> list[str]:
    if calculation.outcome == "not_concerned":
        return list(calculation.reasons)
    if calculation.outcome != "result":
        return []
    change = f"{CHANGES} {calculation.next_change}" if calculation.next_change else ""
    return [calculation.summary, *supposed[:1], change, *_to_do(calculation)]


def _later(calculation: Calculation) -> list[list[str]]:
    return (
        [_steps(calculation), _values(calculation), _readings(calculation)] if calculation.outcome == "result" else []
    )


def _to_do(calculation: Calculation) -> list[str]:
    dated = [t for t in calculation.to_do if t.by] or list(calculation.to_do[:1])
    return [f"{TO_DO} {_dated(t)}" for t in dated[:MAX_TO_DO]]


def _dated(to_do: ToDo) -> str:
    """Return what is to be done with its last day, said once."""
    day = format_date(to_do.by) if to_do.by else ""
    return f"{to_do.label.rstrip('.')}, au plus tard le {day}." if day and day not in to_do.label else to_do.label


def _steps(calculation: Calculation) -> list[str]:
    steps = calculation.steps[-MAX_STEPS:]
    return [STEPS, *(f"- {_step(s)}" for s in steps)] if steps else []


def _step(step: CalculationStep) -> str:
    given = step.expression if step.expression.endswith("?") else f"{step.expression} ="
    return f"{step.label} : {given} {step.result}" if step.expression else f"{step.label} : {step.result}"


def _values(calculation: Calculation) -> list[str]:
    """Return the short values that neither the summary nor the steps tell."""
    known = fold(" ".join([calculation.summary, *(s.result for s in calculation.steps[-MAX_STEPS:])]))
    left = [v for v in calculation.values if len(v.shown) <= MAX_SHOWN and fold(v.shown) not in known]
    return [VALUES, *(f"- {v.label} : {v.shown}" for v in left[:MAX_VALUES])] if left else []


def _readings(calculation: Calculation) -> list[str]:
    lines = [f"- {r.label} : {r.shown}{' (retenu)' if r.kept else ''}" for r in calculation.readings]
    return [READINGS, *lines] if lines else []


def _supported(lines: Sequence[str], held: list[str]) -> list[str]:
    kept = [line for line in lines if line and not unsupported(line, held)]
    return ["\n".join(kept)] if kept and not (len(kept) == 1 and kept[0].endswith(":")) else []
