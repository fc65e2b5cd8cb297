"""Plain text: paragraphs, lists, tab-separated tables and titles told by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.ingestion.blocks import Block, Heading, Item, Paragraph, ParsedDocument, Table

MAX_TITLE = 90
BULLET = re.compile(r"^\s*(?:[•●▪■◦‣·➔➢➤►▶✓✔❖\uf0b7]|[-–—*]\s?(?=\w|«|\"))\s*")
ORDINAL = re.compile(r"^\s*(?:\d{1,2}\s*[°)]|[a-z]\))\s+")
SETEXT = re.compile(r"^\s*(?:={3,}|-{3,}|_{3,}|\*{3,})\s*$")
FILLER = re.compile(r"^\W{1,5}$")


def read_text(text: str) -> ParsedDocument:
    """Read plain text; blank lines part paragraphs, lines with tabs are table rows."""
    blocks = list(_blocks(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")))
    title = next((b.text for b in blocks if isinstance(b, Heading)), "")
    return ParsedDocument(blocks=tuple(blocks), title=title)


def _blocks(text: str) -> Iterator[Block]:
    groups = [g.split("\n") for g in re.split(r"\n[ \u00a0]*\n", text)]
    groups = [[ln for ln in g if ln.strip() and not FILLER.match(ln.strip())] for g in groups]
    for group in (g for g in groups if g):
        if len(group) == 1 and _title_alone(group[0]):
            yield Heading(group[0].strip(), 1)
        else:
            yield from text_blocks(group)


def _title_alone(line: str) -> bool:
    text = line.strip()
    shaped = len(text) <= MAX_TITLE and not text.endswith((".", ",", ";", ":", "…", "!")) and "\t" not in text
    return shaped and text[0].isupper() and not BULLET.match(line) and not SETEXT.match(line)


def _title_above(line: str, after: str) -> bool:
    """A short line right above a list is its title (« AVS-AESH/Famille » above bullets)."""
    title_like = _title_alone(line) or (len(line.strip()) <= MAX_TITLE and line.strip().endswith(":"))
    return title_like and bool(BULLET.match(after)) and len(line.split()) <= 8


def text_blocks(lines: list[str]) -> Iterator[Block]:
    """Yield the blocks of consecutive lines: titles above lists, items, tables, paragraphs."""
    pending: list[str] = []
    item = False
    index = 0
    each_is_one = _every_line_is_one(lines)
    while index < len(lines):
        line = lines[index]
        rows = tab_rows(lines, index)
        title = index + 1 < len(lines) and not pending and _title_above(line, lines[index + 1])
        starts = bool(BULLET.match(line) or ORDINAL.match(line)) or each_is_one
        if (rows or title or starts) and pending:
            yield _flush(pending, item)
            pending, item = [], False
        if rows:
            yield table_of(rows)
            index += len(rows)
            continue
        if title:
            yield Heading(line.strip().rstrip(":").strip(), 2)
        elif not SETEXT.match(line):
            item = item or bool(BULLET.match(line))
            pending.append(BULLET.sub("", line).strip())
        index += 1
    if pending:
        yield _flush(pending, item)


def _every_line_is_one(lines: list[str]) -> bool:
    """Whether each line is a paragraph of its own: a file without wrapping, where many lines are long."""
    return sum(len(ln) > 130 for ln in lines) >= max(1, len(lines) // 5)


def _flush(lines: list[str], item: bool) -> Block:
    text = "\n".join(lines)
    return Item(text) if item else Paragraph(text)


def tab_rows(lines: Sequence[str], start: int = 0) -> list[tuple[str, ...]]:
    """Return the rows of the table that starts at a line: lines holding several cells parted by tabs."""
    rows: list[tuple[str, ...]] = []
    for number in range(start, len(lines)):
        line = lines[number]
        cells = tuple(cell.strip() for cell in line.rstrip("\t ").split("\t"))
        if len(cells) < 2 or sum(map(bool, cells)) < 2:
            break
        rows.append(cells)
    return rows


def table_of(rows: list[tuple[str, ...]]) -> Table:
    """Return the table of `rows`; the first one is the header when it says what the columns hold."""
    width = max(map(len, rows))
    padded = [row + ("",) * (width - len(row)) for row in rows]
    header = padded[0] if len(padded) > 1 and not _has_figures(padded[0]) else ()
    body = padded[1:] if header else padded
    return Table(header, tuple(body), (None,) * len(body))


def _has_figures(row: tuple[str, ...]) -> bool:
    return any(re.fullmatch(r"[\d\s.,%€+/-]+", cell) or re.search(r"\d{2}(?:[ .-]?\d{2}){3,}", cell) for cell in row)
