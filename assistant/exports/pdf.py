"""A document as PDF: embedded fonts, title and language in the metadata, an outline, numbered pages.

The fonts are those that ReportLab brings along (Bitstream Vera). What they cannot draw is replaced by the nearest
sign, or by a question mark.
"""

from __future__ import annotations

import io
from functools import lru_cache, singledispatch
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from assistant.exports.document import (
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Source,
    Table,
    clean,
    source_head,
    typeset,
)

FONT, BOLD = "Vera", "VeraBd"
MARGIN = 2 * cm
UNDER_HEADING = {1: 5 * cm, 2: 4 * cm, 3: 3 * cm}
"""Room without which a heading of this level begins the next page."""
NEAREST = {
    **{"→": "->", "←": "<-", "\u202f": "\u00a0", "\u2009": "\u00a0", "\u2007": "\u00a0", "\u2011": "-"},
    **{"☐": "[ ]", "☑": "[x]", "✓": "x", "′": "'", "\u200b": "", "\ufeff": "", "ʼ": "’", "\u00ad": ""},
    **{"\t": " | "},
}
BODY = ParagraphStyle("body", fontName=FONT, fontSize=10, leading=14, spaceAfter=6)
HEAD = ParagraphStyle("head", BODY, fontName=BOLD)
STYLES = {
    "title": ParagraphStyle("title", BODY, fontName=BOLD, fontSize=17, leading=22, spaceAfter=12),
    "heading1": ParagraphStyle("heading1", BODY, fontName=BOLD, fontSize=13, leading=17, spaceBefore=12),
    "heading2": ParagraphStyle("heading2", BODY, fontName=BOLD, fontSize=11, leading=15, spaceBefore=8),
    "heading3": ParagraphStyle("heading3", HEAD, spaceBefore=6),
    "normal": BODY,
    "note": ParagraphStyle("note", BODY, fontSize=8.5, leading=12, textColor=colors.HexColor("#444444")),
    "item": ParagraphStyle("item", BODY, leftIndent=16, bulletFontName=FONT, bulletFontSize=10, spaceAfter=3),
    "quote": ParagraphStyle("quote", BODY, leftIndent=14),
    "right": ParagraphStyle("right", BODY, alignment=TA_RIGHT),
    "cell": ParagraphStyle("cell", BODY, fontSize=9, leading=12, spaceAfter=0),
    "cellhead": ParagraphStyle("cellhead", BODY, fontName=BOLD, fontSize=9, leading=12, spaceAfter=0),
}


def as_pdf(document: Document) -> bytes:
    """Return the .pdf file of the document."""
    _register_fonts()
    written = io.BytesIO()
    pages = SimpleDocTemplate(
        written,
        pagesize=A4,
        title=clean(document.title),
        author=clean(document.author),
        subject=clean(document.subject),
        creator=clean(document.author),
        lang=document.language,
        displayDocTitle=True,
        initialFontName=FONT,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
    )
    flow: list[Flowable] = [Marked(document.title, "title", 0)]
    for block in document.blocks:
        flow.extend(_flow(block))
    pages.build(flow, canvasmaker=Numbered)
    return written.getvalue()


class Marked(Text):  # type: ignore[misc]
    """A heading that adds itself to the outline of the PDF."""

    def __init__(self, text: str, style: str, depth: int) -> None:
        self._markup = _markup(text)
        super().__init__(self._markup, STYLES[style])
        self.label, self.depth = drawable(text), depth

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the heading in two parts where a page ends within it; the outline names the first alone.

        ReportLab would make the parts by the constructor of a paragraph, which is not ours.
        """
        parts: list[Flowable] = Text(self._markup, self.style).split(width, height)
        return [_Mark(self.label, self.depth), *parts] if parts else []

    def draw(self) -> None:
        """Draw the heading, and note its place."""
        key = f"h{id(self)}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self.label, key, 0 if self.depth == 0 else 1, closed=False)
        super().draw()


class _Mark(Flowable):  # type: ignore[misc]
    """A place of the outline that takes no room."""

    def __init__(self, label: str, depth: int) -> None:
        super().__init__()
        self.width = self.height = 0
        self.label, self.depth = label, depth

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return no room at all."""
        return 0, 0

    def draw(self) -> None:
        """Note the place."""
        key = f"h{id(self)}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self.label, key, 0 if self.depth == 0 else 1, closed=False)


class Numbered(Canvas):  # type: ignore[misc]
    """A canvas that writes « Page 2 sur 5 » at the foot of each page, once their number is known."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - the name is ReportLab's
        """Keep the page for later."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Number the pages and write them."""
        for state in self._kept:
            self.__dict__.update(state)
            self.setFont(FONT, 8)
            self.drawCentredString(A4[0] / 2, MARGIN / 2, f"Page {self._pageNumber} sur {len(self._kept)}")
            Canvas.showPage(self)
        super().save()


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    for name in (FONT, BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)


def drawable(text: str) -> str:
    """Return `text` with what the fonts cannot draw replaced."""
    _register_fonts()
    glyphs = pdfmetrics.getFont(FONT).face.charToGlyph
    near = (NEAREST.get(char, char) for char in typeset(text))
    return "".join("".join(c if c == "\n" or ord(c) in glyphs else "?" for c in part) for part in near)


def _markup(text: str) -> str:
    return escape(drawable(text)).replace("\n", "<br/>")


@singledispatch
def _flow(block: Block) -> list[Flowable]:
    raise TypeError(f"no PDF block for {type(block).__name__}")


@_flow.register
def _(block: Heading) -> list[Flowable]:
    return [CondPageBreak(UNDER_HEADING[block.level]), Marked(block.text, f"heading{block.level}", block.level)]


@_flow.register
def _(block: Paragraph) -> list[Flowable]:
    return [Text(_markup(block.text), STYLES[block.kind])]


@_flow.register
def _(block: Items) -> list[Flowable]:
    bullets = [f"{rank}." if block.ordered else "•" for rank in range(1, len(block.lines) + 1)]
    return [
        Text(_markup(line), STYLES["item"], bulletText=bullet)
        for bullet, line in zip(bullets, block.lines, strict=True)
    ]


@_flow.register
def _(block: Table) -> list[Flowable]:
    width = (A4[0] - 2 * MARGIN) / max(1, len(block.header))
    rows = [[Text(_markup(cell), STYLES["cellhead"]) for cell in block.header]]
    rows += [[Text(_markup(cell), STYLES["cell"]) for cell in row] for row in block.rows]
    look = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#888888")),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#eeeeee")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    grid = Grid(rows, colWidths=[width] * len(block.header), repeatRows=1, splitInRow=1, style=look)
    return [grid, Spacer(1, 10)]


@_flow.register
def _(block: Source) -> list[Flowable]:
    parts = [Text(_markup(source_head(block)), BODY)]
    if block.quote:
        parts.append(Text(_markup(block.quote), STYLES["quote"]))
    if block.url:
        parts.append(Text(_markup(block.url), STYLES["note"]))
    return parts
