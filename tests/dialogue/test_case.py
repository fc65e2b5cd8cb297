"""The case keeps the last word on each fact, where it was said, and what the user edits or erases."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.understand import understood
from assistant.dialogue.case import case_facts

TODAY = date(2026, 11, 22)
TURNS = ["Je démissionne avec 8 mois d'ancienneté en CDD, quel préavis ?", "pardon, 3 ans"]


def _case(turns, corrections=None):
    return {f.label: f for f in case_facts(understood(turns, corrections or {}, TODAY).case)}


def test_a_fact_tells_where_it_was_said():
    fact = _case(TURNS[:1])["Ancienneté"]
    assert (fact.key, fact.shown, fact.turn) == ("anciennete-0", "8 mois", 0)
    assert "8 mois" in fact.written


def test_the_last_word_counts():
    assert _case(TURNS)["Ancienneté"].shown == "3 ans"
    assert _case(TURNS)["Ancienneté"].turn == 1


def test_an_edited_fact_is_the_users():
    fact = _case(TURNS, {"anciennete-1": "4 ans et 2 mois"})["Ancienneté"]
    assert (fact.shown, fact.turn) == ("4 ans et 2 mois", None)


def test_an_erased_fact_is_gone_until_it_is_said_again():
    assert "Ancienneté" not in _case(TURNS[:1], {"anciennete-0": None})
    assert _case(TURNS, {"anciennete-0": None})["Ancienneté"].shown == "3 ans"


def test_a_fact_can_be_given_by_its_bare_name():
    assert _case(["Quel préavis si je démissionne ?"], {"anciennete": "2 ans"})["Ancienneté"].shown == "2 ans"


@pytest.mark.parametrize("text", ["beaucoup", "3", "", "jeudi"])
def test_an_unreadable_correction_keeps_the_fact_and_says_what_to_write(text):
    state = understood(TURNS[:1], {"anciennete-0": text}, TODAY)
    assert _case(TURNS[:1], {"anciennete-0": text})["Ancienneté"].shown == "8 mois"
    assert any(p.startswith("Ancienneté : ") and "ndiquez" in p for p in state.uncorrected)


def test_an_unknown_key_is_left_out():
    assert _case(TURNS, {"inconnu-3": "x"}).keys() == _case(TURNS).keys()


def test_a_relative_date_is_shown_absolute():
    turns = ["entretien pro dans 15 jours, convocation reçue hier, c'est bon ?"]
    shown = {f.shown for f in _case(turns).values()}
    assert {"7 décembre 2026", "21 novembre 2026"} <= shown


@pytest.mark.parametrize(
    ("turns", "gone", "stays"),
    [
        (["je suis à 62 %, quel brut à l'échelon 3 ?", "non, 20 h"], "Quotité", "Heures par semaine"),
        (
            ["AESH depuis le 1er septembre 2022, je démissionne, quel préavis ?", "4 ans"],
            "Début des services",
            "Ancienneté",
        ),
        (
            ["mon CDD finit le 31 août 2027, ils me préviennent quand ?", "je suis en CDI"],
            "Dernier jour du CDD",
            "Contrat",
        ),
    ],
)
def test_a_fact_puts_out_those_it_contradicts(turns, gone, stays):
    assert gone in _case(turns[:1])
    assert gone not in _case(turns)
    assert stays in _case(turns)


def test_the_words_of_another_status_stay_out_of_the_case():
    turns = ["Je suis professeur titulaire depuis 12 ans, quel préavis de démission ?"]
    assert _case(turns) == {}


def test_reading_again_changes_nothing():
    again = understood(list(TURNS), {}, TODAY)
    assert again.case == understood(tuple(TURNS), {}, TODAY).case
