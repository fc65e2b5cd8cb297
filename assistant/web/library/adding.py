"""Adding a guide: checked, put in the guides folder, indexed at once; whatever fails leaves everything as it was."""

from __future__ import annotations

import fcntl
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from assistant.embedding.base import Embedder
from assistant.index.errors import IndexStoreError
from assistant.ingestion.blocks import UnreadableFileError
from assistant.ingestion.isolated import Limits, read_isolated
from assistant.ingestion.metadata import slug
from assistant.ingestion.pipeline import DocumentsLostError, Ingestion
from assistant.ingestion.readers.factory import FORMATS, READABLE
from assistant.ingestion.report import FileReport, Outcome
from assistant.settings import Settings
from assistant.web.library import texts

MEGABYTE = 1 << 20
PIECE = 1 << 20
LONGEST_NAME = 80
ACCEPTED = ",".join(FORMATS)
WAITING = ".ajout-"
READ_AT_ONCE = 2
INDEXING_SECONDS = 60.0
_reading = threading.BoundedSemaphore(READ_AT_ONCE)
_indexing = threading.Lock()


class AddingRefusedError(ValueError):
    """A guide that is not added; the message is French and says what to do."""


@dataclass(frozen=True)
class Upload:
    """A file as it was sent: its name is the browser's and is not to be trusted."""

    name: str
    content: BinaryIO


def add_guide(settings: Settings, embedder: Embedder, upload: Upload) -> FileReport:
    """Add the guide and return what became of it. Raises `AddingRefusedError`; nothing is kept of a refused file.

    The file is received and read under a hidden name, which a run of ingestion never meets, in a child process with
    limits; a few at once. Only indexing is done by one at a time: a slow file holds nobody else.
    """
    target = settings.guides_dir / file_name(upload.name)
    if target.exists():
        raise AddingRefusedError(texts.ADD_EXISTS)
    if not _reading.acquire(blocking=False):
        raise AddingRefusedError(texts.ADD_BUSY)
    try:
        settings.guides_dir.mkdir(parents=True, exist_ok=True)
        waiting = settings.guides_dir / f"{WAITING}{uuid.uuid4().hex}{target.suffix}"
        try:
            with _held(waiting) as file:
                _write(file, upload.content, settings.upload_max_mb)
                limits = Limits(settings.reader_memory_mb, settings.reader_seconds)
                read_isolated(waiting, settings.upload_max_pages, limits)
                return _put_in_place(settings, embedder, waiting, target)
        except UnreadableFileError as error:
            raise AddingRefusedError(texts.ADD_REFUSED.format(why=error)) from error
        finally:
            waiting.unlink(missing_ok=True)
    finally:
        _reading.release()


def _put_in_place(settings: Settings, embedder: Embedder, waiting: Path, target: Path) -> FileReport:
    if not _indexing.acquire(timeout=INDEXING_SECONDS):
        raise AddingRefusedError(texts.ADD_BUSY)
    try:
        if target.exists():
            raise AddingRefusedError(texts.ADD_EXISTS)
        waiting.rename(target)
        return _index(settings, embedder, target)
    finally:
        _indexing.release()


@contextmanager
def _held(path: Path) -> Iterator[BinaryIO]:
    """Make a file that is known to be in use for as long as this process lives."""
    with path.open("xb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def clear_leftovers(guides_dir: Path) -> int:
    """Remove what uploads left when their server died; return how many. Those under way elsewhere are held."""
    removed = 0
    for path in guides_dir.glob(f"{WAITING}*") if guides_dir.is_dir() else ():
        try:
            with path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
                removed += 1
        except OSError:
            continue
    return removed


def file_name(sent: str) -> str:
    """Return a safe name for the file: small letters, digits and hyphens, its extension one of those read."""
    last = sent.replace("\\", "/").rsplit("/", 1)[-1]
    suffix = Path(last).suffix.casefold()
    if suffix not in FORMATS:
        kind = suffix or "sans extension"
        raise AddingRefusedError(
            texts.ADD_REFUSED.format(why=f"format « {kind} » non lu : convertissez-le en {READABLE}.")
        )
    return (slug(Path(last).stem)[:LONGEST_NAME].strip("-") or "guide") + suffix


def _write(file: BinaryIO, content: BinaryIO, limit_mb: int) -> None:
    size = 0
    while piece := content.read(PIECE):
        size += len(piece)
        if size > limit_mb * MEGABYTE:
            shown = f"plus de {limit_mb}"
            raise AddingRefusedError(texts.ADD_TOO_LARGE.format(size=shown, limit=limit_mb))
        file.write(piece)
    file.flush()


def _index(settings: Settings, embedder: Embedder, target: Path) -> FileReport:
    """Run the ingestion with the new file; on any failure the file is taken away and the index stays as it was."""
    kept = False
    try:
        report = Ingestion(settings, embedder).run()
        found = next((f for f in report.files if f.file == target.name), None)
        if found is None or found.outcome is Outcome.REFUSED:
            raise AddingRefusedError(texts.ADD_REFUSED.format(why=" ".join(found.notes) if found else ""))
        if found.outcome is Outcome.DUPLICATE:
            raise AddingRefusedError(texts.ADD_DUPLICATE.format(note=" ".join(found.notes)))
        kept = True
        return found
    except DocumentsLostError as error:
        raise AddingRefusedError(texts.ADD_LOST.format(names=", ".join(error.lost))) from error
    except IndexStoreError as error:
        raise AddingRefusedError(texts.ADD_FAILED) from error
    finally:
        if not kept:
            target.unlink(missing_ok=True)
