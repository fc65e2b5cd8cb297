"""What an utterance asks, and the legal event of each of its dates."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue.kind import Kind
from assistant.dialogue.reading import read
from assistant.dialogue.roles import events
from assistant.dialogue.routing import routes
from assistant.rules.registry import find, modules

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("question", "kind", "calculators"),
    [
        ("je démissionne, 8 mois d'ancienneté, préavis ?", Kind.CALCULATION, ["preavis_demission"]),
        ("et si c'est eux qui me virent, quel préavis ?", Kind.CALCULATION, ["preavis_licenciement"]),
        ("échelon 5, 24h : traitement et indemnité de fonctions", Kind.CALCULATION,
         ["traitement_brut", "indemnite_fonctions"]),
        ("Quels papiers pour le SFT ?", Kind.LIST, []),
        ("Comment demander une autorisation d'absence ?", Kind.PROCEDURE, []),
        ("Aide-moi à préparer mon entretien professionnel", Kind.PREPARATION, []),
        ("Qui est mon supérieur hiérarchique ?", Kind.FACT, []),
        ("merci beaucoup", Kind.COURTESY, []),
        ("je suis AED, quel préavis ?", Kind.OUTSIDE, []),
        ("CDI", Kind.REPLY, []),
        ("je ne sais pas", Kind.REPLY, []),
        ("3 ans d'ancienneté", Kind.REPLY, []),
    ],
)  # fmt: skip
def test_kind_and_calculators(question, kind, calculators):
    reading = read(question, TODAY)
    assert (reading.kind, list(reading.calculators)) == (kind, calculators)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("si je pars le 1er mars 2027 je préviens quand ?", {"depart": date(2027, 3, 1)}),
        ("je démissionne, dernier jour voulu le 15 janvier 2027, préavis ?", {"dernier_jour": date(2027, 1, 15)}),
        (
            "AESH depuis le 1er septembre 2021, lettre de licenciement présentée le 16 novembre 2026 : préavis ?",
            {"debut_services": date(2021, 9, 1), "reception_lettre": date(2026, 11, 16)},
        ),
        (
            "entretien pro le 12/02/2027, convocation reçue le 03/02/2027, c'est bon ?",
            {"entretien": date(2027, 2, 12), "convocation": date(2027, 2, 3)},
        ),
        (
            "CDD du 1er septembre 2024 au 31 août 2027, tous les combien les entretiens ?",
            {"debut_contrat": date(2024, 9, 1), "fin_contrat": date(2027, 8, 31)},
        ),
        ("bébé né le 10 novembre 2026, paternité jusqu'à quand ?", {"naissance_enfant": date(2026, 11, 10)}),
        ("congé parental quand ? bébé prévu le 4 mai 2027", {"accouchement": date(2027, 5, 4)}),
    ],
)
def test_each_date_has_its_event(question, told):
    assert read(question, TODAY).events == told


def test_a_date_that_no_words_tell_is_left_over():
    assert read("je démissionne, préavis, 4 janvier 2027", TODAY).unclaimed == (date(2027, 1, 4),)


def test_every_calculator_has_a_route_and_every_route_a_calculator():
    assert {route.calculator for route in routes()} == set(modules())


def test_what_a_route_puts_aside_or_fills_exists():
    for route in routes():
        fields = find(route.calculator).situation.model_fields
        assert set(route.over) <= set(modules())
        named = {*route.today, *route.today_unless, *route.assume, *route.choices}
        assert named <= set(fields), (route.calculator, named - set(fields))


def test_the_fields_of_events_exist():
    fields = {name for known in modules() for name in find(known).situation.model_fields}
    for event in events():
        for written in event.fields:
            owner, _, name = written.rpartition(".")
            assert name in (find(owner).situation.model_fields if owner else fields), written
