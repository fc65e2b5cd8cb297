"""A section's text as blocks: paragraphs, lists, tables; a span of it highlighted. Everything returned is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from markupsafe import Markup, escape

from assistant.web.links import PASSAGE
from assistant.web.sources import locate

BULLET = "- "
CELL = "\t"
Kind = Literal["text", "list", "table"]
Span = tuple[int, int]
NOWHERE: Span = (0, 0)


@dataclass(frozen=True)
class Block:
    """A paragraph (one line), a list (a line by item) or a table (rows of cells)."""

    kind: Kind
    lines: tuple[Markup, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()

    @property
    def has_header(self) -> bool:
        """Tell whether the first row names the columns: every cell of it says something."""
        return len(self.rows) > 1 and all(cell.strip() for cell in self.rows[0])


@dataclass
class _Marker:
    """Highlights what lies in the span; the first piece bears the anchor."""

    text: str
    span: Span
    placed: bool = False

    def slice(self, start: int, end: int) -> Markup:
        first, last = max(start, self.span[0]), min(end, self.span[1])
        if first >= last:
            return escape(self.text[start:end])
        anchor = Markup("") if self.placed else Markup(' id="{}" tabindex="-1"').format(PASSAGE)
        self.placed = True
        before, inside, after = self.text[start:first], self.text[first:last], self.text[last:end]
        return Markup("{}<mark{}>{}</mark>{}").format(before, anchor, inside, after)


def blocks_of(text: str, extract: str = "") -> tuple[Block, ...]:
    """Return the blocks of a section; `extract` is highlighted where it is found, white space being equal."""
    marker = _Marker(text, locate(extract, text) or NOWHERE)
    return tuple(_blocks(text, marker))


def _blocks(text: str, marker: _Marker) -> Iterator[Block]:
    for kind, group in groupby(_lines(text), key=lambda line: line[0]):
        lines = [(start, end) for _, start, end in group]
        if kind == "table":
            yield Block("table", rows=tuple(tuple(_cells(text, start, end, marker)) for start, end in lines))
        elif kind == "list":
            yield Block("list", tuple(marker.slice(start + len(BULLET), end) for start, end in lines))
        else:
            yield from (Block("text", (marker.slice(start, end),)) for start, end in lines)


def _lines(text: str) -> Iterator[tuple[Kind, int, int]]:
    """Yield each line that is not blank: its kind, its first and last (excluded) positions."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            kind: Kind = "table" if CELL in line else "list" if line.startswith(BULLET) else "text"
            yield kind, start, end
        start = end + 1


def _cells(text: str, start: int, end: int, marker: _Marker) -> Iterator[Markup]:
    for cell in text[start:end].split(CELL):
        yield marker.slice(start, start + len(cell))
        start += len(cell) + 1
