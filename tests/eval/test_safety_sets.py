"""The sets of safety: large enough, both labels in both parts, near misses and twins side by side."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from eval.abstention import fit, labelled
from eval.safety import SETS, part


def test_the_set_of_abstention_is_large_and_even():
    cases = labelled()
    assert len(cases) >= 320
    assert len({c.question for c in cases}) == len(cases)
    counts = Counter((c.part, c.inside) for c in cases)
    assert min(counts.values()) >= 80


@pytest.mark.parametrize(("name", "fewest"), [("distress", 60), ("statuses", 60), ("courtesies", 60)])
def test_a_set_is_large_enough_and_holds_near_misses(name, fewest):
    rows = yaml.safe_load((SETS / f"{name}.yaml").read_text("utf-8"))
    assert len(rows) >= fewest
    assert len({row["q"] for row in rows}) == len(rows)
    label = next(key for key in rows[0] if key != "q")
    near = Counter(row[label] in {"none", "question"} for row in rows)
    assert near[True] >= 20
    assert {part(row["q"]) for row in rows} == {"tuning", "test"}


def test_the_fit_learns_from_its_rows():
    from assistant.answering.relevance import Signals

    inside = Signals(alike=0.9, near=0.9, held=0.9, unknown=0.0, matched=0.9, ours=1.0)
    outside = Signals(alike=0.5, near=0.5, held=0.1, unknown=0.9, matched=0.0, elsewhere=1.0)
    weights = fit([(inside, True), (outside, False)] * 20, tuple(Signals.model_fields))
    assert weights["ours"] > 0 > weights["elsewhere"]
