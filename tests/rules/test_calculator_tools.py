"""The calculators as tools of a language model: same schema, never an exception."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.messages import ToolMessage

from assistant.answering.calculator_tools import calculator_tool, calculator_tools, call_tool
from assistant.domain.calculation import Calculation
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError
from assistant.rules.core.inputs import AgentSituation
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.registry import find, modules

NOTICE = {"date_reception_courrier": "2 mars 2026", "date_debut_services": "1er septembre 2025"}


def call(tool: Any, facts: dict[str, Any]) -> ToolMessage:
    said = tool.invoke({"type": "tool_call", "id": "1", "name": tool.name, "args": facts})
    assert isinstance(said, ToolMessage)
    return said


def test_one_tool_per_calculator_from_the_same_schema() -> None:
    tools = {tool.name: tool for tool in calculator_tools()}
    assert set(tools) == set(modules())
    for name, tool in tools.items():
        assert set(tool.args) == set(find(name).situation.model_fields)
        assert "x-question" not in json.dumps(tool.tool_call_schema)
        assert all(field["description"] for field in tool.args.values())


def test_a_tool_returns_words_and_the_calculation() -> None:
    said = call(calculator_tool(find("preavis_demission")), NOTICE)
    assert "2 avril 2026" in said.content
    assert isinstance(said.artifact, Calculation) and said.artifact.outcome == "result"


def test_unusable_facts_come_back_as_a_sentence() -> None:
    said = call(calculator_tool(find("preavis_demission")), {"date_reception_courrier": "mars 2026", "foo": 1})
    assert isinstance(said.artifact, SituationError)
    assert "Réception de votre lettre" in said.content and "foo" in said.content


def test_the_chain_calls_the_tools() -> None:
    facts = {"date_reception_courrier": date(2026, 11, 22), "date_debut_services": "2020-09-01"}
    calculation = call_tool("preavis_demission", facts)
    assert calculation == find("preavis_demission").answer(facts)
    with pytest.raises(SituationError):
        call_tool("preavis_demission", {"foo": 1})


def test_missing_facts_come_back_as_questions() -> None:
    said = call(calculator_tool(find("preavis_demission")), {})
    assert said.artifact.outcome == "missing_information"
    assert "À quelle date" in said.content


def test_a_failing_calculator_gives_no_figure(caplog: pytest.LogCaptureFixture) -> None:
    def fail(s: AgentSituation, c: Calcul) -> Outcome:
        raise ZeroDivisionError

    said = call(calculator_tool(Calculator("Panne", "tests", AgentSituation, fail, id="panne", theme="tests")), {})
    assert said.artifact is None and "aucun chiffre" in said.content
    assert "panne" in caplog.text


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.text(max_size=5), st.integers()), max_size=3))
def test_a_tool_never_raises(facts: dict[str, Any]) -> None:
    assert isinstance(call(calculator_tool(find("preavis_demission")), facts).content, str)
