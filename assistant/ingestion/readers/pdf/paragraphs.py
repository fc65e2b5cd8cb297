"""From lines to paragraphs, list items and tables without rules."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from assistant.ingestion.blocks import Block, Item, Paragraph, Table
from assistant.ingestion.readers.pdf.lines import Line

PARAGRAPH_GAP = 1.3
ALIGNED = 0.9
MIN_ALIGNED_ROWS = 3
MAX_CELL_CHARS = 60
BULLET = re.compile(r"^(?:[•●▪■◦‣∙·➔➢➤►▶✓✔❖\uf0b7\uf0a7\uf0d8]|[-–—o](?=\s))\s*(?:[➔➢►✓✔]\s*)?")
ORDINAL = re.compile(r"^(?:\d{1,2}\s*[°)]|\d{1,2}\.(?=\s)|[a-z]\))\s+")


def leading(pages: list[list[Line]]) -> float:
    """Return the usual distance between two lines of a document, as a multiple of the size of letters."""
    pairs = [pair for lines in pages for pair in pairwise(lines)]
    gaps = [(a.y - b.y) / a.size for a, b in pairs if 0 < a.y - b.y < 2.2 * a.size]
    return median(gaps) if gaps else 1.2


def line_blocks(lines: list[Line], page: int, usual: float) -> list[Block]:
    """Return the blocks of a run of lines without heading; `page` is 1-based, `usual` the document's leading."""
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        table, used = aligned_table(lines, index, page)
        if table:
            blocks.append(table)
            index += used
            continue
        count = 1
        while index + count < len(lines) and not _breaks(lines, index + count, usual):
            count += 1
        blocks.append(_text_block([ln.text for ln in lines[index : index + count]], page))
        index += count
    return blocks


def _breaks(lines: list[Line], index: int, usual: float) -> bool:
    """Whether a new block starts at `lines[index]`."""
    upper, lower = lines[index - 1], lines[index]
    if BULLET.match(lower.text) or ORDINAL.match(lower.text):
        return True
    if aligned_table(lines, index, 0)[0]:
        return True
    gap = (upper.y - lower.y) / upper.size
    return gap > PARAGRAPH_GAP * usual


def _text_block(texts: list[str], page: int) -> Block:
    first = texts[0]
    bullet = BULLET.match(first)
    if bullet:
        return Item("\n".join([first[bullet.end() :], *texts[1:]]), page)
    if ORDINAL.match(first):
        return Item("\n".join(texts), page)
    return Paragraph("\n".join(texts), page)


def aligned_table(lines: list[Line], start: int, page: int) -> tuple[Table | None, int]:
    """Return a table without rules that starts at `lines[start]`, and how many lines it takes.

    At least three lines in a row must have the same number of short segments, starting at the same places.
    """
    first = lines[start]
    if len(first.segments) < 2:
        return None, 0
    rows: list[list[str]] = []
    used = 0
    for line in lines[start:]:
        if _same_columns(first, line):
            rows.append([text for _, _, text in line.segments])
        elif rows and (column := _continues(first, line)):
            rows[-1][column] += " " + line.text
        else:
            break
        used += 1
    short = all(len(cell) <= 2 * MAX_CELL_CHARS for row in rows for cell in row)
    if len(rows) < MIN_ALIGNED_ROWS or not short:
        return None, 0
    body = tuple(tuple(row) for row in rows)
    return Table(body[0], body[1:], (page,) * (len(body) - 1)), used


def _same_columns(first: Line, line: Line) -> bool:
    if len(first.segments) != len(line.segments):
        return False
    pairs = zip(first.segments, line.segments, strict=True)
    return all(_aligned(a, b, first.size) for a, b in pairs)


def _aligned(a: tuple[float, float, str], b: tuple[float, float, str], size: float) -> bool:
    slack = ALIGNED * size
    return abs(a[0] - b[0]) < slack or abs(a[1] - b[1]) < slack or abs(sum(a[:2]) - sum(b[:2])) < 2 * slack


def _continues(first: Line, line: Line) -> int | None:
    """Column (never the first) that a line of one segment continues."""
    if len(line.segments) != 1:
        return None
    starts = [abs(s[0] - line.x0) for s in first.segments]
    best = min(range(len(starts)), key=lambda i: starts[i])
    return best if best > 0 and starts[best] < ALIGNED * first.size else None
