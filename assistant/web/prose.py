"""The text of an answer, cut in blocks and with its marks turned into links. Everything returned is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from assistant.web import texts
from assistant.web.french import typeset

_MARK = re.compile(r"\[(\d{1,3})\]")
_MARK_SPACE = re.compile(r" (?=\[\d{1,3}\])")
_BULLET = re.compile(r"^\s*[-–•*]\s+")
_BLANK = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Block:
    """A paragraph (one line of HTML) or a list (one line of HTML for each item)."""

    is_list: bool
    lines: tuple[Markup, ...]


def source_anchor(key: str, n: int) -> str:
    """Return the id of source `n` of the exchange `key`."""
    return f"{key}-source-{n}"


def link_marks(text: str, titles: Mapping[int, str], key: str) -> Markup:
    """Escape `text` and turn each « [n] » that has a citation (`titles`: n to title) into a link to its source.

    A number without a citation stays plain text: nothing is offered that could not be opened.
    A mark never begins a line.
    """
    text = _MARK_SPACE.sub("\u00a0", typeset(text))
    parts: list[Markup] = []
    end = 0
    for mark in _MARK.finditer(text):
        parts.append(escape(text[end : mark.start()]))
        parts.append(_mark_link(int(mark[1]), titles, key) or escape(mark[0]))
        end = mark.end()
    return Markup("").join([*parts, escape(text[end:])])


def _mark_link(n: int, titles: Mapping[int, str], key: str) -> Markup | None:
    if n not in titles:
        return None
    anchor = source_anchor(key, n)
    label = f"[{n}] {texts.SOURCE_MARK} : {titles[n]}"
    return Markup('<a class="mark-link" href="#{}" data-source="{}" aria-label="{}">[{}]</a>').format(
        anchor, anchor, label, n
    )


def blocks(text: str, titles: Mapping[int, str], key: str) -> list[Block]:
    """Cut `text` into paragraphs (separated by a blank line) and lists (lines that start with a dash or a bullet)."""
    found: list[Block] = []
    for paragraph in _BLANK.split(text.strip()):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        for is_list, group in groupby(lines, key=lambda line: bool(_BULLET.match(line))):
            items = tuple(link_marks(_BULLET.sub("", line), titles, key) for line in group)
            found.extend(_as_blocks(is_list, items))
    return found


def _as_blocks(is_list: bool, items: tuple[Markup, ...]) -> Iterable[Block]:
    if is_list:
        return [Block(True, items)]
    return [Block(False, (line,)) for line in items]
