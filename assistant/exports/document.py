"""The document that every writer receives: a title and blocks of plain text, in reading order.

Texts are plain: no markup is read in them, a line feed is a line break, and marks « [1] » stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from assistant.rules.core.french import MOIS, NBSP, FrenchValueError

ParagraphKind = Literal["normal", "note", "quote", "right"]
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MONTH = "|".join(MOIS)
_NO_BREAK = re.compile(rf" (?=[:;!?»%€])|(?<=«) |(?<=n°) |(?:(?<=\d)|(?<=1er)) (?=(?:{_MONTH})\b)")
_FILE_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Heading:
    """A heading below the title; level 1 is the highest, 3 the lowest."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: ordinary, a note (smaller), a quotation (set in), or on the right (place and date of a letter)."""

    text: str
    kind: ParagraphKind = "normal"


@dataclass(frozen=True)
class Items:
    """A list with bullets, or with numbers from 1 when `ordered`."""

    lines: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its header row; every row has as many cells as the header (`ValueError` otherwise)."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("a row of the table does not have as many cells as its header")


@dataclass(frozen=True)
class Source:
    """A numbered source: the mark `n`, its title, where in it (section, page, date), the passage, the address."""

    n: int
    title: str
    where: str = ""
    quote: str = ""
    url: str = ""


Block: TypeAlias = Heading | Paragraph | Items | Table | Source


@dataclass(frozen=True)
class Document:
    """A whole document in French. `title` heads it and names it in the metadata, as `subject` says what it is."""

    title: str
    blocks: tuple[Block, ...]
    subject: str = ""
    language: str = "fr-FR"
    author: str = "Assistant AESH"

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise FrenchValueError("Ce document n'a pas de titre : donnez-lui en un.")


def clean(text: str) -> str:
    """Return `text` without the control characters that no file format takes; line ends are made line feeds."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def typeset(text: str) -> str:
    """Return the clean text with no-break spaces where a French line must not end (« 15 mars », « n° 86 », « ; »)."""
    return _NO_BREAK.sub(NBSP, clean(text))


def source_head(source: Source) -> str:
    """Return the first line of a source: « [1] Title — section, page »."""
    return f"[{source.n}] {source.title}" + (f" — {source.where}" if source.where else "")


def file_name(title: str, extension: str) -> str:
    """Return a file name for `title` in plain ASCII (« preparation-entretien.docx »)."""
    from assistant.domain.text import fold

    stem = _FILE_NAME.sub("-", fold(title.replace("œ", "oe").replace("Œ", "oe"))).strip("-")[:80].strip("-")
    return f"{stem or 'document'}.{extension}"
