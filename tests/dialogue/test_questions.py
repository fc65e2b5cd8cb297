"""A reply is taken as one to the question asked, and only then; what cannot be read says what to write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.dialogue.case import general
from assistant.dialogue.questions import is_unknown, read_reply, restated
from assistant.rules.parsing import Duration
from assistant.rules.registry import find

TODAY = date(2026, 11, 22)


def _reply(calculator_id, field, text):
    return read_reply(find(calculator_id), field, text, 1, TODAY)


@pytest.mark.parametrize(
    ("calculator_id", "field", "text", "name", "value"),
    [
        ("preavis_demission", "date_debut_services", "3 ans", "anciennete", Duration(3)),
        ("preavis_demission", "date_debut_services", "depuis 3 ans et demi", "anciennete", Duration(3, 6)),
        ("preavis_demission", "date_debut_services", "le 1er sept. 2022", "date_debut_services", date(2022, 9, 1)),
        ("preavis_demission", "date_reception_courrier", "le 3 mars", "date_reception_courrier", date(2027, 3, 3)),
        ("preavis_demission", "date_reception_courrier", "03/03/2027", "date_reception_courrier", date(2027, 3, 3)),
        ("preavis_demission", "periode_essai", "non pas du tout", "periode_essai", False),
        ("rupture_conventionnelle_eligibilite", "contrat", "CDI", "contrat", "cdi"),
        ("rupture_conventionnelle_eligibilite", "contrat", "en cdd je crois", "contrat", "cdd"),
        ("quotite_depuis_heures", "heures_accompagnement", "24", "heures", 24 * 60),
        ("traitement_brut", "quotite", "62", "quotite", Decimal(62)),
        ("traitement_brut", "echelon", "le 3", "echelon", 3),
        ("supplement_familial", "enfants", "deux", "enfants", 2),
        ("retenue_greve", "nombre_jours", "2 jours", "nombre_jours", 2),
        ("preavis_licenciement", "motif", "inaptitude", "motif", "inaptitude_physique"),
    ],
)
def test_a_short_message_replies(calculator_id, field, text, name, value):
    fact = _reply(calculator_id, field, text).fact
    assert (fact.name, fact.value) == (name, value)


@pytest.mark.parametrize(
    "text",
    ["je ne sais pas", "jsp", "Aucune idée !!", "j'en sais rien", "je sais plus", "chépa", "pas sûre", "j'ignore"],
)
def test_not_knowing_is_a_reply(text):
    assert is_unknown(text)
    assert _reply("preavis_demission", "date_debut_services", text).unknown


@pytest.mark.parametrize(
    "text",
    [
        "c'est quoi le préavis ?",
        "pourquoi vous me demandez ça ?",
        "je veux un congé parental",
        "je ne sais pas si je dois démissionner, quel préavis ?",
        "et si je suis malade je suis payée combien pendant mon arrêt de deux semaines",
    ],
)
def test_a_question_is_no_reply(text):
    assert _reply("preavis_demission", "date_debut_services", text) is None


@pytest.mark.parametrize(("text", "says"), [("septembre 2022", "le jour"), ("31/02/2027", "n'existe pas")])
def test_an_unreadable_reply_says_what_to_write(text, says):
    assert says in _reply("preavis_demission", "date_debut_services", text).problem


@pytest.mark.parametrize(
    ("calculator_id", "field", "text"),
    [
        ("salaire_maladie", "traitement_mensuel", "j'ai 3 ans"),
        ("retenue_greve", "nombre_jours", "3 ans"),
        ("retenue_greve", "remuneration_mensuelle", "2 jours"),
        ("traitement_brut", "echelon", "3 ans"),
    ],
)
def test_another_unit_is_no_reply(calculator_id, field, text):
    reply = _reply(calculator_id, field, text)
    assert reply is None or reply.fact is None


def test_yes_replies_to_nothing_but_yes_or_no():
    assert _reply("preavis_demission", "date_debut_services", "oui") is None


def test_a_bare_value_replaces_the_last_fact_of_its_kind():
    case = (general("echelon", 3, "échelon 3", 0), general("enfants", 2, "2 enfants", 1))
    assert restated("non, 4", case, 2).value == 4
    assert restated("non, 4", case, 2).name == "enfants"
    assert restated("non merci", case, 2) is None
