"""From a section to chunks: whole lines, never cut inside a list item or a table row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil

from assistant.domain.corpus import Chunk, Section, SourceInfo
from assistant.ingestion.sections import Line, SectionDraft

CHUNKING_VERSION = "1"
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+(?=[A-ZÀÂÉÈÊÎÔÛÇŒ«\"'(0-9-])")

Counter = Callable[[str], int]


def chunking_identity(target: int, limit: int) -> str:
    """Return what names a way of cutting; an index made in another way is rebuilt."""
    return f"v{CHUNKING_VERSION}-{target}-{limit}"


def preamble(source: SourceInfo, path: tuple[str, ...]) -> str:
    """Return what stands at the head of an embedded text: title, nature, date, and the chain of headings."""
    about = " · ".join(part for part in (source.title, str(source.nature), source.date) if part)
    return f"{about}\n{' > '.join(path)}".strip()


class Chunker:
    """Cuts sections into chunks of about `target` tokens, `limit` at most, as `count` counts them."""

    def __init__(self, count: Counter, target: int, limit: int) -> None:
        self._count = count
        self._target = target
        self._limit = limit

    def chunks(self, draft: SectionDraft, section: Section, source: SourceInfo) -> Iterator[Chunk]:
        """Yield the chunks of one section, in order; ids are the section's with a number."""
        if draft.hollow:
            return
        head = preamble(source, draft.path)
        for number, lines in enumerate(self._groups(draft.lines)):
            text = "\n".join(line.text for line in lines)
            page = next((line.page for line in lines if line.page is not None), section.page)
            yield Chunk(
                chunk_id=f"{section.section_id}.{number}",
                section_id=section.section_id,
                source_id=source.source_id,
                text=text,
                embedded_text=f"{head}\n{_spoken(lines)}",
                page=page,
            )

    def _groups(self, lines: list[Line]) -> list[list[Line]]:
        pieces = [piece for line in lines for piece in self._fitting(line)]
        sizes = [self._size(piece) for piece in pieces]
        total = sum(sizes)
        if total <= self._limit:
            return [pieces]
        share = total / ceil(total / self._target)
        return self._share_out(pieces, sizes, share)

    def _size(self, piece: Line) -> int:
        """Tokens of a line as shown or as embedded, whichever is more: a row is embedded with its header."""
        spoken = self._count(row_with_header(piece.text, piece.header)) if piece.header else 0
        return max(spoken, self._count(piece.text))

    def _share_out(self, pieces: list[Line], sizes: list[int], share: float) -> list[list[Line]]:
        """Fill groups of about `share` tokens; a group that starts inside a table takes the table's header along."""
        groups: list[list[Line]] = []
        held = 0
        for piece, size in zip(pieces, sizes, strict=True):
            full = held + size > self._limit or (held >= share * 0.75 and held + size > share * 1.15)
            if groups and not full:
                groups[-1].append(piece)
                held += size
                continue
            groups.append([piece])
            held = size
            if piece.header:
                groups[-1].insert(0, Line(piece.header, piece.page, is_header=True))
                held += self._count(piece.header)
        return _without_lone_lead_in(groups)

    def _fitting(self, line: Line) -> list[Line]:
        """Return `line`, or its sentences grouped when it alone is longer than a chunk."""
        if self._count(line.text) <= self._limit:
            return [line]
        pieces: list[str] = []
        for sentence in _SENTENCE_END.split(line.text):
            if pieces and self._count(f"{pieces[-1]} {sentence}") <= self._target:
                pieces[-1] = f"{pieces[-1]} {sentence}"
            else:
                pieces.extend(self._words(sentence))
        return [replace(line, text=piece) for piece in pieces]

    def _words(self, sentence: str) -> list[str]:
        if self._count(sentence) <= self._limit:
            return [sentence]
        words = sentence.split(" ")
        half = len(words) // 2
        if not half:
            return [sentence]
        return self._words(" ".join(words[:half])) + self._words(" ".join(words[half:]))


def _without_lone_lead_in(groups: list[list[Line]]) -> list[list[Line]]:
    """Move a line that announces a list (« … : ») to the chunk that holds the list."""
    for group, after in pairwise(groups):
        if len(group) > 1 and group[-1].text.endswith(":"):
            after.insert(0, group.pop())
    return groups


def _spoken(lines: list[Line]) -> str:
    """Text to embed: a table row is read with its header (« Échelon : 5 ; Indice : 395 »)."""
    return "\n".join(row_with_header(line.text, line.header) if line.header else line.text for line in lines)


def row_with_header(row: str, header: str) -> str:
    """Return a tab-separated row as « header : value ; … »; cells without a header stay bare."""
    names = header.split("\t")
    pairs = [(names[i].strip() if i < len(names) else "", cell.strip()) for i, cell in enumerate(row.split("\t"))]
    return " ; ".join(f"{name} : {cell}" if name else cell for name, cell in pairs if cell)
