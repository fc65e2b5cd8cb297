"""Likeness learned from known texts: right subject first, one text unlearned exactly, spelling heard, not read."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from assistant.answering.subject_likeness import Likeness, Text
from assistant.answering.subject_views import View, grams, sound, unit

LEAVE, STRIKE = 0, 1
KNOWN = [
    ("combien de jours de congé paternité", LEAVE),
    ("congé du papa à la naissance", LEAVE),
    ("combien de jours pour la grève", STRIKE),
    ("retenue sur salaire un jour de grève", STRIKE),
]


def _text(words):
    return Text(words, Counter(words.split()))


def _learned():
    return Likeness([_text(words) for words, _ in KNOWN], [subject for _, subject in KNOWN], 2)


def test_a_known_text_is_most_like_its_own_subject():
    likeness = _learned()
    for words, subject in KNOWN:
        assert likeness.scores(_text(words)).argmax() == subject


def test_what_all_subjects_share_tells_little():
    shared, telling = _learned().scores(_text("combien de jours")), _learned().scores(_text("grève"))
    assert abs(shared[LEAVE] - shared[STRIKE]) < telling[STRIKE] - telling[LEAVE]


def test_a_hasty_spelling_is_heard():
    scores = _learned().scores(_text("konjé paternité"))
    assert scores[LEAVE] > scores[STRIKE]


def test_hiding_a_text_is_the_same_as_never_having_learned_it():
    generator = np.random.default_rng(7)
    vectors = unit(generator.normal(size=(12, 5)).astype(np.float32))
    texts = [Text("", {}, vector) for vector in vectors]
    subjects = [n % 3 for n in range(12)]
    asked = Text("", {}, unit(generator.normal(size=5).astype(np.float32)))
    whole = Likeness(texts, subjects, 3)
    for hidden in range(12):
        without = Likeness(
            [t for n, t in enumerate(texts) if n != hidden], [s for n, s in enumerate(subjects) if n != hidden], 3
        )
        assert whole.scores(asked, hidden) == pytest.approx(without.scores(asked), abs=1e-4)


@pytest.mark.parametrize(
    ("hasty", "right"), [("kel", "quel"), ("conger", "congé"), ("licencié", "licencier"), ("foto", "photo")]
)
def test_spellings_that_sound_alike_become_one(hasty, right):
    assert sound(hasty) == sound(right)


def test_empty_words_have_no_sounds():
    assert grams("de la le") == Counter()


def test_a_text_is_like_itself_and_an_empty_one_like_none():
    view = View([Counter({"greve": 1}), Counter({"conge": 2, "jour": 1})])
    assert view.cosines(Counter({"conge": 2, "jour": 1}))[1] == pytest.approx(1.0, abs=1e-6)
    assert not view.cosines({}).any()
    assert np.diag(view.mutual()) == pytest.approx([1.0, 1.0], abs=1e-6)
