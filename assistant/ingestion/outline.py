"""Putting headings at their place: numbers and the table of contents mend the levels that layout lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain.text import fold
from assistant.ingestion.blocks import Block, Heading, Item, Paragraph
from assistant.ingestion.cleaning import is_navigation

_NUMBER = re.compile(r"^(?:article\s+|art\.\s*)?(\d{1,2}(?:\.\d{1,2}){0,4})[.)°]?\s+(?=\D)", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
MIN_TOC_SHARE = 0.5


def heading_number(title: str) -> tuple[int, ...]:
    """Return the number a title starts with (« 6.1 La démission » gives (6, 1)), or ()."""
    match = _NUMBER.match(title)
    return tuple(int(n) for n in match[1].split(".")) if match else ()


@dataclass
class _Place:
    title: str
    level: int
    number: tuple[int, ...]


def mend_levels(blocks: Sequence[Block], toc: Sequence[str] = ()) -> list[Block]:
    """Return the blocks with headings at levels that agree with their numbers, chapters missing from the text added.

    « 2 … » after « 1 … » stands at its level, « 6.1 … » under « 6 … ». A title of the table of contents that the text
    does not bear is put back before the next title that it does (layouts often draw chapter titles as pictures).
    """
    restored = _restore_chapters(list(blocks), toc)
    levels = _toc_levels(toc) if restored.matched else {}
    mended: list[Block] = []
    chapter: list[_Place] = []
    for block in restored.blocks:
        if isinstance(block, Heading):
            place = _place(block, chapter, levels)
            del chapter[_first_not_above(chapter, place) :]
            chapter.append(place)
            mended.append(replace(block, level=place.level))
        else:
            mended.append(block)
    return mended


@dataclass
class _Restored:
    blocks: list[Block]
    matched: bool


def _restore_chapters(blocks: list[Block], toc: Sequence[str]) -> _Restored:
    keys = [_key(title) for title in toc]
    headings = [(i, _key(b.text)) for i, b in enumerate(blocks) if isinstance(b, Heading)]
    found: dict[int, int] = {}
    position = 0
    for index, key in headings:
        if key in keys[position:]:
            place = keys.index(key, position)
            found[place] = index
            position = place + 1
    if not toc or len(found) < MIN_TOC_SHARE * len(toc):
        return _Restored(blocks, False)
    for place in sorted((p for p in range(len(toc)) if p not in found), reverse=True):
        following = next((found[p] for p in range(place + 1, len(toc)) if p in found), None)
        numbered_next = place + 1 < len(toc) and heading_number(toc[place + 1])[:1] == (1,)
        if following is not None and numbered_next and not heading_number(toc[place]):
            page = getattr(blocks[following], "page", None)
            blocks.insert(following, Heading(toc[place], 1, page))
            found = {p: i + (i >= following) for p, i in found.items()}
    return _Restored(blocks, True)


def _toc_levels(toc: Sequence[str]) -> dict[str, int]:
    """Level of each title of the table of contents that bears no number: chapters are written in capitals."""
    return {_key(t): 1 for t in toc if not heading_number(t) and t == t.upper()}


def _key(title: str) -> str:
    return _NOT_LETTERS.sub("", fold(title))


def _place(heading: Heading, above: list[_Place], chapters: dict[str, int]) -> _Place:
    number = heading_number(heading.text)
    level = heading.level
    if _key(heading.text) in chapters:
        level = chapters[_key(heading.text)]
    elif number:
        level = _numbered_level(number, level, above)
    elif chapters and above:
        level = max(level, above[0].level + 1)
    return _Place(heading.text, level, number)


def _numbered_level(number: tuple[int, ...], level: int, above: list[_Place]) -> int:
    for place in reversed(above):
        if len(place.number) == len(number) and place.number[:-1] == number[:-1] and place.number < number:
            return place.level
        if place.number and place.number == number[: len(place.number)] and len(place.number) < len(number):
            return place.level + len(number) - len(place.number)
    root = next((p for p in reversed(above) if not p.number), None)
    return max(level, root.level + len(number)) if root and above[0] is root else level


def _first_not_above(chapter: list[_Place], place: _Place) -> int:
    return next((i for i, p in enumerate(chapter) if p.level >= place.level), len(chapter))


def drop_navigation(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without the heading of a table of contents that holds nothing any more."""
    kept: list[Block] = []
    following: list[Block | None] = [*blocks[1:], None]
    for block, after in zip(blocks, following[: len(blocks)], strict=True):
        hollow = after is None or isinstance(after, Heading)
        if isinstance(block, Heading) and is_navigation(block.text) and hollow:
            continue
        kept.append(block)
    return kept


_CONJUGATED = frozenset(
    "est sont doit doivent peut peuvent permet a ont avez devez faut fait font sera seront etait vont va".split()
)
MAX_TITLE_WORDS = 8
MAX_TITLE_CHARS = 70
MIN_BLOCKS = 8


def infer_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with short standing-alone lines made headings, in a document that bears (almost) none."""
    borne = sum(isinstance(b, Heading) for b in blocks)
    if borne > 1 or len(blocks) < MIN_BLOCKS:
        return list(blocks)
    following: list[Block | None] = [*blocks[1:], None]
    return [_titled(block, after, borne + 1) for block, after in zip(blocks, following, strict=True)]


def _titled(block: Block, after: Block | None, level: int) -> Block:
    if not isinstance(block, Paragraph) or after is None or isinstance(after, Heading):
        return block
    text, words = block.text, block.text.casefold().split()
    short = len(words) <= MAX_TITLE_WORDS and len(text) <= MAX_TITLE_CHARS and text[0].isupper()
    like_text = text.endswith((",", ";", "?", "!", "…")) or bool(_CONJUGATED & set(words))
    announces = text.endswith(":") and not isinstance(after, Item)
    return Heading(text.rstrip(" :"), level, block.page) if short and not like_text and not announces else block
