"""What a calculator gives already, whatever the facts still missing: values that no plausible answer changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from assistant.domain.calculation import Calculation, CalculationValue, Reading
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_months
from assistant.rules.core.decisive import plausible
from assistant.rules.core.errors import SituationError, read_situation
from assistant.rules.registry import find

MOST_RUNS, MOST_QUESTIONS, MOST_CHOICES = 120, 2, 4
FEWEST_RESULTS = 5
FEWEST_DAYS = 3
MAX_SHOWN = 60
# Days tried, in months from today: far back for what began long ago, a year around for the events of a case.
_BEGUN = (-360, -120, -60, -37, -30, -24, -18, -11, -7, -5, -2, 0, 3)
_AROUND = (-12, -6, -3, -1, 0, 1, 2, 5, 12)
_LONG_AGO = ("services", "naissance", "debut_contrat", "entree", "premier_jour_contrat")


def certain_values(calculation: Calculation, data: Mapping[str, Any], today: date) -> tuple[CalculationValue, ...]:
    """Return the values of a calculation without result that stay the same whatever is answered to its questions.

    Nothing is certain when there is too much to try, when hardly any answer leads to a result, or when an amount or a
    number is still asked for: no list of examples stands for all the numbers.
    """
    if len(calculation.questions) > MOST_QUESTIONS:
        return ()
    return _certain(calculation.calculator, tuple(sorted((k, v) for k, v in data.items())), today)


@lru_cache(maxsize=512)
def _certain(name: str, given: tuple[tuple[str, Any], ...], today: date) -> tuple[CalculationValue, ...]:
    calculator = find(name)
    budget = [MOST_RUNS]
    results = list(_results(calculator, dict(given), today, budget))
    if budget[0] <= 0 or len(results) < FEWEST_RESULTS or not _varied(calculator, results, dict(given), today):
        return ()
    told = {str(v) for _, v in given}
    return tuple(
        v
        for v in results[0].values
        if str(v.value) not in told
        and len(v.shown) <= MAX_SHOWN
        and all(any(o.id == v.id and o.shown == v.shown for o in r.values) for r in results)
    )


def _varied(calculator: Calculator[Any], results: list[Calculation], given: dict[str, Any], today: date) -> bool:
    """Whether every date tried took several days in the results: a single day that passes proves nothing."""
    tried = {name for r in results for name in r.inputs if name not in given and _is_date(calculator, name, today)}
    return all(len({str(r.inputs.get(name)) for r in results}) >= FEWEST_DAYS for name in tried)


def by_choice(calculation: Calculation, data: Mapping[str, Any]) -> tuple[Reading, ...]:
    """Return what each answer to a question of few choices comes to, none unless every one ends the matter."""
    missing = calculation.questions[0]
    if not 2 <= len(missing.choices) <= MOST_CHOICES:
        return ()
    found = []
    for value, label in missing.choices:
        try:
            outcome = find(calculation.calculator).answer({**data, missing.field: value})
        except SituationError:
            return ()
        if outcome.outcome not in {"result", "not_concerned"}:
            return ()
        found.append(Reading(label=label, shown=outcome.summary or " ".join(outcome.reasons)))
    return tuple(found)


def _results(
    calculator: Calculator[Any], data: dict[str, Any], today: date, budget: list[int], step: int = 1
) -> Iterator[Calculation]:
    """Yield the results of `calculator` for every answer tried to what it asks."""
    if budget[0] <= 0:
        return
    budget[0] -= 1
    try:
        calculation = calculator.answer(data)
    except SituationError:
        return
    if calculation.outcome == "result":
        yield calculation
    elif calculation.outcome == "missing_information":
        field = calculation.questions[0].field
        tried = _tried(calculator, field, today)
        if not tried:
            budget[0] = 0
        for value in tried[::step]:
            yield from _results(calculator, {**data, field: value}, today, budget, step=2)


def _tried(calculator: Calculator[Any], field: str, today: date) -> tuple[Any, ...]:
    """Return every answer to a closed question, days over the years for a date, nothing for a number."""
    values, complete = plausible(calculator.situation, field)
    if complete:
        return tuple(values)
    if not _is_date(calculator, field, today):
        return ()
    months = _BEGUN if any(word in field for word in _LONG_AGO) else _AROUND
    return tuple(add_months(today, n) - timedelta(n % 3) for n in months)


def _is_date(calculator: Calculator[Any], field: str, today: date) -> bool:
    try:
        read_situation(calculator.situation, {field: today})
    except SituationError:
        return False
    return True
