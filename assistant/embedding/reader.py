"""The default embedder: the project's own trained encoder, the one that reads the questions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.embedding.base import Embedder
from assistant.reader.encoder import MAX_PASSAGE_TOKENS, PASSAGE, Encoder
from assistant.reader.shipped import find_vectors


class ReaderEmbedder(Embedder):
    """Works offline; the vectors of the shipped fiches come with the weights."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.encoder = encoder or Encoder()

    @property
    def identity(self) -> str:
        """Return the name of the trained weights."""
        return self.encoder.identity

    @property
    def dimension(self) -> int:
        """Return the width of the encoder."""
        return self.encoder.width

    @property
    def max_tokens(self) -> int:
        """Return where texts are cut."""
        return MAX_PASSAGE_TOKENS

    def count_tokens(self, text: str) -> int:
        """Return the tokens of `text` as a passage."""
        return self.encoder.count_tokens(text)

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector per passage, in order."""
        vectors: list[list[float]] = find_vectors(texts, self.encoder, PASSAGE).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        vector: list[float] = self.encoder.encode(text).vector.tolist()
        return vector
