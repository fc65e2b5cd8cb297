"""An embedder that remembers the questions it has embedded: every system asks the same ones."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.embedding.base import Embedder

LONGEST_SENTENCE = 1000


class RememberingEmbedder(Embedder):
    """Behaves as `embedder`; the vectors of questions and sentences are kept, from one run to the next once saved."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder, self._path = embedder, path
        self._lock = threading.Lock()
        self._known = _read(path, embedder.identity)
        self._sentences = _read(_beside(path), embedder.identity)

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
        """Return one vector per passage; those of sentences are computed once."""
        new = [text for text in dict.fromkeys(texts) if text not in self._sentences]
        made = dict(zip(new, self._embedder.embed_documents(new), strict=True))
        with self._lock:
            self._sentences.update({t: v for t, v in made.items() if len(t) <= LONGEST_SENTENCE})
        return [made[text] if text in made else self._sentences[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question, computed once."""
        if text not in self._known:
            vector = self._embedder.embed_query(text)
            with self._lock:
                self._known[text] = vector
        return self._known[text]

    def save(self) -> None:
        """Write what is known, for the next run."""
        with self._lock:
            known, sentences = dict(self._known), dict(self._sentences)
        _write(self._path, self.identity, known)
        _write(_beside(self._path), self.identity, sentences)


def _beside(path: Path) -> Path:
    return path.with_name("phrases.npz")


def _read(path: Path, identity: str) -> dict[str, list[float]]:
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as kept:
        if str(kept["identity"]) != identity:
            return {}
        return dict(zip(kept["texts"].tolist(), kept["vectors"].tolist(), strict=True))


def _write(path: Path, identity: str, known: dict[str, list[float]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        path,
        identity=np.array(identity),
        texts=np.array(list(known)),
        vectors=np.array(list(known.values()), dtype=np.float32),
    )
