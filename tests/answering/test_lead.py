"""What is said first: quoted, cited, never twice, and the figures of what follows still held by their quotes."""

from __future__ import annotations

from assistant.answering.lead import led_by
from assistant.answering.write import _bearable
from assistant.domain.answer import Answer, Citation, Status
from assistant.domain.corpus import Chunk, Passage, Section, SourceInfo


def _citation(n, quote, section="f#0"):
    return Citation(n=n, source_id="f", section_id=section, title="Fiche", quote=quote)


LEAD = Answer(
    status=Status.FOUNDED, text="Le silence vaut refus. [1]", citations=[_citation(1, "Le silence vaut refus.")]
)


def test_the_lead_comes_first_and_the_marks_follow():
    rest = Answer(status=Status.FOUNDED, text="Répondez vite. [1]", citations=[_citation(1, "Répondez vite.", "f#1")])
    told = led_by(LEAD, "Non :", rest)
    assert told.text == "Non : le silence vaut refus. [1]\n\nRépondez vite. [2]"
    assert [c.n for c in told.citations] == [1, 2]


def test_what_is_said_first_is_not_said_again():
    rest = Answer(
        status=Status.FOUNDED,
        text="Le silence vaut refus. Répondez vite. [1]",
        citations=[_citation(1, "Le silence vaut refus. Répondez vite.")],
        shown_paragraphs=1,
    )
    told = led_by(LEAD, "Non :", rest)
    assert told.text == "Non : le silence vaut refus. [1]\n\nRépondez vite. [2]"
    assert told.shown_paragraphs == 2


def test_the_same_quote_keeps_one_number():
    rest = Answer(status=Status.FOUNDED, text="Voir aussi. [1]", citations=[_citation(1, "Le silence vaut refus.")])
    told = led_by(LEAD, "Non :", rest)
    assert told.text.endswith("Voir aussi. [1]")
    assert len(told.citations) == 1


def test_the_lead_alone_when_the_sources_do_not_answer():
    rest = Answer(status=Status.OUT_OF_SOURCES, text="Je ne sais pas.")
    told = led_by(LEAD, "Vous comptez.", rest)
    assert told.status is Status.FOUNDED
    assert told.text == "Vous comptez.\n\nLe silence vaut refus. [1]"


def test_grief_is_never_offered_beside_another_subject():
    found = [_passage_of(source_id) for source_id in ("fiche-enfant-malade", "fiche-deces-enfant", "guide")]
    assert [p.source.source_id for p in _bearable(tuple(found), None)] == ["fiche-enfant-malade", "guide"]


def _passage_of(source_id):
    section = Section(section_id=source_id, source_id=source_id, text="Texte.")
    chunk = Chunk(
        chunk_id=f"{source_id}.0", section_id=source_id, source_id=source_id, text="Texte.", embedded_text=""
    )
    return Passage(chunk=chunk, section=section, source=SourceInfo(source_id=source_id, title="T"), score=1.0)
