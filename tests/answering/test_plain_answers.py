"""Answers in plain French: short sentences, acronyms explained, « vous », over the first question of many fiches."""

from __future__ import annotations

import re
from statistics import fmean

import pytest

from assistant.answering.acronyms import acronyms, first_use, is_explained
from assistant.answering.fold import MOST_WORDS, parts, words
from assistant.domain.answer import Status
from eval.measures.readability import readability

FEWEST = 40
LONGEST_MEAN = 25.0
_FAMILIAR = re.compile(r"\b(?:tu|toi|tes|t'as|t'es)\b", re.IGNORECASE)
_TECHNICAL = re.compile(r"\b(?:None|nan|True|False|[a-z]+_[a-z_]+)\b|[{}]")


@pytest.fixture(scope="module")
def answers(fiches_chain):
    """The answer to the first question of each fiche, by question."""
    reader = fiches_chain.retriever.index.reader()
    asked = [
        next(c.text for c in reader.chunks_of(d.sections[0].section_id) if c.kind == "question")
        for d in reader.documents()
    ]
    found = {question: fiches_chain.ask(question) for question in asked}
    return {q: a for q, a in found.items() if a.status is not Status.OUT_OF_SOURCES}


def test_there_are_enough_of_them(answers):
    assert len(answers) >= FEWEST


def test_sentences_are_short(answers):
    means = {q: readability(a.text).per_sentence for q, a in answers.items()}
    assert fmean(means.values()) <= LONGEST_MEAN * 0.7
    assert {q: m for q, m in means.items() if m > LONGEST_MEAN} == {}


def test_every_acronym_is_explained_where_it_is_first_used(answers):
    unexplained = [
        (question, acronym)
        for question, answer in answers.items()
        for acronym in acronyms()
        if (place := first_use(answer.text, acronym)) is not None and not is_explained(answer.text, place, acronym)
    ]
    assert unexplained == []


def test_the_reader_is_addressed_politely_and_in_words(answers):
    assert [q for q, a in answers.items() if _FAMILIAR.search(a.text)] == []
    assert [q for q, a in answers.items() if _TECHNICAL.search(re.sub(r"\S+@\S+|\S+\.\S+", " ", a.text))] == []


def test_what_stands_before_the_fold_is_short(answers):
    assert {q: n for q, a in answers.items() if (n := words(parts(a)[0])) > MOST_WORDS} == {}
