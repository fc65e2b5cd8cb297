"""The trace says what was understood, found, called and checked, and changes nothing to the answer."""

from __future__ import annotations

from assistant.answering.trace import REMOVED_SENTENCE, traced
from assistant.answering.turn import Account, Turn
from assistant.answering.verify import Removed
from assistant.domain.answer import Answer, Status
from assistant.domain.trace import Trace

CALCULATED = "je démissionne, 8 mois d'ancienneté, quel préavis ?"


def test_a_calculation_is_traced_from_the_intent_to_the_checks(chain):
    answer, trace = chain.trace(CALCULATED)
    (question,) = trace.questions
    assert trace.status == answer.status.value == "calculated"
    assert [f.shown for f in trace.facts] == ["8 mois"]
    assert (question.intent.kind, question.intent.subject) == ("calculation", "fiche-demission")
    assert question.intent.calculators == ("preavis_demission",)
    (tool,) = question.tools
    assert (tool.name, tool.outcome) == ("preavis_demission", "result")
    assert tool.inputs
    assert "1 mois" in tool.said
    assert question.passages[0].signals.keys() >= {"dense", "lexical"}
    assert [s.name for s in question.stages] == ["weigh", "calculate", "retrieve", "judge", "write"]
    assert [c.passed for c in trace.checks] == [True, True, True]
    assert Trace.model_validate_json(trace.model_dump_json()) == trace


def test_tracing_changes_nothing_to_the_answer(chain):
    traced_answer, _ = chain.trace(CALCULATED)
    asked = chain.ask(CALCULATED)
    assert traced_answer.model_copy(update={"elapsed_ms": 0}) == asked.model_copy(update={"elapsed_ms": 0})


def test_a_turn_that_ends_early_has_a_trace_too(chain):
    _, trace = chain.trace("Bonjour")
    assert trace.questions == ()
    assert [s.name for s in trace.stages] == ["receive"]


def test_what_verification_took_out_is_told():
    account = Account("fiche-x", Removed(sentences=("Il dure 9 jours.",)))
    turn = Turn("q", answered=(Turn("q", account=account),))
    answer = Answer(status=Status.FOUNDED, text="Il dure 9 jours. [1]")
    trace = traced(turn, answer, lambda _: None)
    (removed,) = trace.questions[0].checks
    assert (removed.name, removed.passed, removed.detail) == (REMOVED_SENTENCE, False, "Il dure 9 jours.")
    assert [c.passed for c in trace.checks] == [True, False, False]
