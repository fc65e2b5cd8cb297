"""Reading with a model: only what the user's words bear is taken, and a disagreement goes back to the user."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.calculate import Computed
from assistant.answering.turn import Turn
from assistant.model.anchoring import anchored
from assistant.model.factory import make_stages
from assistant.rules.registry import find
from tests.model.scripted import Says

TODAY = date(2026, 11, 22)
NOTICE = "preavis_demission"
TOLD = "Ma lettre arrive le 31/12/2026 et j'ai débuté le 01/09/2023, combien de préavis ?"


def _turn(question=TOLD, history=(), **known):
    calculation = find(NOTICE).answer(known)
    computed = Computed(calculations=[calculation], questions=list(calculation.questions[:1]))
    return Turn(question, history=history, computed=computed)


@pytest.fixture
def read(server, settings_of):
    def put(turn, *script, **settings):
        server.says(*script)
        return make_stages(settings_of(model_context_tokens=8000, **settings)).read(turn, TODAY)

    return put


def _tool(**facts):
    return Says(tool=(NOTICE, facts))


def test_a_tool_call_fills_the_calculator_and_says_what_was_read(read, server):
    turn = read(_turn(), _tool(date_debut_services="2023-09-01", date_reception_courrier="2026-12-31"))
    assert turn.computed.done
    known = find(NOTICE).answer({"date_debut_services": "2023-09-01", "date_reception_courrier": "2026-12-31"})
    assert turn.computed.calculations[0].values == known.values
    assert any("1er septembre 2023" in c and "31 décembre 2026" in c for c in turn.computed.caveats)
    assert len(turn.model.read) == 2
    assert server.requests[0]["tools"][0]["function"]["name"] == NOTICE


def test_json_serves_where_tools_are_refused(read, server):
    json = f'Voici : {{"calculateur": "{NOTICE}", "faits": {{"date_debut_services": "01/09/2023", '
    json += '"date_reception_courrier": "31/12/2026"}}'
    turn = read(_turn(), Says(status=400), json)
    assert turn.computed.done
    assert "tools" in server.requests[0]
    assert "tools" not in server.requests[1]


@pytest.mark.parametrize(
    "facts",
    [
        {"date_debut_services": "2020-01-01"},
        {"date_debut_services": "2023-09-02"},
        {"date_debut_services": "01/09/2024"},
        {"periode_essai": True},
        {"periode_essai": False},
        {"contrats": [{"debut": "2023-09-01"}]},
        {"statut": "fonctionnaire"},
        {"inconnu": "31/12/2026"},
        {"date_debut_services": "31"},
    ],
)
def test_a_fact_that_the_words_do_not_bear_is_dropped(read, facts):
    turn = read(_turn(), _tool(**facts))
    assert not turn.computed.done
    assert turn.model.read == ()
    assert len(turn.model.dropped) == 1


def test_a_disagreement_on_a_date_is_a_question(read):
    turn = read(_turn(date_debut_services="2022-09-01"), _tool(date_debut_services="2023-09-01"))
    assert not turn.computed.done
    (question,) = turn.computed.questions
    assert question.field == "date_debut_services"
    assert {shown for _, shown in question.choices} == {"1er septembre 2022", "1er septembre 2023"}


def test_an_agreement_is_no_question(read):
    turn = read(
        _turn(date_debut_services="2023-09-01"),
        _tool(date_debut_services="01/09/2023", date_reception_courrier="31/12/2026"),
    )
    assert turn.computed.done
    assert len(turn.model.read) == 1


def test_a_fact_of_an_earlier_turn_is_borne(read):
    turn = _turn("Et si ma lettre arrive le 31/12/2026 ?", history=("J'ai débuté le 01/09/2023",))
    assert read(turn, _tool(date_debut_services="2023-09-01", date_reception_courrier="2026-12-31")).computed.done


@pytest.mark.parametrize(
    "says",
    [
        Says(status=500),
        Says(body="{"),
        Says(text="Le préavis est de 2 mois."),
        Says(text='{"calculateur": "aucun", "faits": {}}'),
        Says(text='{"calculateur": "inconnu", "faits": {"a": 1}}'),
        Says(text='{"calculateur": 3}'),
        Says(text='{"calculateur": "preavis_demission", "faits": [1]}'),
        Says(text="[1, 2"),
        Says(tool=("rm_rf", {"x": 1})),
    ],
)
def test_nonsense_leaves_the_rules_reading(read, says):
    turn = _turn()
    assert read(turn, says, model_retries=0).computed == turn.computed


@pytest.mark.parametrize(
    "turn",
    [
        Turn("Combien de préavis ?"),
        Turn("Quel est le préavis au bout de 2 ans ?"),
        _turn("Combien de préavis pour ma démission ?"),
        _turn(date_debut_services="2023-09-01", date_reception_courrier="2026-12-31"),
    ],
)
def test_an_ordinary_question_is_not_read_again(read, server, turn):
    assert read(turn, "rien").model is None
    assert server.requests == []


def test_reading_can_be_switched_off(read, server):
    assert read(_turn(), "rien", model_reading=False).model is None
    assert server.requests == []


def test_names_are_masked_before_reading(read, server):
    read(_turn(f"Je m'appelle Sophie Durand. {TOLD}"), "rien")
    assert "Durand" not in server.sent


def test_a_choice_is_borne_by_the_word_that_tells_it():
    calculator = find("quotite_depuis_heures")
    fields = calculator.situation.model_fields
    assert "statut" in fields
    kept = anchored(calculator, {"statut": "aesh"}, ["je suis AESH"], TODAY)
    assert kept.facts == {"statut": "aesh"}
    assert anchored(calculator, {"statut": "fonctionnaire"}, ["je suis AESH"], TODAY).facts == {}
