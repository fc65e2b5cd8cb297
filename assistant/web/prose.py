"""The blocks of an answer as HTML: paragraphs and lists, each sentence with links to its sources. All is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from assistant.domain.answer import Block, Sentence
from assistant.web import texts
from assistant.web.french import typeset


@dataclass(frozen=True)
class Prose:
    """A paragraph (one line of HTML) or a list (a line for each item), of a `kind` of block.

    `title` heads the first piece of a folded block, "" for the others.
    """

    kind: str
    is_list: bool
    lines: tuple[Markup, ...]
    title: str = ""


def source_anchor(key: str, n: int) -> str:
    """Return the id of source `n` of the exchange `key`."""
    return f"{key}-source-{n}"


def show_blocks(blocks: Sequence[Block], titles: Mapping[int, str], key: str) -> list[Prose]:
    """Return the pieces of `blocks` in order; `titles` gives the title of each citation by its number."""
    return [piece for block in blocks for piece in _pieces(block, titles, key)]


def _pieces(block: Block, titles: Mapping[int, str], key: str) -> Iterator[Prose]:
    title = block.title if block.folded else ""
    for is_list, group in groupby(block.sentences, key=lambda sentence: sentence.item):
        sentences = list(group)
        lines = tuple(_line([s], titles, key) for s in sentences) if is_list else (_line(sentences, titles, key),)
        yield Prose(block.kind.value, is_list, lines, title)
        title = ""


def _line(sentences: Sequence[Sentence], titles: Mapping[int, str], key: str) -> Markup:
    """Sentences one after the other; a mark comes once after the last of those that share it, and begins no line."""
    parts: list[Markup] = []
    for n, sentence in enumerate(sentences):
        after = sentences[n + 1] if n + 1 < len(sentences) else None
        marks = () if after and after.cites == sentence.cites else sentence.cites
        links = [_mark_link(cited, titles, key) for cited in marks if cited in titles]
        parts.append(Markup("\u00a0").join([escape(typeset(sentence.text)), *links]))
    return Markup(" ").join(parts)


def _mark_link(n: int, titles: Mapping[int, str], key: str) -> Markup:
    anchor = source_anchor(key, n)
    label = f"[{n}] {texts.SOURCE_MARK} : {titles[n]}"
    return Markup('<a class="mark-link" href="#{}" data-source="{}" aria-label="{}">[{}]</a>').format(
        anchor, anchor, label, n
    )
