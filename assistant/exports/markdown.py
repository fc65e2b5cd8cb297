"""A document as Markdown (CommonMark, with pipe tables)."""

from __future__ import annotations

import re
from functools import singledispatch

from assistant.exports.document import Document, Heading, Items, Paragraph, Source, Table, clean, source_head

_SPECIAL = re.compile(r"[\\`*_<>#|~&]|\[(?!\d{1,3}\])|(?<!\d)\]|!(?=\[)")
_LEADING = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))", re.MULTILINE)


def as_markdown(document: Document) -> str:
    """Return the document as Markdown. What looks like markup in its texts is escaped; marks « [1] » are kept."""
    parts = [f"# {_line(document.title)}", *(_block(block) for block in document.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


@singledispatch
def _block(block: object) -> str:
    raise TypeError(f"no Markdown for {type(block).__name__}")


@_block.register
def _(block: Heading) -> str:
    return f"{'#' * (block.level + 1)} {_line(block.text)}"


@_block.register
def _(block: Paragraph) -> str:
    text = _text(block.text)
    return "\n".join(f"> {line}" for line in text.split("\n")) if block.kind == "quote" else text


@_block.register
def _(block: Items) -> str:
    marks = [f"{rank}." if block.ordered else "-" for rank in range(1, len(block.lines) + 1)]
    return "\n".join(f"{mark} {_inner(line, len(mark) + 1)}" for mark, line in zip(marks, block.lines, strict=True))


@_block.register
def _(block: Table) -> str:
    rows = [block.header, tuple("---" for _ in block.header)]
    head = [" | ".join(_cell(cell) if cell != "---" else cell for cell in row) for row in rows]
    body = [" | ".join(map(_cell, row)) for row in block.rows]
    return "\n".join(f"| {line} |" for line in [*head, *body])


@_block.register
def _(block: Source) -> str:
    lines = [_text(source_head(block))]
    if block.quote:
        lines.append("\n".join(f"> {line}" for line in _text(block.quote).split("\n")))
    if block.url:
        lines.append(f"<{clean(block.url).replace(' ', '%20')}>")
    return "\n\n".join(lines)


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(lambda found: "\\" + found[0], clean(text).strip())
    return _LEADING.sub(_guard, escaped)


def _guard(found: re.Match[str]) -> str:
    """Keep a dash or a number that begins a line from opening a list."""
    mark = found[2]
    return f"{found[1]}{mark}\\" if mark.isdigit() else f"{found[1]}\\{mark}"


def _text(text: str) -> str:
    """Escape a text; a line feed becomes a hard break, an empty line a new paragraph."""
    lines = [line.strip() for line in _escape(text).split("\n")]
    return re.sub(r"\\\n(\\?\n)+", "\n\n", "\\\n".join(lines))


def _inner(text: str, indent: int) -> str:
    return _text(text).replace("\n", "\n" + " " * indent)


def _line(text: str) -> str:
    return _escape(" ".join(text.split()))


def _cell(text: str) -> str:
    return "<br>".join(_escape(line) for line in clean(text).split("\n"))
