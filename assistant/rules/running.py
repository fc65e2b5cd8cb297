"""A calculator run on what a person said: exact values, ranges, unknowns, and usual values for the rest.

`run` gives a result whenever the facts that decide are known:
- a fact that has a usual value here and is not said takes it, and the result says so (`Ran.supposed`);
- a range is computed at both ends: one result when they agree, otherwise two beside the question;
- a choice of two that nobody knows gives both results beside the question;
- a table of ordinary cases stands beside a question that has one (`Calculator.table`).
It asks only what is left. Nothing here reads a clock: `today` is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.domain.calculation import Alternative as ShownAlternative
from assistant.domain.calculation import Calculation, Supposed
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import eve
from assistant.rules.core.decisive import plausible
from assistant.rules.core.errors import SituationError, read_situation
from assistant.rules.core.french import format_date
from assistant.rules.core.inputs import asked, fact_of, label_of
from assistant.rules.core.outcome import Alternative, MissingInformation, NotConcerned, Outcome, Result
from assistant.rules.core.parameters import PeriodNotCoveredError
from assistant.rules.core.projection import KINDS, project, to_json
from assistant.rules.core.ranges import Answered, agreed, between, corners_of, grouped, signature, told_ends
from assistant.rules.core.spans import Span, Unknown
from assistant.rules.core.usual import usual_of
from assistant.rules.facts.model import TODAY
from assistant.rules.given import Assumption, fields_of
from assistant.rules.parsing import parse_duration
from assistant.rules.parsing.lengths import moved

MOST_ENDS = 4
MOST_ANSWERS = 4


@dataclass(frozen=True)
class FieldOf:
    """A field of a calculator: the fact it asks, its usual value and its sentence ("" where the fact decides)."""

    name: str
    fact: str
    usual: str = ""
    says: str = ""

    @property
    def decides(self) -> bool:
        """Whether it is asked when it is unknown and can change the answer."""
        return not self.usual


def fields(calculator: Calculator[Any]) -> tuple[FieldOf, ...]:
    """Return the fields of a calculator, in their order."""
    found = []
    for name, info in calculator.situation.model_fields.items():
        value, says = usual_of(calculator.id, name, info) or ("", "")
        found.append(FieldOf(name, fact_of(info), value, says))
    return tuple(found)


@dataclass(frozen=True)
class Ran:
    """What a run gave. `inputs` are the fields given, ranges included; `supposed` what was taken for the rest.

    `notes` are sentences on what was said and cannot serve here (a net salary where the gross is asked).
    """

    outcome: Outcome
    inputs: Mapping[str, Any] = field(default_factory=dict)
    supposed: tuple[Assumption, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The results beside the question, when one is asked."""
        return self.outcome.alternatives if isinstance(self.outcome, MissingInformation) else ()


def run(calculator: Calculator[Any], facts: Mapping[str, Any], today: date) -> Ran:
    """Run a calculator on facts by name (of a fact, or of a field): text, native value, `Span`, `UNKNOWN`.

    Raises `SituationError`, in French, for a value that cannot be used. A fact that the calculator does not take is
    left aside.
    """
    given = fields_of(calculator, facts, today)
    known = {n: value for n, value in given.fields.items() if not (value is None or isinstance(value, Unknown))}
    spans = {name: value for name, value in known.items() if isinstance(value, Span)}
    exact = {name: value for name, value in known.items() if name not in spans}
    runner = _Runner(calculator, today)
    if spans:
        ran = runner.at_ends(exact, spans)
    else:
        outcome, supposed = runner.supposing(exact)
        ran = Ran(runner.with_answers(outcome, exact, supposed), known, supposed)
    outcome = dated(runner.said(ran.outcome, given.supposed), today)
    return replace(ran, outcome=outcome, supposed=(*given.supposed, *ran.supposed), notes=given.notes)


def dated(outcome: Outcome, today: date) -> Outcome:
    """Say of what was to be done before today that the day is past, and to do it now."""
    if not isinstance(outcome, Result) or not any(item.by and item.by < today for item in outcome.to_do):
        return outcome
    late = "Trop tard pour le {day} : si ce n'est pas fait, faites-le maintenant. {label}"
    to_do = tuple(
        item.model_copy(update={"label": late.format(day=format_date(item.by), label=item.label)})
        if item.by and item.by < today
        else item
        for item in outcome.to_do
    )
    return replace(outcome, to_do=to_do)


def answer(calculator: Calculator[Any], facts: Mapping[str, Any], today: date) -> Calculation:
    """Run and explain, for every face. Raises `SituationError`, in French, as `run` does."""
    ran = run(calculator, facts, today)
    model = calculator.situation
    exact = {name: value for name, value in ran.inputs.items() if not isinstance(value, Span)}
    written = {name: value.said for name, value in ran.inputs.items() if isinstance(value, Span)}
    found = project(calculator.id, calculator.title, read_situation(model, exact), ran.outcome)
    return found.model_copy(
        update={
            "inputs": {**found.inputs, **written},
            "supposed": tuple(_shown_assumption(calculator, item) for item in ran.supposed),
            "caveats": (*ran.notes, *found.caveats),
            "alternatives": tuple(_shown_alternative(calculator, item) for item in ran.alternatives),
        }
    )


def _shown_assumption(calculator: Calculator[Any], item: Assumption) -> Supposed:
    value = item.value.said if isinstance(item.value, Span) else to_json(item.value)
    return Supposed(field=item.field, label=label_of(calculator.situation, item.field), value=value, says=item.says)


