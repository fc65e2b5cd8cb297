"""Where things lie in the index folder, and the pointer that says which generation answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError

from assistant.domain.corpus import Frozen
from assistant.index.errors import IndexCorruptError

POINTER = "CURRENT"
LOCK = "index.lock"
PREFIX = "gen-"

RECORDS = "documents.jsonl"
VECTORS = "vectors.npy"
CHROMA = "chroma"
WORDS = "bm25"
MANIFEST = "manifest.json"
IN_USE = "in-use"


class Pointer(Frozen):
    """The generation in service and the one kept to go back to."""

    current: str
    previous: str | None = None


def read_pointer(folder: Path) -> Pointer | None:
    """Return the pointer of an index folder, None when no index was ever put in service.

    Raises `IndexCorruptError` when the file is there but makes no sense.
    """
    try:
        raw = (folder / POINTER).read_bytes()
    except FileNotFoundError:
        return None
    try:
        return Pointer.model_validate_json(raw)
    except ValidationError as error:
        raise IndexCorruptError(
            f"Le fichier « {folder / POINTER} » est illisible. Réparez l'index avec « aesh index »."
        ) from error


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Put `pointer` in service in one step: a reader sees the old or the new, a crash leaves one of the two."""
    temporary = folder / f"{POINTER}.tmp"
    write_durably(temporary, pointer)
    temporary.replace(folder / POINTER)
    sync(folder)


def pointer_stamp(folder: Path) -> tuple[int, int] | None:
    """Return what changes when the pointer is replaced, for the price of a stat; None when there is no pointer."""
    try:
        stat = (folder / POINTER).stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns


def write_durably(file: Path, record: BaseModel) -> None:
    """Write a record as JSON and force it to the disk."""
    file.write_text(record.model_dump_json(indent=1), "utf-8")
    sync(file)


def sync(path: Path) -> None:
    """Force a file or the entries of a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Force a whole folder to the disk."""
    for path in (*folder.rglob("*"), folder):
        sync(path)


def generations(folder: Path) -> Iterator[Path]:
    """Yield every generation folder, whole or half-built, oldest first."""
    yield from sorted(path for path in folder.glob(f"{PREFIX}*") if path.is_dir())
