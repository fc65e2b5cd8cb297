"""Verification: a quote that is not verbatim, a section not retrieved or a figure from nowhere never gets through."""

from __future__ import annotations

from assistant.answering.compose import Composed
from assistant.answering.verify import Removed, checked, verified
from assistant.domain.answer import Answer, Citation, Status
from assistant.domain.corpus import Nature, Section

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


def _cited(n, nature, position):
    quote = SECTION.text.split("\n")[position]
    return Citation(n=n, source_id="g", section_id="g#1", title="Guide", quote=quote, nature=nature)


def test_after_the_fold_citations_follow_the_hierarchy_of_norms():
    composed = Composed(
        paragraphs=[[("Premier.", 1)], [("Du guide.", 2)], [("Du décret.", 3)]],
        before=1,
        citations=[
            _cited(1, Nature.FICHE, 0),
            _cited(2, Nature.GUIDE_ACADEMIQUE, 1),
            _cited(3, Nature.DECRET, 1),
        ],
    )
    answer, removed = checked(composed, {"g#1": SECTION}.get, {"g#1"}, NOTHING)
    assert answer.text == "Premier. [1]\n\nDu guide. [3]\n\nDu décret. [2]"
    assert [c.nature for c in answer.citations] == [Nature.FICHE, Nature.DECRET, Nature.GUIDE_ACADEMIQUE]
    assert answer.shown_paragraphs == 1
    assert removed == Removed()


def test_what_is_taken_out_is_told_with_the_line_that_announced_it():
    composed = Composed(
        paragraphs=[[("Premier.", 1)], [("À savoir :\n", 2), ("- 9 jours", 2)]],
        before=1,
        citations=[_cited(1, Nature.FICHE, 0), _cited(2, Nature.FICHE, 1)],
    )
    answer, removed = checked(composed, {"g#1": SECTION}.get, {"g#1"}, NOTHING)
    assert answer.text == "Premier. [1]"
    assert answer.shown_paragraphs == 0
    assert removed.sentences == ("- 9 jours",)
