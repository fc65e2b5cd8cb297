"""What a reader gives: the document as a flow of headings, paragraphs, list items and tables."""

from __future__ import annotations

from dataclasses import dataclass, field


class UnreadableFileError(ValueError):
    """A file that cannot be ingested. The message is French and says what to do."""


@dataclass(frozen=True)
class Heading:
    """A title; `level` is 1 for the highest. `page` is the 1-based physical page, None where there are none."""

    text: str
    level: int
    page: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, on one line."""

    text: str
    page: int | None = None


@dataclass(frozen=True)
class Item:
    """A list item, on one line, without its bullet; `depth` is 0 for the outer list."""

    text: str
    page: int | None = None
    depth: int = 0


@dataclass(frozen=True)
class Table:
    """A table: rows of cells, each cell on one line. `header` is the row of column names, empty when there is none.

    `pages` holds the page of each row (None where there are no pages).
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    pages: tuple[int | None, ...]


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True)
class ParsedDocument:
    """A document as read: its blocks in reading order, and what a report should say of it.

    `page_labels` gives the printed number of each physical page (empty where there are no pages); `toc` the entries
    of a table of contents that was dropped, in order; `warnings` what the user should look at, in French.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    pages: int | None = None
    page_labels: tuple[str, ...] = ()
    empty_pages: tuple[int, ...] = ()
    toc: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())
