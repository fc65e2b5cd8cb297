"""Reading guides without indexing them: for checks on the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.domain.corpus import DocumentRecord
from assistant.ingestion.blocks import UnreadableFileError
from assistant.ingestion.chunking import Chunker
from assistant.ingestion.discovery import discover
from assistant.ingestion.records import guide_record

_WORDS_PER_CHUNK = 240


def read_guides(guides_dir: Path, folders: Sequence[Path], max_pages: int) -> Iterator[DocumentRecord]:
    """Yield the record of each readable guide, cut by words: no model is loaded. Unreadable files are passed over."""
    chunker = Chunker(lambda text: len(text.split()), _WORDS_PER_CHUNK, _WORDS_PER_CHUNK)
    for candidate in discover(guides_dir, folders):
        if candidate.refused:
            continue
        try:
            yield guide_record(candidate.path, candidate.origin, candidate.source_id, chunker, max_pages)
        except UnreadableFileError:
            continue
