"""The calculators' part of an answer: which one is called, with which facts, and how its result is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.answering.calculator_tools import call_tool
from assistant.answering.certain import by_choice, certain_values
from assistant.answering.figures import figures
from assistant.dialogue.case_state import Asked, Part, State
from assistant.dialogue.filling import Filled, Moment, fill
from assistant.domain.calculation import Calculation, MissingFact
from assistant.domain.text import fold
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError
from assistant.rules.core.french import format_date
from assistant.rules.registry import find

MAX_CALCULATIONS = 3
SUPPOSED = "Ce que le calcul suppose :"
MAX_CERTAIN = 3
_PERSONAL = re.compile(r"\b(je|j'|jai|jsuis|mon|ma|mes|moi|me|m'|on m'|ma collegue|mon adherente?)\b|\b[jm]'")


@dataclass(frozen=True)
class Run:
    """One calculator called on the case: what it was given, what it says, and what in the facts was unusable."""

    calculation: Calculation
    filled: Filled
    problems: tuple[str, ...] = ()


@dataclass
class Computed:
    """What the calculators say of a question: their results, or the question that is still open.

    `supposed` holds, for each result, the line that says what it takes for granted ("" for none), `unknown` the facts
    that the user cannot give, `certain` what no answer can change, `choices` what each answer would come to, `told`
    counts the facts given.
    """

    calculations: list[Calculation] = field(default_factory=list)
    supposed: list[str] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    questions: list[MissingFact] = field(default_factory=list)
    unknown: list[MissingFact] = field(default_factory=list)
    certain: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    told: int = 0

    @property
    def done(self) -> bool:
        """Whether at least one calculation came to a result (or to a reasoned refusal)."""
        return any(c.outcome in {"result", "not_concerned"} for c in self.calculations)


def computed(part: Part, state: State) -> Computed:
    """Return what the calculators say of one question of the last turn of `state`."""
    outcome = Computed()
    for run in runs(part, state):
        outcome.told += len(run.filled.told)
        outcome.caveats += run.problems
        _tell(outcome, run, state.unknown, state.today)
    return outcome


def runs(part: Part, state: State) -> Iterator[Run]:
    """Run the calculators that a question calls for; none for a general question that gives no fact at all."""
    personal = _PERSONAL.search(fold(part.subject.source)) or part.facts_only
    for route in part.subject.routes[:MAX_CALCULATIONS]:
        calculator = find(route.calculator)
        loose = route.calculator in part.subject.loose
        moment = Moment(state.today, state.turn, part.follows or part.facts_only, loose, part.subject.elsewhere)
        filled = fill(calculator, route, state.case, moment)
        if not filled.told and not personal:
            continue
        run = _run(calculator, filled)
        if run:
            yield run


def _run(calculator: Calculator[Any], filled: Filled) -> Run | None:
    """Call the calculator; a supposed fact that it refuses is left out, a given one is asked again."""
    problems: list[str] = []
    refused = ""
    for _ in range(3):
        try:
            calculation = call_tool(calculator.id, filled.data)
        except SituationError as error:
            for name, sentence in error.problems:
                filled.data.pop(name, None)
                refused = name if name in filled.told else refused
                problems += [sentence] if name in filled.told and not figures(sentence) else []
            continue
        if calculation is None:
            return None
        asked_again = refused and calculation.outcome != "missing_information"
        return Run(_asking(calculator, refused, calculation) if asked_again else calculation, filled, tuple(problems))
    return None


def _asking(calculator: Calculator[Any], field_: str, calculation: Calculation) -> Calculation:
    """Ask for a fact that contradicts the others: a result without it would not be the case's."""
    return Calculation(
        calculator=calculation.calculator,
        title=calculation.title,
        outcome="missing_information",
        questions=(calculator.situation.missing_fact(field_),),
    )


def open_question(part: Part, state: State) -> Asked | None:
    """Return the question that the answer will put to the user, if any."""
    for run in runs(part, state):
        if run.calculation.outcome == "missing_information":
            asked = [Asked(run.calculation.calculator, q.field) for q in run.calculation.questions[:1]]
            return next((a for a in asked if a not in state.unknown), None)
    return None


def _tell(outcome: Computed, run: Run, unknown: frozenset[Asked], today: date) -> None:
    calculation = run.calculation
    outcome.calculations.append(calculation)
    if calculation.outcome == "result":
        taken = [*_echoed(run), *run.filled.supposed]
        outcome.supposed.append(f"{SUPPOSED} {' '.join(taken)}" if taken else "")
        outcome.caveats += calculation.caveats
        if calculation.next_change:
            outcome.caveats.append(calculation.next_change)
    elif calculation.outcome == "not_concerned":
        outcome.supposed.append("")
        outcome.caveats += calculation.caveats
    elif calculation.outcome == "missing_information" and not outcome.questions:
        _tell_certain(outcome, run, today)
        first = calculation.questions[0]
        known = Asked(calculation.calculator, first.field) not in unknown
        (outcome.questions if known else outcome.unknown).append(first)
        if not known:
            _tell_choices(outcome, run)
    elif calculation.outcome == "out_of_field":
        outcome.caveats += [*calculation.reasons, calculation.referral]


def _echoed(run: Run) -> list[str]:
    """Return the days that relative dates, or dates without a year, were taken for, when the result does not."""
    told = run.calculation.summary
    return [f"{label} : le {format_date(day)}." for label, day in run.filled.echoed if format_date(day) not in told]


def _tell_certain(outcome: Computed, run: Run, today: date) -> None:
    """Keep with the calculation the values that no answer to its questions changes, for the text to tell.

    What rests on a supposed fact is not certain: only what was told is taken as given.
    """
    told = {name: value for name, value in run.filled.data.items() if name in run.filled.told}
    values = certain_values(run.calculation, told, today)
    outcome.calculations[-1] = run.calculation.model_copy(update={"values": values})
    outcome.certain += [f"{v.label} : {v.shown}" for v in values[:MAX_CERTAIN]]


def _tell_choices(outcome: Computed, run: Run) -> None:
    """Tell what each answer would come to, for the one who does not know."""
    readings = by_choice(run.calculation, run.filled.data)
    outcome.calculations[-1] = outcome.calculations[-1].model_copy(update={"readings": readings})
    outcome.choices = [f"- {r.label} : {r.shown}" for r in readings]


def evidence(calculations: Sequence[Calculation]) -> list[str]:
    """Return what supports a figure of the text: every word of the calculations."""
    return [json.dumps(c.model_dump(mode="json"), ensure_ascii=False) for c in calculations]
