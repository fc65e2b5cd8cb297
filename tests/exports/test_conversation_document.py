"""A conversation exported: marks, quotes, statuses and figures come through every format."""

import pytest

from assistant.domain.answer import Answer, Block, BlockKind, Citation, Sentence, Status
from assistant.domain.calculation import MissingFact
from assistant.exports.conversation import STATUS, conversation_document
from assistant.exports.docx import as_docx
from assistant.exports.markdown import as_markdown
from assistant.exports.pdf import as_pdf
from assistant.rules.registry import find
from tests.exports.reading import docx_text, markdown_text, pdf_text


def said(text, *cites):
    return (Block(kind=BlockKind.DIRECT, sentences=(Sentence(text=text, cites=cites),)),)


CALCULATION = find("recours_entretien").answer({"date_notification": "1er octobre 2026"})
FOUNDED = Answer(
    status=Status.FOUNDED,
    blocks=(
        *said("Le délai est écrit.", 1),
        Block(
            kind=BlockKind.EXPLAIN,
            title="Suite",
            folded=True,
            sentences=(
                Sentence(text="premier point", cites=(2,), item=True),
                Sentence(text="second point", item=True),
            ),
        ),
    ),
    citations=[
        Citation(n=1, source_id="a", section_id="a#1", title="Une fiche", quote="un passage précis", page="12"),
        Citation(
            n=2, source_id="b", section_id="b#1", title="Un guide", section="Partie > Sous-partie", quote="autre"
        ),
    ],
)
CALCULATED = Answer(status=Status.CALCULATED, blocks=said(CALCULATION.summary), calculations=[CALCULATION])
ASKING = Answer(
    status=Status.NEEDS_INFORMATION,
    blocks=said("Il manque une date."),
    questions=[MissingFact(field="jour", question="Quel jour ?")],
)
EXCHANGES = [("C'est *quoi* le délai ?", FOUNDED), ("Et pour moi ?", CALCULATED), ("Encore ?", ASKING)]
READERS = {
    "docx": lambda d: " ".join(docx_text(as_docx(d)).split()),
    "pdf": lambda d: pdf_text(as_pdf(d)),
    "markdown": lambda d: " ".join(markdown_text(as_markdown(d)).split()),
}


@pytest.mark.parametrize("kind", READERS)
def test_the_whole_conversation_is_in_the_file(kind):
    text = READERS[kind](conversation_document(EXCHANGES, "Ma conversation"))
    expected = ["Ma conversation", "Question : C'est *quoi* le délai ?", "écrit. [1]", "premier point [2]"]
    expected += ["[1] Une fiche — page 12", "un passage précis", "[2] Un guide — Partie > Sous-partie", "autre"]
    expected += ["Quel jour ?", *(STATUS[a.status] for _, a in EXCHANGES)]
    expected += [" ".join(value.shown.split()) for value in CALCULATION.values]
    assert [piece for piece in expected if piece not in text] == []


@pytest.mark.parametrize("kind", READERS)
def test_exchanges_keep_their_order(kind):
    text = READERS[kind](conversation_document(EXCHANGES))
    places = [text.index(piece) for piece in ("*quoi*", "Sources", "Et pour moi", "Encore")]
    assert places == sorted(places)


def test_an_answer_out_of_the_sources_has_no_source_section():
    refused = Answer(status=Status.OUT_OF_SOURCES, blocks=said("Les sources ne le disent pas."))
    assert "Sources" not in markdown_text(as_markdown(conversation_document([("Quoi ?", refused)])))
