"""The rule on figures catches what it must, and lets structural numbers through."""

import datetime

import pytest

from assistant.fiches.numbers import bare_numbers

DECREE = datetime.date(2014, 6, 27)


@pytest.mark.parametrize(
    "text",
    [
        "Le préavis est de {{preavis}}.",
        "Les articles 46, 48 et 45-4 du décret n° 86-83 le disent.",
        "L'article L. 917-1 du code de l'éducation et l'article R. 332-31.",
        "L'article 1-4, l'article 20 bis et l'article 52 3° du décret n° 2014-724.",
        "Le décret n° 2014-724 du 27 juin 2014.",
        "1. Écrivez.\n2. Envoyez.",
        "Écrivez à dsden06-nontitulaires@ac-nice.fr ou sur https://ensap.gouv.fr/x1.",
    ],
)
def test_structural_numbers_pass(text):
    assert bare_numbers(text, [DECREE]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le préavis est de 8 jours.", ["8"]),
        ("Le taux est de 90 %.", ["90"]),
        ("Le préavis est de deux mois.", ["deux mois"]),
        ("Comptez un mois et une semaine.", ["un mois", "une semaine"]),
        ("Depuis le 1er mars 2025.", ["1er", "2025."]),
        ("Le 28 juin 2014.", ["28", "2014."]),
        ("L'article 46 donne 8 jours.", ["8"]),
        ("La grille a onze échelons.", ["onze échelons"]),
    ],
)
def test_bare_numbers_are_found(text, found):
    assert bare_numbers(text, [DECREE]) == found
