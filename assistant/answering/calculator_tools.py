"""One LangChain tool per calculator, made from the same schema as the form and the command line."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from langchain_core.tools import StructuredTool

from assistant.domain.calculation import Calculation
from assistant.privacy.tracing import switch_off_tracing
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError
from assistant.rules.exports.text import as_text
from assistant.rules.registry import all_calculators, find

logger = logging.getLogger(__name__)
Answered = tuple[str, Calculation | SituationError | None]


def calculator_tools() -> list[StructuredTool]:
    """Return a tool per calculator: text for the model, the `Calculation` as artifact.

    A tool never raises: a fact that cannot be used comes back as a French sentence that says what to correct, with
    the `SituationError` as artifact; a calculator that fails, with None.
    """
    return [calculator_tool(calculator) for calculator in all_calculators()]


def calculator_tool(calculator: Calculator[Any]) -> StructuredTool:
    """Return the tool of one calculator."""
    switch_off_tracing()
    return StructuredTool.from_function(
        func=_answer(calculator),
        name=calculator.id,
        description=f"{calculator.title} ({calculator.public}). Laisser absent tout fait inconnu : ne rien deviner.",
        args_schema=tool_schema(calculator),
        response_format="content_and_artifact",
        infer_schema=False,
    )


def call_tool(name: str, facts: Mapping[str, Any]) -> Calculation | None:
    """Call the tool of the calculator `name` within the chain; None when the calculator fails, which is logged.

    Raises `SituationError` for facts that cannot be used, `KeyError` for a calculator that does not exist.
    """
    said = _tool_of(name).invoke({"type": "tool_call", "id": name, "name": name, "args": dict(facts)})
    if isinstance(said.artifact, SituationError):
        raise said.artifact
    return said.artifact if isinstance(said.artifact, Calculation) else None


@cache
def _tool_of(name: str) -> StructuredTool:
    return calculator_tool(find(name))


def tool_schema(calculator: Calculator[Any]) -> dict[str, Any]:
    """Return the JSON schema of the facts, without what only a form needs."""
    schema = calculator.situation.model_json_schema()
    for definition in [schema, *schema.get("$defs", {}).values()]:
        for field in definition.get("properties", {}).values():
            field.pop("x-question", None)
    return {**schema, "title": calculator.id, "description": calculator.title}


def _answer(calculator: Calculator[Any]) -> Callable[..., Answered]:
    def answer(**facts: object) -> Answered:
        try:
            found = calculator.answer(facts)
        except SituationError as error:
            return f"Faits à corriger : {error}", error
        except Exception:
            logger.exception("calculator %s failed", calculator.id)
            return "Ce calcul a échoué : ne donner aucun chiffre et orienter vers le service gestionnaire.", None
        return as_text(found), found

    return answer
