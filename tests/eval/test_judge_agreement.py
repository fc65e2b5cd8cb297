"""Judge and grade crossed: counts and kappa by hand, at their ends, and against scikit-learn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.judge_report import Agreement, Reading, Verdict, agreement
from eval.measures.intervals import Share


def verdict(judged, graded):
    reading = Reading.UNREADABLE if judged is None else Reading.READ
    return Verdict(case_id="a", part="test", graded=graded, judged=judged, reading=reading)


def test_the_agreement_of_a_case_done_by_hand():
    """20 both, 5 judge alone, 10 grade alone, 15 neither: agreed 35/50, by chance 0.5, kappa (0.7 - 0.5) / 0.5."""
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    found = agreement([verdict(*pair) for pair in pairs] + [verdict(None, True)] * 7)
    assert found == Agreement(both=20, judge_only=5, grade_only=10, neither=15)
    assert (found.right, found.agreed) == (Share(good=25, n=50), Share(good=35, n=50))
    assert found.kappa == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("found", "kappa"),
    [
        (Agreement(), None),
        (Agreement(both=9), None),
        (Agreement(both=3, neither=3), 1.0),
        (Agreement(judge_only=3, grade_only=3), -1.0),
        (Agreement(both=4, grade_only=4), 0.0),
    ],
)
def test_kappa_at_its_ends(found, kappa):
    assert found.kappa == kappa


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=60))
def test_kappa_is_that_of_scikit_learn(pairs):
    metrics = pytest.importorskip("sklearn.metrics")
    judge, graded = zip(*pairs, strict=True)
    found = agreement([verdict(*pair) for pair in pairs]).kappa
    if len(set(judge) | set(graded)) == 2:
        assert found == pytest.approx(metrics.cohen_kappa_score(judge, graded))
    else:
        assert found is None
