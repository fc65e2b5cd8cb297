"""Hours become whole minutes, or are asked again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.french import format_hours
from assistant.rules.parsing import FrenchValueError, parse_hours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 h", 1440),
        ("24h", 1440),
        ("24", 1440),
        ("24 heures", 1440),
        ("1 heure", 60),
        ("24 H", 1440),
        ("24h30", 1470),
        ("24 h 30", 1470),
        ("24h30min", 1470),
        ("24 heures 30", 1470),
        ("24 heures et 30 minutes", 1470),
        ("24:30", 1470),
        ("24 hrs", 1440),
        ("39 h 12", 2352),
        ("39\u00a0h\u00a012", 2352),
        ("24,5 h", 1470),
        ("24.5", 1470),
        ("24,5 heures", 1470),
        ("24,75 h", 1485),
        ("24,00 h", 1440),
        ("24,1 h", 1446),
        ("24h05", 1445),
        ("24 h 5 min", 1445),
        ("24 h 00", 1440),
        ("45 min", 45),
        ("45 minutes", 45),
        ("90 mn", 90),
        ("1 607 h", 96420),
        ("vingt-quatre heures", 1440),
        ("vingt-quatre heures trente", 1470),
        ("huit heures", 480),
        ("dix-huit h", 1080),
        ("une heure et demie", 90),
        ("une heure et quart", 75),
        ("deux heures trois quarts", 165),
        ("vingt minutes", 20),
        ("0 h", 0),
    ],
)
def test_hours(text, expected):
    assert parse_hours(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "vide"),
        ("24,30 h", "24 h 30) ou une seule décimale"),
        ("24.30", "24 h 30) ou une seule décimale"),
        ("24,50", "24 h 30) ou une seule décimale"),
        ("39,12 h", "24 h 30) ou une seule décimale"),
        ("24h5", "deux chiffres : 05 ou 50"),
        ("24:5", "deux chiffres : 05 ou 50"),
        ("24h60", "de 0 à 59"),
        ("24 h 75", "de 0 à 59"),
        ("24,333 h", "nombre entier de minutes"),
        ("24,99", "nombre entier de minutes"),
        ("24 h par semaine", "Indiquez seulement"),
        ("24h/semaine", "Indiquez seulement"),
        ("24,5 h 30", "Indiquez"),
        ("-24 h", "Indiquez"),
        ("24 à 26 h", "Indiquez"),
        ("beaucoup", "Indiquez"),
        ("h", "Indiquez"),
        ("h30", "Indiquez"),
        ("24 jours", "Indiquez"),
        ("24 h 30 15", "Indiquez"),
        ("demi-heure", "Indiquez"),
        ("2²h", "Indiquez"),
    ],
)
def test_what_is_refused_and_why(text, says):
    with pytest.raises(FrenchValueError) as error:
        parse_hours(text)
    assert says in str(error.value)
    assert re.search(r"(?:vide|ne convient pas)\. [A-ZÉ].*\.$", str(error.value))


def test_every_minute_of_a_week_reads_back():
    for minutes in range(60 * 48):
        assert parse_hours(format_hours(minutes)) == minutes


@given(st.integers(0, 10**7))
def test_what_is_formatted_reads_back(minutes):
    assert parse_hours(format_hours(minutes)) == minutes
