"""The records of a generation: what was read from the files, kept as one JSON line per document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.domain.corpus import Chunk, DocumentRecord, Section, SourceInfo
from assistant.index.errors import IndexBuildError, IndexCorruptError
from assistant.index.manifest import Counts


def write_records(file: Path, records: Iterable[DocumentRecord]) -> None:
    """Write one record per line."""
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(record.model_dump_json() + "\n" for record in records)


def read_records(file: Path) -> tuple[DocumentRecord, ...]:
    """Read what `write_records` wrote; raises `IndexCorruptError` when a line makes no sense."""
    try:
        with file.open(encoding="utf-8") as stream:
            return tuple(DocumentRecord.model_validate_json(line) for line in stream)
    except (OSError, ValueError) as error:  # ValidationError and UnicodeDecodeError are ValueErrors
        raise IndexCorruptError(
            f"Le fichier « {file} » de l'index est illisible. Relancez « aesh index », ou « aesh index --rollback »."
        ) from error


class Catalogue:
    """Look-ups over records. `chunks` is in the order of the vectors and of the rows of the lexical index."""

    def __init__(self, records: Sequence[DocumentRecord]) -> None:
        self.documents = tuple(records)
        self.chunks = tuple(chunk for record in records for chunk in record.chunks)
        self.rows = {chunk.chunk_id: row for row, chunk in enumerate(self.chunks)}
        self.sections = {section.section_id: section for record in records for section in record.sections}
        self.sources = {record.source.source_id: record.source for record in records}
        self.reponses = {r.reponse_id: r for record in records for r in record.reponses}
        self._of_source = {record.source.source_id: record.sections for record in records}
        self._by_section: dict[str, list[Chunk]] = {}
        for chunk in self.chunks:
            self._by_section.setdefault(chunk.section_id, []).append(chunk)

    @property
    def counts(self) -> Counts:
        """Return the size of what is catalogued."""
        questions = sum(chunk.kind == "question" for chunk in self.chunks)
        return Counts(
            documents=len(self.documents), sections=len(self.sections), chunks=len(self.chunks), questions=questions
        )

    def chunk(self, chunk_id: str) -> Chunk | None:
        """Return a chunk, or None."""
        row = self.rows.get(chunk_id)
        return None if row is None else self.chunks[row]

    def section(self, section_id: str) -> Section | None:
        """Return a section, or None."""
        return self.sections.get(section_id)

    def source(self, source_id: str) -> SourceInfo | None:
        """Return a source, or None."""
        return self.sources.get(source_id)

    def sections_of(self, source_id: str) -> tuple[Section, ...]:
        """Return the sections of a document in reading order; none for an unknown one."""
        return self._of_source.get(source_id, ())

    def chunks_of(self, section_id: str) -> tuple[Chunk, ...]:
        """Return the chunks of a section in reading order, its questions included."""
        return tuple(self._by_section.get(section_id, ()))


def check_records(records: Sequence[DocumentRecord]) -> None:
    """Raise `IndexBuildError` unless ids are unique, each chunk has its section and there is something to index."""
    chunks = [chunk for record in records for chunk in record.chunks]
    if not any(chunk.kind == "passage" for chunk in chunks):
        raise IndexBuildError(
            "Aucun passage à indexer : ajoutez un guide lisible au dossier des guides, puis relancez « aesh index »."
        )
    sections = {section.section_id: section.source_id for record in records for section in record.sections}
    _refuse_duplicates("source", [record.source.source_id for record in records])
    _refuse_duplicates("section", [section.section_id for record in records for section in record.sections])
    _refuse_duplicates("passage", [chunk.chunk_id for chunk in chunks])
    for chunk in chunks:
        if sections.get(chunk.section_id) != chunk.source_id:
            raise IndexBuildError(f"Le passage « {chunk.chunk_id} » renvoie à une section absente de son document.")


def _refuse_duplicates(label: str, ids: list[str]) -> None:
    repeated = [identifier for identifier, count in Counter(ids).items() if count > 1]
    if repeated:
        raise IndexBuildError(
            f"Deux éléments de type {label} portent le même identifiant : {', '.join(sorted(repeated)[:5])}. "
            "Renommez l'un des fichiers, puis relancez « aesh index »."
        )
