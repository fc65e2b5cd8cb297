"""What both interfaces for programs do: ask a question, list and run the calculators."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import JsonValue

from assistant.answering.calculator_tools import tool_schema
from assistant.domain.answer import Answer
from assistant.domain.calculation import Calculation
from assistant.rules.core.calculator import Calculator
from assistant.rules.registry import all_calculators, find, modules
from assistant.rules.running import answer
from assistant.settings import Settings
from assistant.web.actions import MAX_VALUE
from assistant.web.api.schema import Asked, CalculatorCard, CalculatorSheet, card
from assistant.web.bounds import bounded_facts, plain
from assistant.web.conversation import QuestionRefusedError, check_question
from assistant.web.provider import AssistantProvider


class UnknownCalculatorError(LookupError):
    """No calculator bears that id; the message is French and names the nearest."""


def answered(settings: Settings, provider: AssistantProvider, asked: Asked) -> Answer:
    """Return the answer to `asked`.

    Raises `QuestionRefusedError` for a question that cannot be asked, `AssistantUnavailableError` and the errors of
    the index when nothing can answer.
    """
    question = check_question(asked.question, settings.max_question_chars)
    history = [plain(turn, settings.max_question_chars) for turn in asked.history]
    if any(value is not None and len(value) > MAX_VALUE for value in asked.corrections.values()):
        raise QuestionRefusedError(f"Une correction s'écrit en {MAX_VALUE} caractères au plus.")
    return provider.get().ask(question, history, {k: v and plain(v, MAX_VALUE) for k, v in asked.corrections.items()})


def cards() -> list[CalculatorCard]:
    """Return every calculator, in the order of their ids."""
    return [card(calculator) for calculator in all_calculators()]


def sheet(calculator_id: str) -> CalculatorSheet:
    """Return a calculator with the schema of its facts. Raises `UnknownCalculatorError`."""
    calculator = known(calculator_id)
    return CalculatorSheet(**card(calculator).model_dump(), facts=calculator.situation.model_json_schema())


def brief_schema(calculator_id: str) -> dict[str, Any]:
    """Return the schema of the facts alone, without what a form needs. Raises `UnknownCalculatorError`."""
    return tool_schema(known(calculator_id))


def calculated(calculator_id: str, facts: Mapping[str, JsonValue]) -> Calculation:
    """Run a calculator. Raises `UnknownCalculatorError`, and `SituationError` for facts that cannot be used."""
    exact = {name: _exact(value) for name, value in bounded_facts(facts).items()}
    return answer(known(calculator_id), exact, date.today())  # noqa: DTZ011 (the day of the person who asks)


def known(calculator_id: str) -> Calculator[Any]:
    """Return the calculator of that id. Raises `UnknownCalculatorError`."""
    if calculator_id in modules():
        return find(calculator_id)
    near = difflib.get_close_matches(calculator_id, modules(), n=3, cutoff=0.5)
    hint = f" Vouliez-vous dire : {', '.join(near)} ?" if near else ""
    raise UnknownCalculatorError(f"Calcul inconnu : « {calculator_id} ».{hint}")


def _exact(value: JsonValue) -> JsonValue:
    """Write a number with decimals as it was sent: binary fractions would move amounts by a cent."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, list):
        return [_exact(item) for item in value]
    return {name: _exact(item) for name, item in value.items()} if isinstance(value, dict) else value
