"""Reading one generation: look-ups, nearest vectors, best words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.domain.corpus import Chunk, DocumentRecord, Section, SourceInfo
from assistant.index.checksums import check
from assistant.index.errors import IndexCorruptError, IndexMismatchError
from assistant.index.exact import MOST_VECTORS, ExactIndex
from assistant.index.filters import Filter
from assistant.index.holding import hold
from assistant.index.layout import MANIFEST, RECORDS
from assistant.index.manifest import FORMAT, REBUILD, Manifest
from assistant.index.records import Catalogue, read_records
from assistant.index.vectors import DenseIndex, read_vectors
from assistant.index.words import LexicalIndex
from assistant.reader.catalogue import Catalogue as ReponseCatalogue

EVERYTHING = Filter(kind=None)
PASSAGES = Filter()


def read_manifest(generation: Path) -> Manifest:
    """Return the manifest of a generation.

    Raises `IndexMismatchError` for a manifest of another format, `IndexCorruptError` for an unreadable one.
    """
    try:
        raw = json.loads((generation / MANIFEST).read_text("utf-8"))
        made_with = raw["recipe"]["format"]
        if made_with == FORMAT:
            return Manifest.model_validate(raw)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexCorruptError(f"La fiche de l'index « {generation.name} » est illisible. {REBUILD}") from error
    raise IndexMismatchError(f"L'index en service a un autre format ({made_with} au lieu de {FORMAT}). {REBUILD}")


class IndexReader:
    """One generation, opened; it answers alike until closed, whatever is built or put in service meanwhile.

    Safe in several threads. Every file is checked first. Holds the records, the words and the vectors in memory; an
    exact product searches the vectors, Chroma beyond `MOST_VECTORS`.
    """

    def __init__(self, generation: Path) -> None:
        try:
            self.folder = generation
            self._mark = hold(generation)
        except FileNotFoundError as error:
            raise IndexCorruptError(f"L'index « {generation.name} » est absent ou incomplet. {REBUILD}") from error
        self.manifest = read_manifest(generation)
        check(generation, self.manifest.checksums)
        self.catalogue = Catalogue(read_records(generation / RECORDS))
        self._words = LexicalIndex(generation, self.catalogue)
        self._matrix = read_vectors(generation)
        if len(self._matrix) != len(self.catalogue.chunks):
            raise IndexCorruptError(
                f"L'index « {generation.name} » n'a pas autant de vecteurs que de passages. {REBUILD}"
            )
        exact = len(self._matrix) <= MOST_VECTORS
        self._vectors = ExactIndex(self.catalogue, self._matrix) if exact else DenseIndex(generation)

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return what was indexed, in the order in which it was given."""
        return self.catalogue.documents

    def chunk(self, chunk_id: str) -> Chunk | None:
        """Return a chunk, or None."""
        return self.catalogue.chunk(chunk_id)

    def section(self, section_id: str) -> Section | None:
        """Return a section, or None."""
        return self.catalogue.section(section_id)

    def source(self, source_id: str) -> SourceInfo | None:
        """Return a source, or None."""
        return self.catalogue.source(source_id)

    def chunks_of(self, section_id: str) -> tuple[Chunk, ...]:
        """Return the chunks of a section in reading order, its questions included."""
        return self.catalogue.chunks_of(section_id)

    def similarities(self, chunk_ids: Sequence[str], vector: Sequence[float]) -> list[float]:
        """Return the cosine similarity of each chunk to a unit vector. Raises `KeyError` for an unknown id."""
        rows = [self.catalogue.rows[chunk_id] for chunk_id in chunk_ids]
        return [round(float(cosine), 6) for cosine in self._matrix[rows] @ np.asarray(vector, dtype=np.float32)]

    def mean_vector(self, chunk_ids: Sequence[str]) -> list[float]:
        """Return the mean of the vectors of some chunks, one at least. Raises `KeyError` for an unknown id."""
        mean: list[float] = (
            self._matrix[[self.catalogue.rows[chunk_id] for chunk_id in chunk_ids]].mean(axis=0).tolist()
        )
        return mean

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every stem of the index."""
        return self._words.vocabulary

    @cached_property
    def reponses(self) -> ReponseCatalogue | None:
        """The réponses as the reader finds them; None when the index holds none.

        Raises `IndexCorruptError` when their file is damaged.
        """
        if not self.catalogue.reponses:
            return None
        try:
            return ReponseCatalogue.load(self.folder)
        except (OSError, ValueError, KeyError) as error:
            raise IndexCorruptError(
                f"Les réponses de l'index « {self.folder.name} » sont illisibles. {REBUILD}"
            ) from error

    def sizes(self) -> tuple[int, int, int]:
        """Return how many rows the records, the vectors and the words hold; equal in a sound index."""
        return len(self.catalogue.chunks), self._vectors.count(), self._words.count()

    def dense(self, vector: Sequence[float], k: int, where: Filter = PASSAGES) -> list[tuple[str, float]]:
        """Return up to `k` chunk ids with their cosine similarity to `vector`, nearest first, ties by id."""
        k = min(k, len(self.catalogue.chunks))
        return self._vectors.search(vector, k, where) if k > 0 else []

    def lexical(
        self, query_tokens: Mapping[str, float] | Sequence[str], k: int, where: Filter = PASSAGES
    ) -> list[tuple[str, float]]:
        """Return up to `k` chunk ids with their BM25 score, best first, ties by id; none that shares no stem.

        `query_tokens` are stems, with weights or of equal weight 1.
        """
        weights = query_tokens if isinstance(query_tokens, Mapping) else dict.fromkeys(query_tokens, 1.0)
        scores = self._words.scores(weights)
        found = (
            (self.catalogue.chunks[row].chunk_id, round(float(scores[row]), 6))
            for row in np.flatnonzero(scores)
            if where.admits(chunk := self.catalogue.chunks[row], self.catalogue.sources[chunk.source_id])
        )
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

    def close(self) -> None:
        """Release the files; the reader must not be searched any more."""
        self._vectors.close()
        self._mark.close()
