"""What the index asks of an embedder, whatever runs behind it."""

from __future__ import annotations

from abc import abstractmethod

from langchain_core.embeddings import Embeddings


class EmbeddingError(RuntimeError):
    """An embedder that cannot be used; the message, in French, says what to do."""


class Embedder(Embeddings):
    """LangChain embeddings that also say who they are and how much text they hold.

    `embed_documents` and `embed_query` return vectors of unit length, `dimension` floats each. Both may be called
    from several threads. Nothing heavy is loaded before the first vector or count is asked for.
    """

    @property
    @abstractmethod
    def identity(self) -> str:
        """Name of everything that changes the vectors: library, version, model, prompts.

        Equal identities give equal vectors; an index is only searched with the identity it was made with.
        """

    @property
    @abstractmethod
    def dimension(self) -> int:
        """Number of floats in a vector."""

    @property
    @abstractmethod
    def max_tokens(self) -> int:
        """Longest text embedded whole, as `count_tokens` counts."""

    @abstractmethod
    def count_tokens(self, text: str) -> int:
        """Return the tokens that the model reads for `text` as a passage, its prompt and special tokens included."""
