"""Mending text after reading: hyphenated words, broken lines, navigation links, sentences cut by a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.domain.text import fold, fold_spaces
from assistant.ingestion.blocks import Block, Heading, Item, Paragraph, Table

_NAVIGATION = re.compile(
    r"^\W*(?:retour (?:au |en )?(?:sommaire|haut(?: de (?:la )?page)?|debut)|haut de page|sommaire|table des matieres"
    r"|liste des matieres)\W*$"
)
_HYPHEN_END = re.compile(r"(?<!\w)(\w[\w’'·-]{0,100})[-\u2010\u2011]$")
_FIRST_WORD = re.compile(r"^(\w+)")
_WORD = re.compile(r"\w[\w-]*\w|\w")
_ENDS_SENTENCE = re.compile(r"[.!?…:;»\")]$")
END_CHARS = 300
"""Signs at the end of a text that tell how it goes on; no more is looked at, however long the text."""
LONGEST_JOINED = 20_000
# Prefixes and words that keep their hyphen in French when a line breaks after it.
_KEEPS_HYPHEN = frozenset(
    "auto demi semi mi non ex sous vice contre avant apres arriere peut est celui celle ceux celles lui elle eux "
    "nous vous moi toi soi ci la grand grande rendez porte chef multi inter intra mini micro quasi socio psycho "
    "quatre vingt trente quarante cinquante soixante dix cent".split()
)


def is_navigation(text: str) -> bool:
    """Whether `text` is only a link of the layout (« Retour sommaire ») and says nothing."""
    return bool(_NAVIGATION.match(fold(text)))


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words of `texts`, compound words whole, those cut at a line's end left out."""
    words: set[str] = set()
    for text in texts:
        for line in text.split("\n"):
            words.update(_WORD.findall(fold(_HYPHEN_END.sub("", line))))
    return frozenset(words)


def join_lines(text: str, words: frozenset[str] = frozenset()) -> str:
    """Return `text` on one line; a word cut by a hyphen at a line's end is made whole.

    The hyphen stays in compound words: those whose hyphenated form is in `words` (the document's own), those that
    begin with a usual prefix, numbers, and addresses of the web.
    """
    lines = [fold_spaces(line) for line in re.sub("\u00ad\n?", "", text).split("\n")]
    parts: list[str] = []
    for line in (ln for ln in lines if ln):
        if parts:
            dropped, between = _joint(parts[-1], line, words)
            parts[-1] = parts[-1][: len(parts[-1]) - dropped]
            # The end of what precedes may lie in several short lines: what is looked at stays in one piece.
            if len(parts[-1]) < END_CHARS:
                parts[-1] += between + line
            else:
                parts.append(between + line)
        else:
            parts.append(line)
    return "".join(parts)


def _append(before: str, line: str, words: frozenset[str]) -> str:
    dropped, between = _joint(before, line, words)
    return before[: len(before) - dropped] + between + line


def _joint(before: str, line: str, words: frozenset[str]) -> tuple[int, str]:
    """Return how two lines join: the number of signs that the first loses at its end, and what comes between."""
    end = before[-END_CHARS:]
    if "://" in end.rsplit(" ", 1)[-1] and not line[0].isupper() and end.endswith(("-", "/", "_", ".", "=")):
        return 0, ""
    cut, first = _HYPHEN_END.search(end), _FIRST_WORD.match(line)
    if not cut or not first:
        return 0, " "
    if not first[1][0].islower():
        return (0, "") if first[1][0].isdigit() or first[1][0].isupper() else (0, " ")
    left, right = fold(cut[1]).rsplit("-", 1)[-1], fold(first[1])
    whole, hyphenated = left + right, f"{left}-{right}"
    keep = hyphenated in words or left in _KEEPS_HYPHEN or "-" in cut[1] or "·" in cut[1] or left.isdigit()
    return (0, "") if keep and whole not in words else (1, "")


def clean(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with one line per paragraph, item and cell, without navigation or empty blocks."""
    listed = list(blocks)
    words = vocabulary(b.text for b in listed if not isinstance(b, Table))
    cleaned: list[Block] = []
    for block in listed:
        mended = _mend(block, words)
        if mended is None:
            continue
        last = cleaned[-1] if cleaned else None
        if isinstance(mended, Paragraph) and isinstance(last, Paragraph | Item) and _goes_on(last.text, mended.text):
            cleaned[-1] = replace(last, text=_append(last.text, mended.text, words))
        else:
            cleaned.append(mended)
    return cleaned


def _mend(block: Block, words: frozenset[str]) -> Block | None:
    if isinstance(block, Table):
        joined = [tuple(join_lines(cell, words) for cell in row) for row in block.rows]
        rows = list(zip(joined, block.pages, strict=True))
        kept = [(row, page) for row, page in rows if any(row)]
        header = tuple(join_lines(c, words) for c in block.header)
        return Table(header, tuple(r for r, _ in kept), tuple(p for _, p in kept)) if kept or any(header) else None
    text = join_lines(block.text, words)
    if not text or (is_navigation(text) and not isinstance(block, Heading)):
        return None
    return replace(block, text=text)


def _goes_on(before: str, after: str) -> bool:
    return len(before) < LONGEST_JOINED and not _ENDS_SENTENCE.search(before[-1:]) and after[:1].islower()