def _shown_alternative(calculator: Calculator[Any], item: Alternative) -> ShownAlternative:
    empty = read_situation(calculator.situation, {})
    found = project(calculator.id, calculator.title, empty, item.outcome)
    return ShownAlternative(
        label=item.label,
        field=item.field,
        value=to_json(item.value),
        outcome=KINDS[type(item.outcome)],
        summary=found.summary,
        values=found.values,
        reasons=found.reasons,
    )


@dataclass(frozen=True)
class _Runner:
    calculator: Calculator[Any]
    today: date

    def outcome(self, data: Mapping[str, Any]) -> Outcome:
        found: Outcome = self.calculator.compute(read_situation(self.calculator.situation, data))
        return found

    def supposing(self, data: Mapping[str, Any]) -> tuple[Outcome, tuple[Assumption, ...]]:
        """Return the outcome once every missing fact that has a usual value has taken it, and what was taken."""
        current, taken = dict(data), list[Assumption]()
        outcome = self.outcome(current)
        while isinstance(outcome, MissingInformation):
            item = next((a for name in outcome.fields if (a := self.usual(name, current))), None)
            if item is None:
                break
            current[item.field] = item.value
            taken.append(item)
            outcome = self.outcome(current)
        return self.said(outcome, taken), tuple(taken)

    def usual(self, name: str, data: Mapping[str, Any]) -> Assumption | None:
        """Return the usual value of a field, or None where it has none or contradicts what is known."""
        info = self.calculator.situation.model_fields[name]
        usual = usual_of(self.calculator.id, name, info)
        if name in data or usual is None:
            return None
        try:
            value = self._usual_value(usual[0], data)
            read = getattr(read_situation(self.calculator.situation, {**data, name: value}), name)
        except (SituationError, KeyError):
            return None
        return Assumption(name, fact_of(info), read, usual[1])

    def _usual_value(self, usual: str, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 (text, or a date)
        """Return today, another field (`=champ`), or the last day of a length begun at one (`champ+3 ans`).

        Raises `KeyError` where that field is unknown.
        """
        if usual == TODAY:
            return self.today
        if usual.startswith("="):
            return data[usual[1:]]
        start, plus, length = usual.partition("+")
        return eve(moved(data[start], parse_duration(length), 1)) if plus else usual

    @staticmethod
    def said(outcome: Outcome, taken: Iterable[Assumption]) -> Outcome:
        if not isinstance(outcome, Result):
            return outcome
        return replace(outcome, hypotheses=(*(item.says for item in taken), *outcome.hypotheses))

    def with_answers(self, outcome: Outcome, data: Mapping[str, Any], supposed: Iterable[Assumption]) -> Outcome:
        """Put beside a question what its few answers would give; one result when they all give the same."""
        if not isinstance(outcome, MissingInformation):
            return outcome
        filled = {**data, **{item.field: item.value for item in supposed}}
        name = outcome.fields[0]
        found = [(label, value, self._tried({**filled, name: value})) for label, value in self._answers(name, filled)]
        usable = [(label, value, answered) for label, value, answered in found if answered is not None]
        if not usable or len(usable) < len(found):
            return outcome
        if len({signature(answered) for _, _, answered in usable}) == 1:
            return usable[0][2]
        return replace(outcome, alternatives=grouped(name, usable))

    def _answers(self, name: str, data: Mapping[str, Any]) -> list[tuple[str, Any]]:
        if table := self.calculator.tables.get(name):
            with suppress(PeriodNotCoveredError):
                return table(data, self.today)
            return []
        values, exhaustive = plausible(self.calculator.situation, name)
        if not exhaustive or len(values) > MOST_ANSWERS:
            return []
        label = label_of(self.calculator.situation, name)
        words = {True: f"{label} : oui", False: f"{label} : non"}
        choices = asked(self.calculator.situation.model_fields[name])["choices"]
        return [(words[v] if isinstance(v, bool) else choices.get(v, str(v)), v) for v in values]

    def _tried(self, data: Mapping[str, Any]) -> Answered | None:
        try:
            outcome, _ = self.supposing(data)
        except SituationError:
            return None
        return None if isinstance(outcome, MissingInformation) else outcome

    def at_ends(self, data: Mapping[str, Any], spans: Mapping[str, Span[Any]]) -> Ran:
        """Compute at the ends of every range: one outcome when they agree, else the outcomes beside the question."""
        known = {**data, **spans}
        corners = corners_of(spans)
        corners = corners if len(corners) <= MOST_ENDS else [corners[0], corners[-1]]
        tried = [(ends, *self._corner({**data, **ends})) for ends in corners]
        sound = [(ends, outcome, supposed) for ends, outcome, supposed in tried if outcome is not None]
        if not sound:
            self.supposing({**data, **corners[0]})
        first, outcome, supposed = sound[0]
        if isinstance(outcome, MissingInformation):
            return Ran(self.with_answers(outcome, {**data, **first}, supposed), known, supposed)
        outcomes = [item[1] for item in sound]
        if len({signature(found) for _, found, _ in sound}) == 1:
            return Ran(agreed(self.calculator.situation, outcome, outcomes, spans), known, supposed)
        name, seen, alternatives = next(iter(spans)), set[str](), list[Alternative]()
        for ends, found, _ in sound:
            if not isinstance(found, MissingInformation) and signature(found) not in seen:
                seen.add(signature(found))
                alternatives.append(Alternative(told_ends(self.calculator.situation, ends), name, ends[name], found))
        return Ran(MissingInformation((name,), tuple(alternatives)), known, supposed)

    def _corner(self, data: Mapping[str, Any]) -> tuple[Outcome | None, tuple[Assumption, ...]]:
        try:
            return self.supposing(data)
        except SituationError:
            return None, ()


__all__ = ["Assumption", "NotConcerned", "Ran", "answer", "between", "run", "signature"]
