"""The measure of the choice of the fiche: its set, the spoiling of questions, the fit."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answering.subject_signals import everyday_words
from assistant.lexicon.tokens import stems
from assistant.settings import PROJECT_ROOT
from eval.sets_reader import SetError
from eval.subject_data import kin, subject_cases, with_kin
from eval.subject_fit import Rows, fitted, folds, ranks
from eval.subject_margins import close_share, linked_margin
from eval.subject_noise import WAYS, spoiled

FICHES = {path.stem for path in (PROJECT_ROOT / "corpus" / "fiches").glob("*/*.md")}
QUESTION = "Je démissionne, combien de temps avant dois-je prévenir mon employeur ?"


def test_the_set_is_large_and_names_fiches_that_exist():
    cases = subject_cases()
    assert len(cases) >= 250
    assert {fiche for case in cases for fiche in case.fiches} <= FICHES
    assert 0.4 < sum(case.part == "test" for case in cases) / len(cases) < 0.6


def test_no_question_of_the_set_is_a_question_of_a_fiche():
    asked = {case.q for case in subject_cases()}
    written = " ".join(path.read_text("utf-8") for path in (PROJECT_ROOT / "corpus" / "fiches").glob("*/*.md"))
    assert not [question for question in asked if question in written]


def test_kindred_fiches_exist_and_are_accepted_too():
    assert set(kin()) | {other for others in kin().values() for other in others} <= FICHES
    first = next(iter(kin()))
    assert with_kin((first, "greve")) == {first, "greve", *kin()[first]}


def test_the_everyday_words_lead_to_fiches_that_exist_and_hold_a_full_word_each():
    assert set(everyday_words()) <= FICHES
    assert all(stems(cue) for cues in everyday_words().values() for cue in cues)


def test_a_case_that_comes_twice_is_refused(tmp_path):
    row = '- {id: suj-un, fiches: [greve], q: "la grève ?"}\n'
    (tmp_path / "subject.yaml").write_text(f"droits:\n{row}{row}", encoding="utf-8")
    with pytest.raises(SetError, match="deux fois"):
        subject_cases(tmp_path / "subject.yaml")


def test_a_question_is_always_spoiled_alike_and_never_emptied():
    assert spoiled(QUESTION, len(WAYS)) == spoiled(QUESTION, len(WAYS))
    for text in ("Quand ?", QUESTION, "CDI"):
        assert all(worse.strip() for worse in spoiled(text, len(WAYS)))


def _rows(count=40):
    """Questions whose right fiche is the one with the greatest first signal; the second signal says nothing."""
    signals = np.random.default_rng(3).normal(size=(count, 5, 2))
    right = np.zeros((count, 5), dtype=bool)
    right[np.arange(count), signals[:, :, 0].argmax(axis=1)] = True
    return Rows(signals, right, np.ones(count))


def test_the_fit_finds_the_signal_that_tells():
    weights = fitted(_rows())
    assert weights[0] > 5 * abs(weights[1])
    assert (ranks(_rows(), weights) == 1).mean() > 0.9


def test_the_rank_is_that_of_the_first_right_fiche():
    rows = Rows(np.array([[[3.0], [2.0], [1.0]]]), np.array([[False, True, True]]), np.ones(1))
    assert list(ranks(rows, np.array([1.0]))) == [2]


def test_no_fiche_is_in_two_folds():
    assert list(folds([0, 1, 5, 6, 0], 5)) == [0, 1, 0, 1, 0]


def test_the_margin_of_the_calculators_fiche_is_the_one_with_most_right_answers():
    chances = np.array([[0.8, 0.2], [0.99, 0.01]])
    linked = np.array([[False, True], [False, True]])
    assert linked_margin(chances, linked, linked) == 1000.0
    assert linked_margin(chances, np.array([[False, True], [True, False]]), linked) == 50.0
    assert linked_margin(chances, ~linked, linked) == 2.0


def test_the_second_fiche_is_told_from_the_share_where_it_often_saves_the_answer():
    chances = np.array([[0.55, 0.45], [0.9, 0.1], [0.9, 0.1], [0.9, 0.1]])
    right = np.array([[False, True], [True, False], [True, False], [True, False]])
    assert close_share(chances, right) == 0.2
    assert close_share(chances, ~right) == 0.1
    assert close_share(chances[1:], right[1:]) == 1.0
