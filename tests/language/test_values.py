"""Strict values with their places: each stands where it was written, none stands on another, nothing raises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.domain.text import fold
from assistant.language.text import clean
from assistant.language.values import find_values
from assistant.rules.parsing import Duration

TODAY = date(2026, 11, 25)
PIECES = st.sampled_from(
    "3 ans et demi|24h|24 h 30|1 100 balles|62 %|mi-temps|sept 2022|le 3 mars|1er sept. 2025|depuis 2021|deux mois|"
    "dans 15 jours|hier|lundi prochain|3e échelon|8 jours|12,50 €|vingt-quatre heures|…|je pars|et|, |. |\n|j’ai|½|é"
    "|une semaine|en mars|99999 mois|dans 9999 ans|31/02/2026|2026-13-45|0 h|999 %|10000 €|il y a 5000 ans".split("|")
)
SENTENCES = st.lists(PIECES, max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("je bosse 24h30", "hours", 24 * 60 + 30),
        ("je fais vingt-quatre heures", "hours", 24 * 60),
        ("depuis 3 ans et demi", "duration", Duration(years=3, months=6)),
        ("un contrat de 18 mois", "duration", Duration(years=1, months=6)),
        ("je touche 1 100 balles", "amount", Decimal(1100)),
        ("payée 1 067,50 €", "amount", Decimal("1067.50")),
        ("à 62 %", "percentage", Decimal(62)),
        ("à mi-temps", "percentage", Decimal(50)),
        ("à temps plein", "percentage", Decimal(100)),
        ("je suis au 3e échelon", "number", 3),
        ("j'ai deux enfants", "number", 2),
        ("le 12 janvier 2027", "date", date(2027, 1, 12)),
    ],
)
def test_a_value_is_read(text, kind, value):
    assert [(v.kind, v.value) for v in find_values(text, TODAY)] == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("depuis sept 2022", date(2022, 9, 1), date(2022, 9, 30)),
        ("depuis 2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("je pars en mars", date(2027, 3, 1), date(2027, 3, 31)),
    ],
)
def test_what_names_no_day_has_two_ends(text, first, last):
    (value,) = find_values(text, TODAY)
    assert (value.kind, value.value, value.last, value.exact) == ("date", first, last, False)


@pytest.mark.parametrize("text", ["un élève, une classe", "mi-temps thérapeutique", "l'article", "R. n'est pas venu"])
def test_nothing_is_found_where_nothing_is_counted(text):
    assert find_values(text, TODAY) == []


def test_a_message_holds_several_values_in_order():
    found = find_values("AESH depuis le 1er septembre 2021, 24h, 1 100 €, je pars dans 2 mois", TODAY)
    assert [v.kind for v in found] == ["date", "hours", "amount", "date"]


@given(SENTENCES)
@example("Bonjour… je pars le 3 mars 2027")
@example("½ journée puis 24h")
def test_places_match_the_words_and_never_overlap(text):
    cleaned = clean(text)
    found = find_values(text, TODAY)
    for value in found:
        assert fold(cleaned[value.start : value.end]) == fold(value.written)
    for before, after in pairwise(found):
        assert before.end <= after.start


@given(st.text(max_size=300), st.dates(date(2020, 1, 1), date(2035, 12, 31)))
@example("dans 99999 mois", TODAY)
@example("il y a 9999 ans", TODAY)
@example("99999999999999999999 ans", TODAY)
@example("9" * 400 + " €", TODAY)
@example("٣ ans ² h", TODAY)
def test_no_text_raises(text, today):
    for value in find_values(text, today):
        assert 0 <= value.start < value.end <= len(clean(text))


@given(SENTENCES)
def test_no_sentence_raises(text):
    find_values(text, TODAY)
