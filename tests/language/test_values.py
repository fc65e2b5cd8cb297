"""The strict values of a message: what they are, where they stand, and that nothing overlaps."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.text import clean, fold_in_place, split_sentences
from assistant.language.values import find_values
from assistant.rules.parsing import Duration

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("jai 3 ans et demi d'ancienneté", [("duration", Duration(years=3, months=6))]),
        ("24h30 par semaine", [("hours", 24 * 60 + 30)]),
        ("vingt-quatre heures", [("hours", 24 * 60)]),
        ("on m'a versé 1 100 balles", [("amount", Decimal(1100))]),
        ("je touche 1 450,20 €", [("amount", Decimal("1450.20"))]),
        ("à 62 pour cent", [("percentage", Decimal(62))]),
        ("un mi-temps", [("percentage", Decimal(50))]),
        ("trois mois et 10 jours", [("duration", Duration(months=3, days=10))]),
        ("échelon 5", [("number", 5)]),
        ("du 3 au 12 mars 2026", [("date", date(2026, 3, 3)), ("date", date(2026, 3, 12))]),
        ("née en 1968", [("date", date(1968, 1, 1))]),
        ("une question sans valeur", []),
    ],
)
def test_values_are_read_as_they_are_written(message, found):
    assert [(value.kind, value.value) for value in find_values(message, TODAY)] == found


def test_a_month_without_a_day_is_a_period():
    (value,) = find_values("depuis sept 2022", TODAY)
    assert (value.value, value.last, value.exact) == (date(2022, 9, 1), date(2022, 9, 30), False)


@given(st.text(alphabet="abcdé €%0123456789h.,'-àmoisansheures", max_size=80))
def test_values_stand_at_their_places_and_never_overlap(message):
    text, last = fold_in_place(clean(message)), 0
    for value in find_values(message, TODAY):
        assert 0 <= value.start < value.end <= len(text)
        assert value.start >= last
        last = value.end


@given(st.text(max_size=200))
def test_folding_keeps_every_character_at_its_place(text):
    cleaned = clean(text)
    assert len(fold_in_place(cleaned)) == len(cleaned)
    assert clean(cleaned) == cleaned


def test_sentences_end_at_their_stops():
    assert split_sentences("Je pars. Combien de préavis ? Et le chômage ?") == [
        "Je pars.",
        "Combien de préavis ?",
        "Et le chômage ?",
    ]
