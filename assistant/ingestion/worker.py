"""The child process that reads the files of others: it may run out of memory or time, or die, and nothing else does.

Run as `python -m assistant.ingestion.worker`: one line of JSON in for each file, one line of JSON out. The answer is
data, never code: what a hostile file could make of this process, it cannot make of the parent.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.ingestion.blocks import Block, Heading, Item, Paragraph, ParsedDocument, Table, UnreadableFileError

KINDS: dict[str, type[Block]] = {"h": Heading, "p": Paragraph, "i": Item, "t": Table}
NAMES = {kind: name for name, kind in KINDS.items()}
MEGABYTE = 1 << 20
LONGEST_BLOCK = 4000
CHARS_A_PAGE = 5000
TOO_MUCH_TEXT = (
    "{count} caractères de texte, la limite est de {limit} : découpez le document, ou augmentez AESH_MAX_PAGES."
)
TOO_DEEP = "document trop imbriqué pour être lu : enregistrez-le en PDF ou en texte."
NO_MEMORY = "document trop lourd à lire ({limit} Mo de mémoire ne suffisent pas) : allégez-le ou découpez-le."
ODD = "lecture impossible ({error}) : réenregistrez le document depuis son logiciel, ou convertissez-le en PDF."


def to_json(document: ParsedDocument) -> dict[str, Any]:
    """Return a document as JSON values."""
    blocks = [[NAMES[type(block)], asdict(block)] for block in document.blocks]
    return {**{k: v for k, v in vars(document).items() if k != "blocks"}, "blocks": blocks}


def from_json(values: dict[str, Any]) -> ParsedDocument:
    """Return what `to_json` was given. Raises `TypeError`, `KeyError` or `ValueError` for anything else."""
    return ParsedDocument(
        blocks=tuple(_block(kind, fields) for kind, fields in values["blocks"]),
        title=str(values["title"]),
        pages=None if values["pages"] is None else int(values["pages"]),
        page_labels=tuple(map(str, values["page_labels"])),
        empty_pages=tuple(map(int, values["empty_pages"])),
        toc=tuple(map(str, values["toc"])),
        warnings=tuple(map(str, values["warnings"])),
    )


def _block(kind: str, fields: dict[str, Any]) -> Block:
    if KINDS[kind] is Table:
        rows = tuple(tuple(map(str, row)) for row in fields["rows"])
        return Table(tuple(map(str, fields["header"])), rows, tuple(fields["pages"]))
    return KINDS[kind](**fields)


def read_bounded(path: Path, max_pages: int) -> ParsedDocument:
    """Read a file, its text bounded in all and in each block. Raises `UnreadableFileError`."""
    from assistant.ingestion.readers.factory import read_document

    document = read_document(path, max_pages)
    limit = max_pages * CHARS_A_PAGE
    count = sum(map(_size, document.blocks))
    if count > limit:
        raise UnreadableFileError(TOO_MUCH_TEXT.format(count=count, limit=limit))
    blocks = tuple(part for block in document.blocks for part in _parts(block))
    return ParsedDocument(**{**vars(document), "blocks": blocks})


def _size(block: Block) -> int:
    if isinstance(block, Table):
        return sum(len(cell) for row in (block.header, *block.rows) for cell in row)
    return len(block.text)


def _parts(block: Block) -> list[Block]:
    """Part a paragraph that no sentence ends for pages: what comes after counts on paragraphs of a human length."""
    if not isinstance(block, Paragraph) or len(block.text) <= LONGEST_BLOCK:
        return [block]
    parts: list[Block] = []
    rest = block.text
    while len(rest) > LONGEST_BLOCK:
        at = max(rest.rfind(sign, 0, LONGEST_BLOCK) for sign in (". ", "\n", " "))
        at = at + 1 if at > LONGEST_BLOCK // 2 else LONGEST_BLOCK
        parts.append(Paragraph(rest[:at].strip(), block.page))
        rest = rest[at:]
    return [*parts, Paragraph(rest.strip(), block.page)] if rest.strip() else parts


def answer_to(order: dict[str, Any]) -> dict[str, Any]:
    """Return what became of one file: `document`, or `refused` (French)."""
    seconds = int(order["seconds"])
    spent = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(spent.ru_utime + spent.ru_stime) + seconds + 1, resource.RLIM_INFINITY)
    )
    try:
        return {"document": to_json(read_bounded(Path(os.fsdecode(order["path"])), int(order["max_pages"])))}
    except UnreadableFileError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": NO_MEMORY.format(limit=order["memory_mb"]), "last": True}
    except RecursionError:
        return {"refused": TOO_DEEP, "last": True}
    except Exception as error:  # readers raise whatever the bytes make them raise
        return {"refused": ODD.format(error=type(error).__name__)}


def main() -> None:
    """Read the files named on the standard input until it ends."""
    logging.disable(logging.CRITICAL)
    memory = int(sys.argv[1]) * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What a library prints must not stand among the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for line in sys.stdin:
        answer = answer_to(json.loads(line))
        answers.write(json.dumps(answer, ensure_ascii=True) + "\n")
        answers.flush()
        if answer.get("last"):
            return


if __name__ == "__main__":
    main()
