"""What is shown holds: quotes verbatim, figures quoted or calculated, citations numbered as they are read."""

from assistant.answering.verify import is_verbatim, verify
from assistant.domain.answer import Answer, Block, BlockKind, Citation, Sentence, Status
from assistant.domain.corpus import Section

SECTIONS = {"s1": Section(section_id="s1", source_id="f", text="Le préavis est de 2 mois.")}


def cited(n, quote="Le préavis est de 2 mois.", section_id="s1"):
    return Citation(n=n, source_id="f", section_id=section_id, title="Fiche", quote=quote)


def answer(sentences, citations, status=Status.FOUNDED):
    blocks = (Block(kind=BlockKind.DIRECT, sentences=tuple(sentences)),)
    return verify(Answer(status=status, blocks=blocks, citations=citations), SECTIONS.get)


def test_a_quoted_sentence_stays_and_its_citation_is_numbered_from_one():
    found = answer([Sentence(text="Le préavis est de 2 mois.", cites=(4,))], [cited(4)])
    assert found.shown == "Le préavis est de 2 mois. [1]"
    assert [c.n for c in found.citations] == [1]


def test_a_figure_that_no_quote_holds_is_taken_out():
    found = answer([Sentence(text="Le préavis est de 3 mois.", cites=(1,))], [cited(1)])
    assert found.blocks == ()
    assert found.status is Status.OUT_OF_SOURCES


def test_a_quote_that_is_not_in_its_section_is_taken_out():
    found = answer([Sentence(text="Oui.", cites=(1,))], [cited(1, quote="Jamais écrit.")])
    assert (found.blocks, found.citations) == ((), [])


def test_a_bare_sentence_holds_no_figure_of_its_own():
    found = answer([Sentence(text="Comptez 12 jours."), Sentence(text="Demandez par écrit.")], [], Status.CALCULATED)
    assert found.shown == "Demandez par écrit."


def test_white_space_does_not_matter_in_a_quote():
    assert is_verbatim(cited(1, quote="Le  préavis\nest de 2 mois."), SECTIONS.get)
    assert not is_verbatim(cited(1, section_id="absente"), SECTIONS.get)
