"""Durations keep the units in which they are said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.french import format_duration
from assistant.rules.parsing import Duration, FrenchValueError, parse_duration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 ans et 2 mois", (3, 2, 0)),
        ("3 ans 2 mois", (3, 2, 0)),
        ("3ans 2mois", (3, 2, 0)),
        ("3 ans, 2 mois", (3, 2, 0)),
        ("3 années et 2 mois", (3, 2, 0)),
        ("3 ans, 2 mois et 5 jours", (3, 2, 5)),
        ("2 ans et demi", (2, 6, 0)),
        ("un an et demi", (1, 6, 0)),
        ("deux années et demie", (2, 6, 0)),
        ("3 ans 1/2", (3, 6, 0)),
        ("3 ans ½", (3, 6, 0)),
        ("2,5 ans", (2, 6, 0)),
        ("1,25 an", (1, 3, 0)),
        ("18 mois", (0, 18, 0)),
        ("trois ans", (3, 0, 0)),
        ("1 an", (1, 0, 0)),
        ("une année", (1, 0, 0)),
        ("6 semaines", (0, 0, 42)),
        ("une semaine", (0, 0, 7)),
        ("2 mois et 2 semaines", (0, 2, 14)),
        ("2 semaines et 3 jours", (0, 0, 17)),
        ("90 jours", (0, 0, 90)),
        ("huit jours", (0, 0, 8)),
        ("dix-huit mois et trois jours", (0, 18, 3)),
        ("vingt-quatre mois", (0, 24, 0)),
        ("QUARANTE ANS", (40, 0, 0)),
        ("3\u00a0ans\u202fet 2\u00a0mois.", (3, 2, 0)),
        ("0 jour", (0, 0, 0)),
        ("3 ans,", (3, 0, 0)),
        ("3 ans..", (3, 0, 0)),
        ("1 000 jours", (0, 0, 1000)),
    ],
)
def test_durations(text, expected):
    assert parse_duration(text) == Duration(*expected)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "vide"),
        ("15", "manque l'unité"),
        ("2 ans et 6", "manque l'unité"),
        ("2,5", "manque l'unité"),
        ("1,3 an", "années et les mois"),
        ("2,5 ans et demi", "années et les mois"),
        ("2 mois et demi", "nombres entiers"),
        ("1,5 mois", "nombres entiers"),
        ("1,5 semaine", "nombres entiers"),
        ("une semaine et demie", "nombres entiers"),
        ("15 jours francs", "jours du calendrier"),
        ("5 jours ouvrables", "jours du calendrier"),
        ("5 jours ouvrés", "jours du calendrier"),
        ("2 mois 3 ans", "par exemple"),
        ("3 ans 2 ans", "par exemple"),
        ("-3 ans", "par exemple"),
        ("2 à 3 ans", "par exemple"),
        ("quelques mois", "par exemple"),
        ("mois", "par exemple"),
        ("trois", "par exemple"),
        ("3 ans et", "par exemple"),
        ("3 heures", "par exemple"),
        ("3 ans 2²mois", "par exemple"),
        ("12 34 jours", "par exemple"),
        ("3 ans et demi-mois", "par exemple"),
    ],
)
def test_what_is_refused_and_why(text, says):
    with pytest.raises(FrenchValueError) as error:
        parse_duration(text)
    assert says in str(error.value)
    assert re.search(r"(?:vide|ne convient pas)\. [A-ZÉ].*\.$", str(error.value))


def test_months_add_up_and_read_in_french():
    assert Duration(3, 2, 5).total_months == 38
    assert str(Duration(3, 2, 0)) == "3 ans et 2 mois"
    assert str(Duration(0, 0, 8)) == "8 jours"
    assert all(type(part) is int for part in vars(parse_duration("2 ans et demi")).values())


@given(st.integers(0, 99), st.integers(0, 999), st.integers(0, 9999))
def test_what_is_formatted_reads_back(years, months, days):
    assert parse_duration(format_duration(years, months, days)) == Duration(years, months, days)
