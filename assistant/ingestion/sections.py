"""From blocks to sections: a heading and all that stands under it, up to the next heading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.domain.text import BULLET, fold_spaces
from assistant.ingestion.blocks import Block, Heading, Item, ParsedDocument, Table
from assistant.ingestion.cleaning import clean
from assistant.ingestion.outline import drop_navigation, infer_headings, mend_levels


@dataclass(frozen=True)
class Line:
    """One line of a section: a paragraph, a list item (« - … ») or a table row (cells parted by tabs).

    `header` is the header line of the table a row belongs to, "" elsewhere; `page` the physical page.
    """

    text: str
    page: int | None = None
    header: str = ""
    is_header: bool = False


@dataclass
class SectionDraft:
    """A section being read; `path` is the chain of headings.

    A `hollow` section is a chapter without text of its own: it lists the titles below it and is never searched.
    """

    path: tuple[str, ...]
    page: int | None
    lines: list[Line] = field(default_factory=list)
    hollow: bool = False

    @property
    def text(self) -> str:
        """The whole section, one line per paragraph, item or row."""
        return "\n".join(line.text for line in self.lines)


def section_drafts(document: ParsedDocument) -> list[SectionDraft]:
    """Return the sections of `document`, in order, one per heading that has text or headings under it."""
    blocks = mend_levels(infer_headings(clean(document.blocks)), document.toc)
    drafts: list[SectionDraft] = []
    current = SectionDraft((), 1 if document.pages else None)
    stack: list[tuple[int, str]] = []
    for block in drop_navigation(blocks):
        if isinstance(block, Heading):
            drafts.append(current)
            stack = [(level, title) for level, title in stack if level < block.level]
            stack.append((block.level, fold_spaces(block.text).rstrip(" :")))
            current = SectionDraft(tuple(title for _, title in stack), block.page)
        else:
            current.lines += _lines(block)
    drafts.append(current)
    return [draft for draft in (_with_titles_below(d, drafts) for d in drafts) if draft.lines]


def _with_titles_below(draft: SectionDraft, drafts: Sequence[SectionDraft]) -> SectionDraft:
    if draft.lines or not draft.path:
        return draft
    depth = len(draft.path)
    below = dict.fromkeys(d.path[depth] for d in drafts if len(d.path) > depth and d.path[:depth] == draft.path)
    return SectionDraft(draft.path, draft.page, [Line(title, draft.page) for title in below], hollow=True)


def _lines(block: Block) -> Iterable[Line]:
    if isinstance(block, Item):
        return [Line(BULLET + block.text, block.page)]
    if not isinstance(block, Table):
        return [Line(block.text, block.page)]
    header = _row(block.header) if any(block.header) else ""
    first = block.pages[0] if block.pages else None
    head = [Line(header, first, "", True)] if header else []
    rows = zip(block.rows, block.pages, strict=True)
    return head + [Line(_row(row), page, header) for row, page in rows]


def _row(cells: Sequence[str]) -> str:
    return "\t".join(cells).rstrip("\t")


def section_id(source_id: str, path: Sequence[str], text: str) -> str:
    """Return an id that stays the same as long as the section's title and text do."""
    digest = hashlib.sha256("\x1f".join([source_id, *path, text]).encode()).hexdigest()
    return f"{source_id}#{digest[:12]}"
