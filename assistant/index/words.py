"""The lexical half of an index: BM25 over French stems, passages and questions apart."""

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
from assistant.lexicon.tokens import stems

# Hundreds of one-line questions would falsify the rarity of words and the mean length of passages.
KINDS = ("passage", "question")
K1, B = 1.2, 0.75
NO_WORD = [""]


def write_words(generation: Path, catalogue: Catalogue) -> None:
    """Index the words of the catalogue's chunks, one BM25 index for each kind, and save them."""
    for kind in KINDS:
        rows = [
            chunk_stems(chunk, catalogue.sections[chunk.section_id]) or NO_WORD
            for chunk in catalogue.chunks
            if chunk.kind == kind
        ]
        if rows:
            index = bm25s.BM25(method="lucene", k1=K1, b=B)
            index.index(rows, show_progress=False)
            index.save(generation / WORDS / kind, show_progress=False)


def chunk_stems(chunk: Chunk, section: Section) -> list[str]:
    """Return the stems under which a chunk is found: its own, and once more those of its headings if it is a passage.

    A heading says in a few words what its whole section is about.
    """
    headings = " . ".join(section.path) if chunk.kind == "passage" else ""
    return stems(chunk.embedded_text) + stems(headings)


class LexicalIndex:
    """The BM25 indexes of one generation, in memory; safe in several threads."""

    def __init__(self, generation: Path, catalogue: Catalogue) -> None:
        self._size = len(catalogue.chunks)
        self._parts: list[tuple[NDArray[np.intp], bm25s.BM25]] = []
        for kind in KINDS:
            rows = np.array([row for row, chunk in enumerate(catalogue.chunks) if chunk.kind == kind], dtype=np.intp)
            if (generation / WORDS / kind).is_dir():
                self._parts.append((rows, _load(generation / WORDS / kind)))

    def count(self) -> int:
        """Return the number of rows, one per chunk."""
        return sum(int(part.scores["num_docs"]) for _, part in self._parts)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Return every stem of the index."""
        return frozenset(stem for _, part in self._parts for stem in part.vocab_dict) - set(NO_WORD)

    def scores(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """Return the BM25 score of every chunk for stems, each counted with its weight; 0 where none occurs."""
        total = np.zeros(self._size, dtype=np.float32)
        for rows, part in self._parts:
            for weight in sorted({value for value in weights.values() if value > 0}):
                known = [s for s in sorted(weights) if weights[s] == weight and s in part.vocab_dict]
                if known:
                    total[rows] += np.float32(weight) * part.get_scores(known)
        return total


def _load(folder: Path) -> bm25s.BM25:
    try:
        return bm25s.BM25.load(folder, mmap=False)
    except Exception as error:  # what bm25s raises depends on the file that is missing or cut
        raise IndexCorruptError(
            f"Les mots de l'index « {folder.parent.parent.name} » ne s'ouvrent pas. Relancez « aesh index »."
        ) from error
