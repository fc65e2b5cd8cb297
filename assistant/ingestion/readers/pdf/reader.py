"""Reading a PDF: text, headings, lists and tables, page by page, with the printed page numbers."""

from __future__ import annotations

from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from assistant.ingestion.blocks import Block, Heading, ParsedDocument, Table, UnreadableFileError
from assistant.ingestion.readers.pdf.content import Run, page_rules, page_runs
from assistant.ingestion.readers.pdf.contents import split_contents
from assistant.ingestion.readers.pdf.furniture import printed_labels, running_shapes, split_running
from assistant.ingestion.readers.pdf.headings import HeadingFinder, read_outline
from assistant.ingestion.readers.pdf.lines import Line, page_lines
from assistant.ingestion.readers.pdf.paragraphs import leading, line_blocks
from assistant.ingestion.readers.pdf.tables import RuledTable, ruled_tables

SCANNED = (
    "aucun texte : c'est sans doute un document numérisé. "
    "Passez-le dans un logiciel de reconnaissance de caractères (OCR), puis remettez-le dans le dossier."
)
ENCRYPTED = "document protégé par un mot de passe : enregistrez-en une copie sans protection."
TRUNCATED = "document abîmé ou incomplet : téléchargez-le à nouveau, ou réenregistrez-le en PDF."


def read_pdf(path: Path, max_pages: int) -> ParsedDocument:
    """Read the PDF at `path`.

    Raises `UnreadableFileError` (French, says what to do) for an encrypted, damaged or scanned file, or one of more
    than `max_pages` pages.
    """
    try:
        reader = _open(path, max_pages)
        pages = [_Page(page) for page in reader.pages]
        return _assemble(reader, pages)
    except UnreadableFileError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        raise UnreadableFileError(TRUNCATED) from error


def _open(path: Path, max_pages: int) -> PdfReader:
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFileError(ENCRYPTED)
    count = len(reader.pages)
    if not count:
        raise UnreadableFileError(TRUNCATED)
    if count > max_pages:
        raise UnreadableFileError(
            f"{count} pages, la limite est de {max_pages} : découpez le document ou augmentez AESH_MAX_PAGES."
        )
    return reader


class _Page:
    """One page taken apart: its tables, and the lines of the rest."""

    def __init__(self, page: PageObject) -> None:
        runs: list[Run] = page_runs(page)
        self.empty = not runs
        self.lines, self.contents = split_contents(page_lines(runs))
        self.tables: list[RuledTable] = []
        if not self.contents:
            self.tables, rest = ruled_tables(page_rules(page), runs)
            self.lines = page_lines(rest)
        self.running: list[Line] = []

    def drop_running(self, shapes: set[str]) -> None:
        self.lines, self.running = split_running(self.lines, shapes)


def _assemble(reader: PdfReader, pages: list[_Page]) -> ParsedDocument:
    if all(page.empty for page in pages):
        raise UnreadableFileError(SCANNED)
    shapes = running_shapes([page.lines for page in pages])
    for page in pages:
        page.drop_running(shapes)
    finder = HeadingFinder([page.lines for page in pages], read_outline(reader))
    usual = leading([page.lines for page in pages])
    blocks = [block for number, page in enumerate(pages) for block in _page_blocks(number, page, finder, usual)]
    empty = tuple(number for number, page in enumerate(pages, 1) if page.empty)
    return ParsedDocument(
        blocks=tuple(join_split_tables(blocks)),
        title=_title(reader),
        pages=len(pages),
        page_labels=_labels(reader, pages),
        empty_pages=empty,
        toc=tuple(title for page in pages for title in page.contents),
    )


def _page_blocks(number: int, page: _Page, finder: HeadingFinder, usual: float) -> list[Block]:
    """Blocks of one page (`number` is 0-based); a table comes after the lines that stand above it."""
    blocks: list[Block] = []
    tables = list(page.tables)
    pending: list[Line] = []

    def flush() -> None:
        blocks.extend(line_blocks(pending, number + 1, usual))
        pending.clear()

    index = 0
    while index < len(page.lines):
        line = page.lines[index]
        while tables and tables[0].top > line.y and _spans(tables[0], line):
            flush()
            blocks.append(_table(tables.pop(0), number + 1))
        found = finder.match(number, page.lines, index)
        if found:
            flush()
            blocks.append(Heading(found[0], found[1], number + 1))
            index += found[2]
        else:
            pending.append(line)
            index += 1
    flush()
    return blocks + [_table(table, number + 1) for table in tables]


def _spans(table: RuledTable, line: Line) -> bool:
    return table.xs[0] < line.x1 and line.x0 < table.xs[-1]


def _table(table: RuledTable, page: int) -> Table:
    return Table(table.rows[0], table.rows[1:], (page,) * (len(table.rows) - 1))


def join_split_tables(blocks: list[Block]) -> list[Block]:
    """Join a table with its continuation on the next page: same number of columns, header repeated or not."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Table) and isinstance(last, Table) and _follows(last, block):
            rows, pages = block.rows, block.pages
            if block.header != last.header:
                rows = (block.header, *rows)
                pages = (pages[0] if pages else None, *pages)
            joined[-1] = Table(last.header, last.rows + rows, last.pages + pages)
        else:
            joined.append(block)
    return joined


def _follows(last: Table, block: Table) -> bool:
    before = last.pages[-1] if last.pages else None
    after = block.pages[0] if block.pages else None
    return len(last.header) == len(block.header) and before is not None and after == before + 1


def _title(reader: PdfReader) -> str:
    metadata = reader.metadata
    return str(metadata.title).strip() if metadata and metadata.title else ""


def _labels(reader: PdfReader, pages: list[_Page]) -> tuple[str, ...]:
    declared = list(reader.page_labels)
    plain = [str(i) for i in range(1, len(pages) + 1)]
    if declared != plain and len(declared) == len(pages):
        return tuple(declared)
    printed = printed_labels([page.running for page in pages])
    return tuple(label or number for label, number in zip(printed, plain, strict=True))
