"""The fiche that answers: chances that make one, the calculator's fiche first unless another is clearly meant."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answering.subject import Subject, also_meant, leading, learned, probabilities, rank_subjects
from assistant.answering.subject_signals import SIGNALS, Asked
from assistant.domain.corpus import Nature, SourceInfo

QUESTION = Asked("je pars quand", {"part": 1.0}, [1.0, 0.0])


def _source(fiche, *calculators):
    return SourceInfo(
        source_id=f"fiche-{fiche}", title=fiche, nature=Nature.FICHE, fiche_id=fiche, calculators=calculators
    )


def _subject(fiche, probability, *calculators):
    return Subject(source=_source(fiche, *calculators), probability=probability)


class Board:
    """A board whose signals are given: `likeness` alone differs from fiche to fiche."""

    def __init__(self, **likeness):
        self.sources = [_source(fiche) for fiche in likeness]
        self._likeness = list(likeness.values())

    def signals(self, asked, hidden=None):
        rows = np.zeros((len(self.sources), len(SIGNALS)))
        rows[:, SIGNALS.index("likeness")] = self._likeness
        return rows


def test_the_chances_make_one_and_follow_the_weighted_sums():
    chances = probabilities(np.array([[0.0], [1.0], [2.0]]), np.array([3.0]))
    assert chances.sum() == pytest.approx(1.0)
    assert chances[2] / chances[1] == pytest.approx(np.exp(3.0))


def test_no_fiche_no_chance():
    assert len(probabilities(np.zeros((0, 2)), np.ones(2))) == 0
    assert rank_subjects(Board(), QUESTION) == []


def test_huge_sums_do_not_overflow():
    assert probabilities(np.array([[1e6], [0.0]]), np.array([1.0])) == pytest.approx([1.0, 0.0])


def test_the_likeliest_fiche_comes_first_and_ties_follow_the_ids():
    ranked = rank_subjects(Board(beta=0.2, alpha=0.2, gamma=0.9), QUESTION)
    assert [s.source.fiche_id for s in ranked] == ["gamma", "alpha", "beta"]
    assert sum(s.probability for s in ranked) == pytest.approx(1.0, abs=1e-3)


def test_without_a_calculator_the_likeliest_leads():
    subjects = [_subject("greve", 0.7), _subject("demission", 0.3, "preavis_demission")]
    assert leading(subjects, []) is subjects[0]


def test_the_fiche_of_the_calculator_leads_though_another_is_a_little_likelier():
    subjects = [_subject("greve", 0.7), _subject("demission", 0.3, "preavis_demission")]
    assert leading(subjects, ["preavis_demission"], linked_margin=5.0) is subjects[1]


def test_another_fiche_leads_when_it_is_clearly_likelier():
    subjects = [_subject("greve", 0.9), _subject("demission", 0.1, "preavis_demission")]
    assert leading(subjects, ["preavis_demission"], linked_margin=5.0) is subjects[0]


def test_of_two_fiches_of_a_calculator_the_likelier_leads():
    subjects = [_subject("greve", 0.5), _subject("anciennete", 0.3, "c"), _subject("demission", 0.2, "c")]
    assert leading(subjects, ["c"], linked_margin=5.0) is subjects[1]


def test_no_fiche_leads_for_a_calculator_that_none_is_linked_to():
    assert leading([_subject("greve", 1.0)], ["conge_maternite"]) is None
    assert leading([], []) is None


def test_the_weights_in_service_name_every_signal():
    assert set(learned().signals) == set(SIGNALS)
    assert learned().linked > 1
    assert 0 < learned().close <= 1


def test_the_second_fiche_may_be_meant_only_when_it_is_nearly_as_likely():
    close = learned().close
    near, far = 0.5 * close + 1e-6, 0.5 * close - 1e-6
    assert also_meant([_subject("greve", 0.5), _subject("demission", near)]).source.fiche_id == "demission"
    assert also_meant([_subject("greve", 0.5), _subject("demission", far)]) is None
    assert also_meant([_subject("greve", 1.0)]) is None


def test_what_the_calculator_set_aside_may_still_be_meant():
    likeliest, linked = _subject("conge-maladie", 0.6), _subject("accident", 0.4, "c")
    assert also_meant([likeliest, linked], linked.source) is likeliest
    assert also_meant([likeliest, linked], _source("greve")) is None
