"""An embedder that remembers the questions it has embedded: every system asks the same ones."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.embedding.base import Embedder


class RememberingEmbedder(Embedder):
    """Behaves as `embedder`; the vectors of questions are kept, also from one run to the next once saved."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder, self._path = embedder, path
        self._lock = threading.Lock()
        self._known: dict[str, list[float]] = {}
        if path.is_file():
            with np.load(path, allow_pickle=False) as kept:
                if str(kept["identity"]) == embedder.identity:
                    rows = zip(kept["texts"].tolist(), kept["vectors"].tolist(), strict=True)
                    self._known = dict(rows)

    @property
    def identity(self) -> str:
        """Return the identity of the embedder behind."""
        return self._embedder.identity

    @property
    def dimension(self) -> int:
        """Return the number of floats in a vector."""
        return self._embedder.dimension

    @property
    def max_tokens(self) -> int:
        """Return the longest text embedded whole."""
        return self._embedder.max_tokens

    def count_tokens(self, text: str) -> int:
        """Return the tokens of a passage."""
        return self._embedder.count_tokens(text)

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector per passage; passages are not remembered."""
        return self._embedder.embed_documents(list(texts))

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question, computed once."""
        if text not in self._known:
            vector = self._embedder.embed_query(text)
            with self._lock:
                self._known[text] = vector
        return self._known[text]

    def save(self) -> None:
        """Write what is known, for the next run."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock:
            known = dict(self._known)
        np.savez(
            self._path,
            identity=np.array(self._embedder.identity),
            texts=np.array(list(known)),
            vectors=np.array(list(known.values()), dtype=np.float32),
        )
