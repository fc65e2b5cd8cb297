"""A document as a Word file: real headings, lists and tables, French as its language, numbered pages."""

from __future__ import annotations

import io
from functools import singledispatch
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from assistant.exports.document import Document, Heading, Items, Paragraph, Source, Table, clean, source_head, typeset

STYLES = {"normal": "Normal", "right": "Normal", "quote": "Quote", "note": "Normal"}
NOTE_SIZE = Pt(9)
BODY_SIZE = Pt(11)
MARGIN = Cm(2)


def as_docx(document: Document) -> bytes:
    """Return the .docx file of the document."""
    word = docx.Document()
    _prepare(word, document)
    word.add_paragraph(typeset(document.title), style="Title")
    for block in document.blocks:
        _block(block, word)
    _number_pages(word)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _prepare(word: Any, document: Document) -> None:  # noqa: ANN401 - python-docx is not typed
    about = word.core_properties
    about.title, about.subject, about.author = map(clean, (document.title, document.subject, document.author))
    about.language, about.comments = document.language, ""
    for section in word.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    word.styles["Normal"].font.size = BODY_SIZE
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), document.language)


@singledispatch
def _block(block: object, word: Any) -> None:  # noqa: ANN401
    raise TypeError(f"no Word block for {type(block).__name__}")


@_block.register
def _(block: Heading, word: Any) -> None:  # noqa: ANN401
    word.add_heading(typeset(block.text), level=block.level)


@_block.register
def _(block: Paragraph, word: Any) -> None:  # noqa: ANN401
    added = word.add_paragraph(typeset(block.text), style=STYLES[block.kind])
    if block.kind == "right":
        added.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if block.kind == "note":
        for run in added.runs:
            run.font.size = NOTE_SIZE


@_block.register
def _(block: Items, word: Any) -> None:  # noqa: ANN401
    number = _new_numbering(word) if block.ordered else None
    for line in block.lines:
        added = word.add_paragraph(typeset(line), style="List Number" if block.ordered else "List Bullet")
        if number is not None:
            properties = added._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = number
            properties.get_or_add_ilvl().val = 0


@_block.register
def _(block: Table, word: Any) -> None:  # noqa: ANN401
    table = word.add_table(rows=0, cols=len(block.header), style="Table Grid")
    for row in (block.header, *block.rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = typeset(text)
    _make_header(table.rows[0])
    word.add_paragraph()


@_block.register
def _(block: Source, word: Any) -> None:  # noqa: ANN401
    word.add_paragraph(typeset(source_head(block))).paragraph_format.keep_with_next = bool(block.quote)
    if block.quote:
        word.add_paragraph(typeset(block.quote), style="Quote")
    if block.url:
        word.add_paragraph(typeset(block.url))


def _make_header(row: Any) -> None:  # noqa: ANN401
    """Mark a row as the table's header, repeated on each page, in bold."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _new_numbering(word: Any) -> int:  # noqa: ANN401
    """Return a numbering that starts again at 1: Word would go on from the list before."""
    numbering = word.part.numbering_part.element
    model = word.styles["List Number"].element.pPr.numPr.numId.val
    number = numbering.add_num(numbering.num_having_numId(model).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _number_pages(word: Any) -> None:  # noqa: ANN401
    footer = word.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("Page ", "PAGE"), (" sur ", "NUMPAGES")):
        footer.add_run(words)
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        footer._p.append(simple)
