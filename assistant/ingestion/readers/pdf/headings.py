"""Which lines of a PDF are headings: the outline first, then the size of the letters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import Destination

from assistant.domain.text import fold
from assistant.ingestion.readers.pdf.lines import Line

MAX_HEADING_CHARS = 160
MAX_BOLD_HEADING_CHARS = 90
LARGER = 1.12
MAX_TITLE_LINES = 4
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_ENDS_LIKE_TEXT = re.compile(r"[.,;…]$")


@dataclass(frozen=True)
class OutlineEntry:
    """An entry of the PDF's outline: `level` from 1, `page` 0-based."""

    title: str
    level: int
    page: int


def read_outline(reader: PdfReader) -> list[OutlineEntry]:
    """Return the outline in order; empty when there is none or it cannot be read."""
    entries: list[OutlineEntry] = []

    def walk(items: list[object], level: int) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item, level + 1)
            elif isinstance(item, Destination):
                page = reader.get_destination_page_number(item)
                if page is not None and item.title:
                    entries.append(OutlineEntry(str(item.title).strip(), level, page))

    try:
        walk(list(reader.outline), 1)
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, RecursionError):
        return []
    return entries


def squeeze(text: str) -> str:
    """Return the letters and digits of `text` alone, to compare titles whatever their spaces and signs."""
    return _NOT_LETTERS.sub("", fold(text))


def body_size(pages: list[list[Line]]) -> float:
    """Return the size of letters that carries most of the text, in points (0.0 for an empty document)."""
    weight: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            weight[round(line.size, 1)] += len(line.text)
    return weight.most_common(1)[0][0] if weight else 0.0


class HeadingFinder:
    """Tells, line after line, where a heading starts, how many lines it takes, and its level."""

    def __init__(self, pages: list[list[Line]], outline: list[OutlineEntry]) -> None:
        self._body = body_size(pages)
        self._outline: dict[int, list[OutlineEntry]] = {}
        for entry in outline:
            self._outline.setdefault(entry.page, []).append(entry)
        self._by_style = len(outline) < MAX_TITLE_LINES
        sizes = {round(ln.size, 1) for lines in pages for ln in lines if self._large(ln)}
        self._sizes = sorted(sizes, reverse=True)
        self._depth = max((e.level for e in outline), default=0)

    def _large(self, line: Line) -> bool:
        return line.size >= LARGER * self._body and len(line.text) <= MAX_HEADING_CHARS

    def match(self, page: int, lines: list[Line], start: int) -> tuple[str, int, int] | None:
        """Return (title, level, number of lines) when a heading starts at `lines[start]` of 0-based `page`."""
        return self._in_outline(page, lines, start) or self._in_style(lines, start)

    def _in_outline(self, page: int, lines: list[Line], start: int) -> tuple[str, int, int] | None:
        for entry in self._outline.get(page, []):
            wanted, text = squeeze(entry.title), ""
            for count, line in enumerate(lines[start : start + MAX_TITLE_LINES], 1):
                text += squeeze(line.text)
                if text == wanted and wanted:
                    self._outline[page].remove(entry)
                    return entry.title, entry.level, count
                if not wanted.startswith(text):
                    break
        return None

    def _in_style(self, lines: list[Line], start: int) -> tuple[str, int, int] | None:
        line = lines[start]
        if not re.search(r"[^\W\d_]{2}", line.text):
            return None
        if self._large(line):
            count = 1
            while start + count < len(lines) and self._same_title(lines[start + count - 1], lines[start + count]):
                count += 1
            title = " ".join(ln.text for ln in lines[start : start + count])
            return (title, self._level(line), count) if len(title) <= MAX_HEADING_CHARS else None
        if self._by_style and self._bold_title(lines, start):
            return line.text, len(self._sizes) + 1, 1
        return None

    def _level(self, line: Line) -> int:
        rank = self._sizes.index(round(line.size, 1)) + 1
        return rank if self._by_style else max(self._depth, rank)

    def _same_title(self, upper: Line, lower: Line) -> bool:
        close = 0 < upper.y - lower.y < 1.7 * upper.size
        return close and abs(upper.size - lower.size) < 0.5 and upper.bold == lower.bold

    def _bold_title(self, lines: list[Line], start: int) -> bool:
        line = lines[start]
        alone = start + 1 >= len(lines) or not lines[start + 1].bold
        after = start == 0 or not lines[start - 1].bold
        short = len(line.text) <= MAX_BOLD_HEADING_CHARS and not _ENDS_LIKE_TEXT.search(line.text)
        return line.bold and alone and after and short
