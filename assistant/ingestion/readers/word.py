"""Word documents (DOCX) with python-docx: heading styles, lists and tables in their order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx

from assistant.ingestion.blocks import Block, Heading, Item, Paragraph, ParsedDocument, Table, UnreadableFileError

DAMAGED = "document Word abîmé ou incomplet : ouvrez-le dans un traitement de texte et réenregistrez-le en .docx."
_HEADING_STYLE = re.compile(r"^(?:heading|titre|überschrift)\s*(\d)?", re.IGNORECASE)
_LIST_STYLE = re.compile(r"^(?:list|liste|puce)", re.IGNORECASE)
_BOOKMARK = re.compile(r"\[bookmark: [^\]]*\]\s*")
MAX_BOLD_TITLE = 90
MOST_BYTES = 200 << 20
MOST_TEXT_BYTES = 30 << 20


def read_docx(path: Path) -> ParsedDocument:
    """Read the DOCX at `path`. Raises `UnreadableFileError` when it is damaged."""
    _check_size(path)
    try:
        document = docx.Document(str(path))
        content = list(document.iter_inner_content())
        styled = any(_style_level(p) for p in content if hasattr(p, "runs"))
        blocks = tuple(block for part in content for block in _blocks(part, styled))
        title = document.core_properties.title or next((b.text for b in blocks if isinstance(b, Heading)), "")
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # lxml, zlib and python-docx raise what the damaged bytes make them raise
        raise UnreadableFileError(DAMAGED) from error
    if not blocks:
        raise UnreadableFileError("aucun texte trouvé : vérifiez que le document n'est pas vide.")
    return ParsedDocument(blocks=blocks, title=title)


def _check_size(path: Path) -> None:
    """Refuse what would be enormous once uncompressed, before anything is."""
    try:
        with zipfile.ZipFile(path) as archive:
            whole = sum(part.file_size for part in archive.infolist())
            text = sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml"))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(DAMAGED) from error
    if whole > MOST_BYTES or text > MOST_TEXT_BYTES:
        raise UnreadableFileError(
            f"document Word de {whole >> 20} Mo une fois ouvert : allégez-le (images, historique) ou découpez-le."
        )


def _blocks(part: Any, styled: bool) -> Iterator[Block]:  # noqa: ANN401
    if not hasattr(part, "runs"):
        yield from _table(part)
        return
    text = _BOOKMARK.sub("", part.text).strip()
    if not text:
        return
    level = _style_level(part)
    if level:
        yield Heading(" ".join(text.split()), level)
    elif _is_list(part):
        yield Item(text)
    elif not styled and _bold_title(part, text):
        yield Heading(text, 1)
    else:
        yield Paragraph(text)


def _style_level(paragraph: Any) -> int:  # noqa: ANN401
    name = str(getattr(paragraph.style, "name", "") or "")
    if name == "Title":
        return 1
    match = _HEADING_STYLE.match(name)
    return int(match[1] or 1) if match else 0


def _is_list(paragraph: Any) -> bool:  # noqa: ANN401
    name = str(getattr(paragraph.style, "name", "") or "")
    properties = paragraph._p.pPr
    return bool(_LIST_STYLE.match(name)) or (properties is not None and properties.numPr is not None)


def _bold_title(paragraph: Any, text: str) -> bool:  # noqa: ANN401
    bold = all(run.bold for run in paragraph.runs if run.text.strip())
    return bold and len(text) <= MAX_BOLD_TITLE and not text.endswith((".", ";", ","))


def _table(table: Any) -> Iterator[Block]:  # noqa: ANN401
    rows = [tuple(" ".join(cell.text.split()) for cell in row.cells) for row in table.rows]
    rows = [row for row in rows if any(row)]
    if not rows:
        return
    width = max(map(len, rows))
    padded = tuple(row + ("",) * (width - len(row)) for row in rows)
    if width == 1:
        yield from (Paragraph(row[0]) for row in padded)
    elif len(padded) == 1:
        yield Table((), padded, (None,))
    else:
        yield Table(padded[0], padded[1:], (None,) * (len(padded) - 1))
