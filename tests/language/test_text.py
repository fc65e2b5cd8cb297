"""A message cleaned once, folded letter by letter so that every place stays the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.domain.text import fold
from assistant.language.text import asks, clean, fold_in_place, split_sentences


def test_cleaning_unifies_apostrophes_spaces_and_accents():
    assert clean("  J’ai\u00a0 re\u0301signé \n hier ") == "J'ai résigné hier"


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=200))
@example("Bonjour… je pars")
@example("½ temps, ﬁn mars")
@example("x\u0300 ¨ y")
def test_folding_in_place_keeps_every_place(text):
    cleaned = clean(text)
    flat = fold_in_place(cleaned)
    assert len(flat) == len(cleaned)
    assert len(fold(flat)) == len(flat), "a later fold would move the places"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bonjour. Je pars ? Merci !", ["Bonjour.", "Je pars ?", "Merci !"]),
        ("un\n\ndeux", ["un", "deux"]),
        ("sans point", ["sans point"]),
        ("", []),
    ],
)
def test_sentences(text, sentences):
    assert split_sentences(text) == sentences


def test_a_question_ends_with_its_mark():
    assert asks("Combien ? ")
    assert not asks("Combien ? me dit-il")
