"""An embedder for the tests: one dimension per hashed word, no model."""

from __future__ import annotations

import hashlib
import math

from assistant.embedding.base import Embedder


class WordEmbedder(Embedder):
    """Counts what it is asked for in `calls` and remembers the passages it embedded."""

    identity = "mots"
    dimension = 64
    max_tokens = 10_000

    def __init__(self) -> None:
        self.passages: list[str] = []

    @property
    def calls(self) -> int:
        return len(self.passages)

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.passages += texts
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        vector = [0.01] * self.dimension
        for word in text.casefold().split():
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % self.dimension] += 1.0
        norm = math.sqrt(sum(v * v for v in vector))
        return [v / norm for v in vector]
