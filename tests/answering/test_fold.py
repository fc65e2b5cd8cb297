"""The fold: few words before it, in whole paragraphs, the open question always there; acronyms in full words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import texts
from assistant.answering.acronyms import explained
from assistant.answering.fold import MOST_WORDS, folded, parts, tightened, words
from assistant.domain.answer import Answer, Status

PARAGRAPH = st.integers(1, 120).map(lambda n: " ".join(["mot"] * n))
ASKED = f"{texts.TO_BE_EXACT} Depuis quand ?"


def _answer(before, after):
    return folded(Answer(status=Status.FOUNDED, text="x"), before, after)


def test_an_answer_without_fold_shows_everything():
    answer = Answer(status=Status.FOUNDED, text="un\n\ndeux")
    assert parts(answer) == (["un", "deux"], [])
    assert tightened(answer) == answer


def test_the_parts_are_those_that_were_folded():
    answer = _answer(["un", "deux"], ["trois"])
    assert answer.shown_paragraphs == 2
    assert parts(answer) == (["un", "deux"], ["trois"])


@given(st.lists(PARAGRAPH, min_size=1, max_size=5), st.lists(PARAGRAPH, min_size=1, max_size=3), st.booleans())
def test_few_words_stay_before_the_fold_and_none_is_lost(before, after, asks):
    asked = [ASKED] if asks else []
    shown, rest = parts(tightened(_answer([*before, *asked], after)))
    assert shown[0] == before[0]
    assert (ASKED in shown) == asks
    told = [p for p in shown if p != ASKED]
    assert [*told, *rest] == [*before, *after]
    assert len(told) == 1 or words(shown) <= MOST_WORDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La CCP est saisie.", "La CCP (commission consultative paritaire) est saisie."),
        (
            "La commission consultative paritaire (CCP) et la CCP.",
            "La commission consultative paritaire (CCP) et la CCP.",
        ),
        ("Voyez le bureau (CCP).", "Voyez le bureau (CCP, commission consultative paritaire)."),
        ("La prime REP+ et un CDI.", "La prime REP+ et un CDI."),
        ("Partie « Saisir la CCP ».", "Partie « Saisir la CCP »."),
    ],
)
def test_an_acronym_is_explained_once_at_its_first_use(text, expected):
    assert explained(text) == expected
    assert explained(expected) == expected
