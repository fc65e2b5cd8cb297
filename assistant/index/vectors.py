"""The dense half of an index: a Chroma collection to search, and its vectors in a flat file to build the next one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias, cast

import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.api.types import Where
from chromadb.config import Settings
from numpy.typing import NDArray

from assistant.domain.corpus import Nature
from assistant.index.errors import IndexCorruptError
from assistant.index.filters import Filter
from assistant.index.layout import CHROMA, VECTORS
from assistant.index.records import Catalogue

Matrix: TypeAlias = NDArray[np.float32]

UNSEARCHABLE = "Les vecteurs de l'index ne peuvent plus être cherchés. Réparez l'index avec « aesh index »."
COLLECTION = "passages"
# Wide enough that, on tens of thousands of passages, the graph search returns what an exhaustive one would.
CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "ef_construction": 400, "ef_search": 800, "max_neighbors": 64}
}


def _client(generation: Path) -> Client:
    folder = str(generation / CHROMA)
    return Client(settings=Settings(is_persistent=True, persist_directory=folder, anonymized_telemetry=False))


def write_vectors(generation: Path, catalogue: Catalogue, vectors: Matrix) -> None:
    """Write the vectors of the catalogue's chunks, one row each, as a collection and as a flat file."""
    np.save(generation / VECTORS, vectors, allow_pickle=False)
    client = _client(generation)
    try:
        collection = client.create_collection(COLLECTION, configuration=CONFIGURATION, embedding_function=None)
        step = client.get_max_batch_size()
        metadatas = [_metadata(catalogue, row) for row in range(len(catalogue.chunks))]
        for start in range(0, len(metadatas), step):
            rows = slice(start, start + step)
            ids = [chunk.chunk_id for chunk in catalogue.chunks[rows]]
            collection.add(ids=ids, embeddings=vectors[rows], metadatas=list(metadatas[rows]))
    finally:
        client.close()


def read_vectors(generation: Path) -> Matrix:
    """Read the flat file, one row per chunk in the order of the records."""
    try:
        vectors: Matrix = np.load(generation / VECTORS, allow_pickle=False)
    except Exception as error:  # what numpy raises depends on the byte that is wrong
        raise IndexCorruptError(
            f"Les vecteurs de l'index « {generation.name} » sont illisibles. Relancez « aesh index »."
        ) from error
    return vectors


def _metadata(catalogue: Catalogue, row: int) -> dict[str, str]:
    chunk = catalogue.chunks[row]
    return {
        "kind": chunk.kind,
        "nature": catalogue.sources[chunk.source_id].nature.value,
        "source_id": chunk.source_id,
    }


class DenseIndex:
    """The collection of one generation, opened to be searched from several threads."""

    def __init__(self, generation: Path) -> None:
        try:
            self._client = _client(generation)
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        except Exception as error:  # Chroma raises its own errors, pyo3's and sqlite's alike
            raise IndexCorruptError(
                f"Les vecteurs de l'index « {generation.name} » ne s'ouvrent pas. Relancez « aesh index »."
            ) from error

    def count(self) -> int:
        """Return the number of vectors."""
        try:
            return self._collection.count()
        except Exception as error:
            raise IndexCorruptError(UNSEARCHABLE) from error

    def search(self, vector: Sequence[float], k: int, where: Filter) -> list[tuple[str, float]]:
        """Return up to `k` chunk ids with their cosine similarity, nearest first, ties in the order of the ids."""
        if where.excludes_all:
            return []
        try:
            found = self._collection.query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=k,
                where=_where(where),
                include=["distances"],
            )
        except Exception as error:  # Chroma raises its own errors, pyo3's and sqlite's alike
            raise IndexCorruptError(UNSEARCHABLE) from error
        distances = (found["distances"] or [[]])[0]
        pairs = [
            (identifier, round(1.0 - float(d), 6)) for identifier, d in zip(found["ids"][0], distances, strict=True)
        ]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def close(self) -> None:
        """Release the collection's files."""
        self._client.close()


def _where(wanted: Filter) -> Where | None:
    clauses: list[dict[str, object]] = []
    if wanted.kind is not None:
        clauses.append({"kind": wanted.kind})
    if not wanted.fiches:
        clauses.append({"nature": {"$ne": Nature.FICHE.value}})
    if wanted.natures is not None:
        clauses.append({"nature": {"$in": sorted(nature.value for nature in wanted.natures)}})
    if wanted.source_ids is not None:
        clauses.append({"source_id": {"$in": sorted(wanted.source_ids)}})
    if not clauses:
        return None
    return cast(Where, {"$and": clauses} if len(clauses) > 1 else clauses[0])
