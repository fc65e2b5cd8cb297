"""What holds for every calculator, whoever wrote it."""

from __future__ import annotations

import re
import string
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_months
from assistant.rules.core.decisive import plausible
from assistant.rules.core.errors import SituationError, nested_model, read_situation
from assistant.rules.core.french import plain_spaces
from assistant.rules.core.inputs import Situation, asked
from assistant.rules.core.outcome import MissingInformation, OutOfField, Result
from assistant.rules.core.parameters import all_parameters
from assistant.rules.registry import find, modules

sys.path.insert(0, str(Path(__file__).parent))
from golden_cases import golden_cases
from strategies import facts_of, near_the_examples

every_calculator = pytest.mark.parametrize("calculator_id", sorted(modules()))
FUZZ = settings(
    max_examples=min(60, settings.default.max_examples),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
NUMBER = re.compile(r"\d+(?:[ .,]\d+)*")
OUTCOMES = {"result", "missing_information", "not_concerned", "out_of_field"}
SLOWEST_MS = 5.0


def answer_or_refusal(calculator: Calculator[Any], facts: dict[str, Any]) -> None:
    try:
        said = calculator.answer(facts)
    except SituationError as error:
        assert error.problems and str(error).endswith(".")
        return
    assert said.outcome in OUTCOMES
    assert type(said).model_validate_json(said.model_dump_json()) == said
    assert calculator.answer(said.inputs) == said, "the facts written to JSON give another answer"
    if said.outcome == "missing_information":
        assert said.questions
        assert all(question.field not in said.inputs for question in said.questions)


@every_calculator
def test_absurd_facts_are_refused_in_french(calculator_id: str) -> None:
    calculator = find(calculator_id)

    @FUZZ
    @given(facts_of(calculator.situation, absurd=True))
    def run(facts: dict[str, Any]) -> None:
        answer_or_refusal(calculator, facts)

    run()


@every_calculator
def test_plausible_facts_get_an_outcome(calculator_id: str) -> None:
    calculator = find(calculator_id)

    @FUZZ
    @given(st.one_of(facts_of(calculator.situation), near_the_examples(calculator.situation)))
    def run(facts: dict[str, Any]) -> None:
        answer_or_refusal(calculator, facts)

    run()


@every_calculator
def test_the_schema_asks_in_french(calculator_id: str) -> None:
    model: type[Situation] = find(calculator_id).situation
    schema = model.model_json_schema()
    assert set(schema["properties"]) == set(model.model_fields)
    for name, info in model.model_fields.items():
        about = asked(info)
        assert about.get("question", "").endswith("?"), f"{name} has no question"
        values, exhaustive = plausible(model, name)
        assert values, f"{name} has neither an example nor choices"
        for value in values:
            read_one(model, name, value)
        if nested := nested_model(model, name):
            assert all(asked(inner).get("label") for inner in nested.model_fields.values()), f"{name}: labels"
        assert exhaustive == bool(about["choices"] or set(values) == {True, False})


def read_one(model: type[Situation], name: str, value: Any) -> None:
    """Check that an example is accepted by itself; a complaint about another field is not about it."""
    try:
        read_situation(model, {name: value})
    except SituationError as error:
        assert name not in {field for field, _ in error.problems}, f"the example of {name} is refused: {error}"


def examples_of(calculator: Calculator[Any]) -> dict[str, Any]:
    """Answer every question that the calculator asks with its first plausible value."""
    facts: dict[str, Any] = {"statut": "aesh"} if "statut" in calculator.situation.model_fields else {}
    for _ in calculator.situation.model_fields:
        outcome = calculator.outcome(facts)
        if not isinstance(outcome, MissingInformation):
            break
        facts |= {name: plausible(calculator.situation, name)[0][0] for name in outcome.fields[:1]}
    return facts


@every_calculator
def test_the_examples_lead_to_an_outcome(calculator_id: str) -> None:
    calculator = find(calculator_id)
    outcome = calculator.outcome(examples_of(calculator))
    if calculator.refuses:
        assert isinstance(outcome, OutOfField) and outcome.reasons and outcome.referral
    else:
        assert not isinstance(outcome, MissingInformation | OutOfField)


def last_month() -> date:
    return add_months(max(p.verified_on for p in all_parameters().values()), 24).replace(day=1)


def months() -> list[date]:
    found = [date(2024, 1, 1)]
    while found[-1] < last_month():
        found.append(add_months(found[0], len(found)))
    return found


def moved(value: Any, shift: int) -> Any:
    """Move every date inside facts by whole months."""
    if isinstance(value, BaseModel):
        return {name: moved(item, shift) for name, item in value if item is not None}
    if isinstance(value, date):
        return add_months(value, shift)
    if isinstance(value, dict):
        return {key: moved(item, shift) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [moved(item, shift) for item in value]
    return value


@every_calculator
def test_every_month_has_an_outcome(calculator_id: str) -> None:
    """From January 2024 to 24 months after the last check of the parameters: no period missing."""
    calculator = find(calculator_id)
    if calculator.pivot is None:
        pytest.skip("aucune date ne choisit de paramètre")
    pivot = {calculator.pivot: plausible(calculator.situation, calculator.pivot)[0][0]}
    facts = dict(read_situation(calculator.situation, pivot | examples_of(calculator)))
    facts = {name: value for name, value in facts.items() if value is not None}
    origin = facts[calculator.pivot]
    for month in months():
        shift = (month.year - origin.year) * 12 + month.month - origin.month
        try:
            outcome = calculator.outcome(moved(facts, shift))
        except SituationError as error:
            raise AssertionError(f"{month:%Y-%m}: {error}") from error
        if isinstance(outcome, OutOfField):
            assert not any("période non couverte" in reason.lower() for reason in outcome.reasons), (month, outcome)
        assert not isinstance(outcome, MissingInformation), month


def results() -> list[tuple[str, dict[str, Any]]]:
    return [(name, case) for name, case in golden_cases() if not {"error", "outcome"} & set(case["expected"])]


@pytest.mark.parametrize(("calculator_id", "case"), results(), ids=[f"{n}/{c['id']}" for n, c in results()])
def test_every_figure_of_the_summary_is_a_figure_of_the_result(calculator_id: str, case: dict[str, Any]) -> None:
    calculator = find(calculator_id)
    outcome = calculator.outcome(case["situation"])
    assert isinstance(outcome, Result)
    shown = " ; ".join(plain_spaces(value.shown) for value in outcome.values.values())
    for number in NUMBER.findall(plain_spaces(outcome.summary)):
        assert number in NUMBER.findall(shown), f"{number} comes from nowhere"
    assert outcome.values and outcome.sources, "a result has values and sources"
    assert not set(string.digits) & set(calculator.title)


@every_calculator
def test_a_calculation_is_fast(calculator_id: str) -> None:
    calculator = find(calculator_id)
    situation = read_situation(calculator.situation, examples_of(calculator))
    calculator.compute(situation)
    best = min(elapsed_ms(calculator, situation) for _ in range(20))
    assert best < SLOWEST_MS, f"{best:.2f} ms"


def elapsed_ms(calculator: Calculator[Any], situation: Any) -> float:
    start = time.process_time()
    calculator.compute(situation)
    return (time.process_time() - start) * 1000
