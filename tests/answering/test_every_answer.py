"""What every answer holds, over the tuning questions of the sets and the index as built: figures, marks, order."""

from __future__ import annotations

import re

import pytest

from assistant.answering.acronyms import explained
from assistant.answering.draft import DIFFER, TEXTS
from assistant.answering.fold import MOST_WORDS, parts, words
from assistant.answering.paragraphs import NEIGHBOUR
from assistant.answering.results import CHANGES, READINGS, STEPS, VALUES
from assistant.domain.answer import Status
from eval.measures.answers import dangling_marks, invalid_citations, unsupported_figures
from eval.sets_reader import answer_cases

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("answers")]
LONGEST = 470
SEVERAL = "1. "
_LATER = tuple(intro.split("{")[0] for intro in (DIFFER, NEIGHBOUR, TEXTS, STEPS, VALUES, READINGS, CHANGES))
_OPENED = re.compile(r"^(?:Non|Oui) : ")
_MARK = re.compile(r"\[(\d+)\]")


@pytest.fixture(scope="module")
def answers(built_chain):
    """The answer of the last turn of each question kept for tuning, by its id."""
    cases = [c for c in answer_cases() if c.part == "tuning"]
    return {c.id: built_chain.ask(c.asked, list(c.history)) for c in cases}


@pytest.fixture(scope="module")
def told(answers):
    """Those that answer, one question at a time."""
    return {
        i: a for i, a in answers.items() if a.status is not Status.OUT_OF_SOURCES and not a.text.startswith(SEVERAL)
    }


def test_every_figure_is_quoted_or_calculated(answers):
    assert {i: found for i, a in answers.items() if (found := unsupported_figures(a))} == {}


def test_every_mark_has_its_citation_and_every_citation_its_mark(answers):
    assert {i: found for i, a in answers.items() if (found := dangling_marks(a))} == {}
    idle = {
        i: left
        for i, a in answers.items()
        if (left := {c.n for c in a.citations} - {int(n) for n in _MARK.findall(" ".join([a.text, *a.caveats]))})
    }
    assert idle == {}


def test_every_quote_is_verbatim(answers, built_chain):
    def text_of(section_id):
        section = built_chain.section(section_id)
        return section.text if section else None

    assert {i: found for i, a in answers.items() if (found := invalid_citations(a, text_of))} == {}


def test_the_short_answer_comes_first(told):
    assert [i for i, a in told.items() if a.text.startswith(_LATER)] == []
    results = {i: a for i, a in told.items() if a.status is Status.CALCULATED and not _OPENED.match(a.text)}
    said = {
        i: [explained(s) for c in a.calculations for s in (c.summary, *c.reasons) if s] for i, a in results.items()
    }
    late = [i for i, a in results.items() if not a.text.startswith(tuple(said[i]))]
    assert late == []


def test_few_words_stand_before_the_fold_and_not_many_in_all(told):
    assert {i: n for i, a in told.items() if a.shown_paragraphs and (n := words(parts(a)[0])) > MOST_WORDS} == {}
    assert {i: n for i, a in told.items() if (n := words([a.text])) > LONGEST} == {}


def test_the_fold_lies_between_paragraphs(told):
    assert [i for i, a in told.items() if a.shown_paragraphs >= len(a.text.split("\n\n"))] == []
    assert [i for i, a in told.items() if any(p.startswith(STEPS) for p in parts(a)[0]) and parts(a)[1]] == []
