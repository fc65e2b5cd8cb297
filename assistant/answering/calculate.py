"""The calculators' part of an answer: which one is called, with which facts, and how its result is told."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answering.figures import unsupported
from assistant.dialogue.filling import Filled, case_of, fill
from assistant.dialogue.routing import Route, routed
from assistant.domain.calculation import Calculation, MissingFact
from assistant.domain.text import fold
from assistant.rules.core.errors import SituationError
from assistant.rules.registry import find, modules

MAX_CALCULATIONS = 3
MAX_TO_DO = 2
SUPPOSED = "Ce que le calcul suppose :"
MAX_VALUES = 5
MAX_SHOWN = 60
_PERSONAL = re.compile(r"\b(je|j'|jai|jsuis|mon|ma|mes|moi|me|m'|on m'|ma collegue|mon adherente?)\b|\b[jm]'")


@dataclass
class Computed:
    """What the calculators say of a turn: results told as paragraphs, or the question that is still open."""

    calculations: list[Calculation] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    questions: list[MissingFact] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether at least one calculation came to a result (or to a reasoned refusal)."""
        return any(c.outcome in {"result", "not_concerned"} for c in self.calculations)


def computed(question: str, history: Sequence[str], today: date) -> Computed:
    """Run the calculators that `question` calls for on what the conversation says.

    A turn that only brings facts (« CDI », « 3 ans ») goes on with the calculators of the turn before. Nothing is
    computed for a general question that gives no fact at all.
    """
    turns = [*history, question]
    found, source = _routes(turns)
    said = case_of(turns, today)
    outcome = Computed()
    for route in found[:MAX_CALCULATIONS]:
        calculator = find(route.calculator)
        filled = fill(calculator, route, said, source, today)
        if filled.told == 0 and not _PERSONAL.search(fold(source)):
            continue
        try:
            calculation = calculator.answer(filled.data)
        except SituationError as error:
            outcome.caveats.append(str(error))
            continue
        _tell(outcome, calculation, filled)
    return outcome


def _routes(turns: Sequence[str]) -> tuple[list[Route], str]:
    known = frozenset(modules())
    for back, turn in enumerate(reversed(turns)):
        found = routed(turn, known)
        if found:
            return found, turn
        if back == 0 and len(turn.split()) > 8:
            break
    return [], turns[-1]


def _tell(outcome: Computed, calculation: Calculation, filled: Filled) -> None:
    outcome.calculations.append(calculation)
    if calculation.outcome == "result":
        supposed = [f"{SUPPOSED} {' '.join(filled.supposed)}"] if filled.supposed else []
        sentences = [calculation.summary, *supposed, *_values(calculation), *_to_do(calculation)]
        outcome.paragraphs.append("\n".join(s for s in sentences if s))
        outcome.caveats += calculation.caveats
        if calculation.next_change:
            outcome.caveats.append(calculation.next_change)
    elif calculation.outcome == "not_concerned":
        outcome.paragraphs.append("\n".join(calculation.reasons))
        outcome.caveats += calculation.caveats
    elif calculation.outcome == "missing_information" and not outcome.questions:
        outcome.questions = list(calculation.questions[:1])
    elif calculation.outcome == "out_of_field":
        outcome.caveats += [*calculation.reasons, calculation.referral]


def _values(calculation: Calculation) -> list[str]:
    """Return the short values that the summary does not tell, in one line."""
    told = fold(calculation.summary)
    left = [v for v in calculation.values if len(v.shown) <= MAX_SHOWN and fold(v.shown) not in told]
    return [" ; ".join(f"{v.label} : {v.shown}" for v in left[:MAX_VALUES]) + "."] if left else []


def _to_do(calculation: Calculation) -> list[str]:
    dated = [t for t in calculation.to_do if t.by] or list(calculation.to_do[:1])
    return [f"À faire : {t.label}" for t in dated[:MAX_TO_DO]]


def evidence(calculations: Sequence[Calculation]) -> list[str]:
    """Return what supports a figure of the text: every word of the calculations."""
    return [json.dumps(c.model_dump(mode="json"), ensure_ascii=False) for c in calculations]


def supported(paragraphs: Sequence[str], calculations: Sequence[Calculation]) -> list[str]:
    """Return the lines of `paragraphs` whose figures all stand in the calculations."""
    held = evidence(calculations)
    kept = ["\n".join(ln for ln in p.split("\n") if not unsupported(ln, held)) for p in paragraphs]
    return [p for p in kept if p]
