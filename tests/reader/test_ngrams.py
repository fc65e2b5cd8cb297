"""Hashed n-grams: a unit vector, deaf to accents and case, near for words that are near."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.reader.ngrams import WIDTH, hash_all, hash_ngrams


@given(st.text(max_size=80))
def test_a_unit_vector_or_nothing(text):
    norm = float(np.linalg.norm(hash_ngrams(text)))
    assert abs(norm - 1) < 1e-5 or norm == 0


def test_accents_and_case_are_set_aside():
    assert np.array_equal(hash_ngrams("Démission ?"), hash_ngrams("demission"))


def test_a_slip_stays_near_and_another_word_far():
    word = hash_ngrams("démission")
    assert word @ hash_ngrams("demision") > 0.5
    assert word @ hash_ngrams("cantine") < 0.2


def test_the_order_of_words_is_heard():
    assert not np.allclose(hash_ngrams("chef absent"), hash_ngrams("absent chef"))


def test_rows_are_those_of_the_texts():
    assert np.array_equal(hash_all(["un", "deux"])[1], hash_ngrams("deux"))
    assert hash_all([]).shape == (0, WIDTH)
