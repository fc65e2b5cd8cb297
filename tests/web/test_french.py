from datetime import date

import pytest

from assistant.web.french import long_date, typeset


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 6, 1), "1er juin 2026"),
        (date(2026, 8, 11), "11 août 2026"),
        (date(2027, 2, 28), "28 février 2027"),
    ],
)
def test_dates_are_in_words(day, words):
    assert long_date(day) == words


def test_signs_never_begin_a_line():
    assert typeset("Vraiment ? « Oui » : 62 %") == "Vraiment\u00a0? «\u00a0Oui\u00a0»\u00a0: 62\u00a0%"


def test_typesetting_twice_changes_nothing():
    once = typeset("Quoi ? 12 €")
    assert typeset(once) == once
