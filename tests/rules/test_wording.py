"""What the calculators say is what was read and accepted (see `wording.py`)."""

from __future__ import annotations

import pytest

from assistant.rules.registry import modules

from .wording import recorded, spoken

ACCEPTED = recorded()


@pytest.mark.parametrize("calculator_id", sorted(modules()))
def test_the_wording_is_the_accepted_one(calculator_id):
    assert spoken(calculator_id) == ACCEPTED.get(calculator_id), "relisez les phrases, puis « make wording »"


def test_no_file_is_left_over():
    assert set(ACCEPTED) <= set(modules())
