"""Patterns told in words: what the judge reads is what the patterns look for."""

from __future__ import annotations

import re
from itertools import product

from assistant.domain.text import fold
from eval.judge_words import in_words
from eval.macros import MACROS, compiled
from eval.sets_reader import answer_cases


def test_patterns_become_words():
    assert in_words("{date:2026-12-01}") == "1er décembre 2026"
    assert in_words("{euros:1144~1}") == "1144 €, à 1 € près"
    assert in_words("(?:pas|aucun) (?:de )?preavis") == "(pas ou aucun) preavis"
    assert in_words("pas[^.]{0,60}du") == "pas … du"
    assert in_words("(?=.*(?:1/2|demi))(?=.*tiers)") == "(1/2 ou demi) et tiers"
    assert in_words(r"l\.? ?133-2") == "l133-2"


def test_the_words_of_every_case_are_what_its_patterns_look_for():
    """Each choice between parentheses, taken first to last, gives a text that the pattern finds."""
    patterns = {p for case in answer_cases() for fact in (*case.must, case.must_not) for p in fact}
    assert len(patterns) > 500
    for pattern in patterns:
        words = in_words(pattern)
        assert not re.search(r"[\\\[\]{}|?*+‹›]", words), pattern
        if words != pattern and not any(sign in words for sign in ("…", "demande :", " et ")):
            assert any(compiled(pattern).search(f" {fold(text)} ") for text in spelt(words)), pattern


def spelt(words):
    parts = [p.split(" ou ") if n % 2 else [p] for n, p in enumerate(re.split(r"[()]", words))]
    return ["".join(choice) for choice in product(*parts)]


def test_every_macro_has_words():
    values = {"date": "2026-11-30", "demande": "date", "oui": "", "non": ""}
    for name in MACROS:
        value = values.get(name, "3")
        assert "{" not in in_words(f"{{{name}:{value}}}" if value else f"{{{name}}}")
