"""The nearest vectors by an exact product: every vector is compared, nothing but numpy may fail."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.index.filters import Filter
from assistant.index.records import Catalogue
from assistant.index.vectors import Matrix

MOST_VECTORS = 100_000
"""Number of vectors up to which a product answers as fast as a graph; beyond, Chroma searches."""


class ExactIndex:
    """The vectors of one generation, in memory: a file that changes under the reader changes no answer."""

    def __init__(self, catalogue: Catalogue, matrix: Matrix) -> None:
        self._catalogue, self._matrix = catalogue, matrix
        self._ids = [chunk.chunk_id for chunk in catalogue.chunks]
        self._rows = lru_cache(maxsize=32)(self._admitted)

    def count(self) -> int:
        """Return the number of vectors."""
        return len(self._matrix)

    def search(self, vector: Sequence[float], k: int, where: Filter) -> list[tuple[str, float]]:
        """Return up to `k` chunk ids with their cosine similarity, nearest first, ties in the order of the ids."""
        rows = self._rows(where)
        asked = np.asarray(vector, dtype=np.float32)
        norm = float(np.linalg.norm(asked))
        if not len(rows) or not norm:
            return []
        every = len(rows) == len(self._matrix)
        cosines = (self._matrix if every else self._matrix[rows]) @ (asked / np.float32(norm))
        # Ties with the last one kept are kept too, then told apart by their ids.
        least = np.partition(cosines, -k)[-k] if k < len(cosines) else -np.inf
        near = np.flatnonzero(cosines >= least - np.float32(1e-6))
        pairs = [(self._ids[rows[place]], round(float(cosines[place]), 6)) for place in near]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:k]

    def close(self) -> None:
        """Release nothing: no file is open."""

    def _admitted(self, where: Filter) -> NDArray[np.intp]:
        sources = self._catalogue.sources
        admitted = (row for row, c in enumerate(self._catalogue.chunks) if where.admits(c, sources[c.source_id]))
        return np.fromiter(admitted, dtype=np.intp)
