"""Adding a guide: checked, put in the guides folder, indexed at once; whatever fails leaves everything as it was."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from assistant.embedding.base import Embedder
from assistant.index.errors import IndexStoreError
from assistant.ingestion.blocks import UnreadableFileError
from assistant.ingestion.metadata import slug
from assistant.ingestion.pipeline import Ingestion
from assistant.ingestion.readers.factory import FORMATS, READABLE, read_document
from assistant.ingestion.report import FileReport, Outcome
from assistant.settings import Settings
from assistant.web.library import texts

MEGABYTE = 1 << 20
PIECE = 1 << 20
LONGEST_NAME = 80
ACCEPTED = ",".join(FORMATS)
_adding = threading.Lock()


class AddingRefusedError(ValueError):
    """A guide that is not added; the message is French and says what to do."""


@dataclass(frozen=True)
class Upload:
    """A file as it was sent: its name is the browser's and is not to be trusted."""

    name: str
    content: BinaryIO


def add_guide(settings: Settings, embedder: Embedder, upload: Upload) -> FileReport:
    """Add the guide and return what became of it. Raises `AddingRefusedError`; nothing is kept of a refused file.

    One at a time: the file is read from a hidden name first, so that a run of ingestion never meets half of it.
    """
    if not _adding.acquire(blocking=False):
        raise AddingRefusedError(texts.ADD_BUSY)
    try:
        return _add(settings, embedder, upload)
    finally:
        _adding.release()


def _add(settings: Settings, embedder: Embedder, upload: Upload) -> FileReport:
    target = settings.guides_dir / file_name(upload.name)
    if target.exists():
        raise AddingRefusedError(texts.ADD_EXISTS)
    settings.guides_dir.mkdir(parents=True, exist_ok=True)
    waiting = settings.guides_dir / f".ajout-{uuid.uuid4().hex}{target.suffix}"
    try:
        _write(waiting, upload.content, settings.upload_max_mb)
        read_document(waiting, settings.upload_max_pages)
        waiting.rename(target)
        return _index(settings, embedder, target)
    except UnreadableFileError as error:
        raise AddingRefusedError(texts.ADD_REFUSED.format(why=error)) from error
    finally:
        waiting.unlink(missing_ok=True)


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


def _write(path: Path, content: BinaryIO, limit_mb: int) -> None:
    size = 0
    with path.open("xb") as file:
        while piece := content.read(PIECE):
            size += len(piece)
            if size > limit_mb * MEGABYTE:
                shown = f"plus de {limit_mb}"
                raise AddingRefusedError(texts.ADD_TOO_LARGE.format(size=shown, limit=limit_mb))
            file.write(piece)


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
    except IndexStoreError as error:
        raise AddingRefusedError(texts.ADD_FAILED) from error
    finally:
        if not kept:
            target.unlink(missing_ok=True)
