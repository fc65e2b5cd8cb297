"""The long proofs, short: enough to know that they run and that what they prove still holds."""

import os

import pytest

from tests.proofs import api, kills, questions
from tests.web.shelves import small_library

LONG = os.environ.get("PROOF_SIZE") == "long"


def test_bad_questions_never_fail(tmp_path):
    _, chain = small_library(tmp_path)
    _, became, notable = questions.asked(chain, 2000 if LONG else 60, limit=600)
    assert not [name for name in became if name.startswith("FAILED")], notable


@pytest.mark.slow
def test_kills_lose_nothing():
    count = 30 if LONG else 2
    assert set(kills.proof(count).values()) == {f"{count}/{count}"}


def test_the_interface_never_answers_500():
    became = api.proof(600 if LONG else 6)
    assert became[200] and became[422] and not became[500]
