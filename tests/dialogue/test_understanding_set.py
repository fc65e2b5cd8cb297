"""The reader keeps its targets on the labelled set (`make test-dialogue` prints the figures)."""

from __future__ import annotations

import pytest

from assistant.rules.registry import modules
from eval.understanding import INTENT_TARGET, SLOT_TARGET, scores
from eval.understanding_set import understanding_cases

CASES = understanding_cases()


def test_the_set_is_large_and_reaches_every_calculator():
    assert len(CASES) >= 400
    assert {name for case in CASES for name in case.calculators} == set(modules())
    for part in ("tuning", "test"):
        assert sum(case.part == part for case in CASES) >= len(CASES) * 0.4


@pytest.mark.slow
@pytest.mark.parametrize("part", ["tuning", "test"])
def test_targets_are_met(part):
    measured = scores([case for case in CASES if case.part == part])
    assert (measured.intents.rate or 0) >= INTENT_TARGET, measured.intents
    assert measured.overall.f1 >= SLOT_TARGET, measured.overall
