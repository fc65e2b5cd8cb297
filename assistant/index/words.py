"""The lexical half of an index: BM25 over French stems."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.domain.corpus import Chunk, Section
from assistant.index.errors import IndexCorruptError
from assistant.index.layout import WORDS
from assistant.index.records import Catalogue
from assistant.retrieval.tokens import stems

# A heading says in a few words what its whole section is about.
HEADING_WEIGHT = 2
K1, B = 1.2, 0.75


def write_words(generation: Path, catalogue: Catalogue) -> None:
    """Index the words of the catalogue's chunks, one row each, and save the index."""
    rows = [chunk_stems(chunk, catalogue.sections[chunk.section_id]) for chunk in catalogue.chunks]
    index = bm25s.BM25(method="lucene", k1=K1, b=B)
    index.index(rows, show_progress=False)
    index.save(generation / WORDS, show_progress=False)


def chunk_stems(chunk: Chunk, section: Section) -> list[str]:
    """Return the stems under which a chunk is found: its own, and its headings' once more."""
    return stems(chunk.embedded_text) + stems(" . ".join(section.path)) * (HEADING_WEIGHT - 1)


class LexicalIndex:
    """The BM25 index of one generation, in memory; safe in several threads."""

    def __init__(self, generation: Path) -> None:
        try:
            self._index = bm25s.BM25.load(generation / WORDS, mmap=False)
        except Exception as error:  # what bm25s raises depends on the file that is missing or cut
            raise IndexCorruptError(
                f"Les mots de l'index « {generation.name} » ne s'ouvrent pas. Relancez « aesh index »."
            ) from error

    def count(self) -> int:
        """Return the number of rows."""
        return int(self._index.scores["num_docs"])

    @property
    def vocabulary(self) -> frozenset[str]:
        """Return every stem of the index."""
        return frozenset(self._index.vocab_dict) - {""}

    def scores(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """Return the BM25 score of every row for stems, each counted with its weight; 0 where none occurs."""
        total = np.zeros(self.count(), dtype=np.float32)
        for weight in sorted({value for value in weights.values() if value > 0}):
            known = [s for s in sorted(weights) if weights[s] == weight and s in self._index.vocab_dict]
            if known:
                total += np.float32(weight) * self._index.get_scores(known)
        return total
