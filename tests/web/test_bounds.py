"""Texts and facts are bounded before anything reads them; an ordinary one comes through unchanged."""

import time

import pytest

from assistant.rules.core.errors import SituationError
from assistant.web.bounds import MAX_SAME, bounded_facts, fold_repeats, fold_spaces, plain
from assistant.web.conversation import check_question

USUAL = "Je suis AESH depuis le 1er septembre 2023 (CDD), 62 %.\n\nQuel est mon préavis si je démissionne en juin ?"


def test_an_ordinary_text_is_left_alone():
    assert fold_spaces(USUAL) == fold_repeats(USUAL) == check_question(USUAL, 2000) == USUAL
    assert bounded_facts({"a": "oui", "b": 3, "c": ["x", {"d": None}]}) == {
        "a": "oui",
        "b": 3,
        "c": ["x", {"d": None}],
    }


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a \t\u00a0 b", "a b"), ("a\n\n\n\nb", "a\n\nb"), ("5³ m² ①", "53 m2 1"), ("  ", ""), ("٣", "٣")],
)
def test_spaces_and_odd_digits_are_folded(text, kept):
    assert fold_spaces(text) == kept


@pytest.mark.parametrize("piece", ["tap ", "calcul ", ". ", "l' ", "é", "9", "ab ", "\n", "a\n"])
def test_what_only_repeats_is_folded_in_no_time(piece):
    begun = time.perf_counter()
    folded = plain(piece * 100_000, 2000)
    assert time.perf_counter() - begun < 0.5
    assert len(folded.split()) <= MAX_SAME and len(folded) <= 2000


@pytest.mark.parametrize(
    "facts",
    [
        {"a": "x" * 301},
        {"a": ["x" * 301]},
        {"a": [1] * 101},
        {"a": {str(n): 1 for n in range(101)}},
        {"a": [[[[[[1]]]]]]},
        {"a": "x;" * 200},
        {"a": "x" * 1_000_000},
    ],
)
def test_a_fact_beyond_its_bounds_names_its_field(facts):
    with pytest.raises(SituationError) as refusal:
        bounded_facts(facts)
    assert refusal.value.problems[0][0] == "a"
