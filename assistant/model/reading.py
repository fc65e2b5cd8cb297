"""Reading a question with a model: it fills a calculator's inputs, and the user's own words have the last say."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.tools import BaseTool

from assistant.answering.calculator_tools import calculator_tool, tool_schema
from assistant.answering.turn import Turn
from assistant.domain.calculation import Calculation, MissingFact
from assistant.domain.text import fold
from assistant.model.anchoring import anchored
from assistant.model.material import tokens
from assistant.model.prompt_files import as_data, prompt
from assistant.model.texts import DISAGREEMENT
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError, read_situation
from assistant.rules.core.inputs import label_of
from assistant.rules.registry import find, modules

MAX_CANDIDATES = 3
_PERSONAL = re.compile(r"\b(?:je|j'|mon|ma|mes|moi|me|m'|suis|jai|ma collegue|une? adherente?)\b|\b[jm]'")
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


@dataclass
class Reading:
    """What was read: the result of a calculator, or the question that a disagreement raises.

    `read` and `dropped` are the facts taken and refused, in French.
    """

    calculation: Calculation | None = None
    question: MissingFact | None = None
    read: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def candidates(turn: Turn) -> list[str]:
    """Return the calculators that may answer: those the rules called in vain, then those of the best fiches."""
    called = [c.calculator for c in turn.computed.calculations]
    led = [name for p in turn.passages for name in p.source.calculators]
    known = modules()
    return [name for name in dict.fromkeys([*called, *led]) if name in known][:MAX_CANDIDATES]


def is_needed(turn: Turn) -> bool:
    """Whether a second reading may help: facts are told, and no calculator came to a result with them."""
    if turn.computed.done or turn.answer is not None:
        return False
    plain = fold(" ".join([*turn.earlier, turn.question]))
    return bool(re.search(r"\d", plain) and _PERSONAL.search(plain) and candidates(turn))


def tools_of(names: Sequence[str], room: int) -> list[BaseTool]:
    """Return the tools of the calculators that fit in `room` tokens, the first ones first."""
    chosen: list[BaseTool] = []
    for name in names:
        cost = tokens(json.dumps(tool_schema(find(name)), ensure_ascii=False))
        if cost <= room:
            chosen.append(calculator_tool(find(name)))
            room -= cost
    return chosen


def request(question: str, names: Sequence[str], described: bool) -> list[BaseMessage]:
    """Return what is sent; `described` spells out the fields, for an endpoint that takes no tools."""
    told = [_described(find(name)) if described else f"- {name} : {find(name).title}" for name in names]
    orders = prompt("lecture").format(calculators="\n".join(told))
    return [SystemMessage(orders), HumanMessage(f"<question>\n{as_data(question)}\n</question>")]


def called(message: AIMessage) -> tuple[str, dict[str, Any]] | None:
    """Return the calculator and the facts that a reply gives, by a tool call or as one JSON object; None for none."""
    if message.tool_calls:
        call = message.tool_calls[0]
        return call["name"], dict(call["args"])
    found = _OBJECT.search(message.text)
    try:
        told = json.loads(found[0]) if found else {}
    except json.JSONDecodeError:
        return None
    facts = told.get("faits") if isinstance(told, dict) else None
    name = told.get("calculateur") if isinstance(told, dict) else None
    return (name, facts) if isinstance(name, str) and isinstance(facts, dict) else None


def merged(name: str, facts: Mapping[str, Any], turn: Turn, today: date) -> Reading:
    """Run a calculator on the facts of the rules and on those of the model that the user's words bear.

    Where both read a fact and differ, the user is asked.
    """
    calculator = find(name)
    taken = anchored(calculator, facts, [*turn.history, turn.question], today)
    reading = Reading(dropped=taken.dropped)
    ruled = next((dict(c.inputs) for c in turn.computed.calculations if c.calculator == name), {})
    for field_name, value in taken.facts.items():
        if field_name in ruled and not _same(calculator, field_name, value, ruled[field_name]):
            reading.question = _disagreement(calculator, field_name, value, ruled[field_name])
            return reading
    fresh = {k: v for k, v in taken.facts.items() if k not in ruled}
    if fresh:
        reading.read = [f"{label_of(calculator.situation, k)} : {_shown(v)}" for k, v in fresh.items()]
        reading.calculation = _computed(calculator, {**ruled, **fresh}, reading)
    return reading


def _computed(calculator: Calculator[Any], facts: Mapping[str, Any], reading: Reading) -> Calculation | None:
    try:
        return calculator.answer(facts)
    except SituationError as error:
        reading.dropped.append(str(error))
        return None


def _same(calculator: Calculator[Any], name: str, first: object, second: object) -> bool:
    try:
        a, b = (getattr(read_situation(calculator.situation, {name: v}), name) for v in (first, second))
    except SituationError:
        return False
    return bool(a == b)


def _disagreement(calculator: Calculator[Any], name: str, first: object, second: object) -> MissingFact:
    fact = calculator.situation.missing_fact(name)
    label = label_of(calculator.situation, name)
    choices = fact.choices or tuple((str(v), _shown(v)) for v in (second, first))
    asked: MissingFact = fact.model_copy(update={"question": DISAGREEMENT.format(label=label), "choices": choices})
    return asked


def _shown(value: object) -> str:
    from assistant.rules.core.french import format_date

    try:
        return format_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _described(calculator: Calculator[Any]) -> str:
    fields = calculator.situation.model_fields
    told = "\n".join(f"  - {name} : {info.title or name}" for name, info in fields.items())
    return f"- {calculator.id} : {calculator.title}. Champs :\n{told}"
