"""Numbers in words and in digits."""

from __future__ import annotations

import re

import pytest

from assistant.language.numerals import NUMBER, number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("24", 24),
        ("vingt-quatre", 24),
        ("soixante et onze", 71),
        ("quatre-vingt-dix-huit", 98),
        ("une", 1),
        ("cent", 100),
    ],
)
def test_a_number_is_read_whole(written, value):
    assert re.fullmatch(NUMBER, written)
    assert number(written) == value


def test_what_is_no_number_is_none():
    assert number("beaucoup") is None
