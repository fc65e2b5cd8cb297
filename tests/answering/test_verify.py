"""Verification: a quote that is not verbatim, a section not retrieved or a figure from nowhere never gets through."""

from __future__ import annotations

from assistant.answering.compose import Composed
from assistant.answering.verify import verified
from assistant.domain.answer import Answer, Citation, Status
from assistant.domain.corpus import Section

SECTION = Section(section_id="g#1", source_id="g", text="Le préavis est de 8 jours.\nIl part du lendemain.")
NOTHING = Answer(status=Status.OUT_OF_SOURCES, text="rien")


def _verified(quote, sentence, section_id="g#1", retrieved=("g#1",), caveats=()):
    cited = Citation(n=3, source_id="g", section_id=section_id, title="Guide", quote=quote)
    composed = Composed(paragraphs=[[(sentence, 3)]], citations=[cited], caveats=list(caveats))
    return verified(composed, {"g#1": SECTION}.get, retrieved, NOTHING)


def test_what_is_verbatim_is_kept_and_renumbered():
    answer = _verified("est de 8 jours.\nIl part", "Huit, soit 8 jours.", caveats=["Attention [3]", "voir 15 pages"])
    assert answer.status is Status.FOUNDED
    assert answer.text == "Huit, soit 8 jours. [1]"
    assert [c.n for c in answer.citations] == [1]
    assert answer.caveats == ["Attention [1]"]


def test_a_quote_changed_by_one_word_loses_the_status():
    assert _verified("Le préavis est de 9 jours.", "Le préavis est court.") == NOTHING


def test_a_section_that_was_not_retrieved_is_no_source():
    assert _verified("8 jours", "8 jours", retrieved=()) == NOTHING
    assert _verified("8 jours", "8 jours", section_id="g#2", retrieved=("g#2",)) == NOTHING


def test_a_figure_that_the_quote_does_not_hold_drops_its_sentence():
    assert _verified("Il part du lendemain.", "Il dure 8 jours.") == NOTHING
