"""Putting stages together from the settings, for every face alike."""

from __future__ import annotations

from assistant.embedding.factory import make_embedder
from assistant.ingestion.chunking import chunking_identity
from assistant.retrieval.retriever import AeshRetriever, make_retriever
from assistant.settings import Settings


def open_retriever(settings: Settings) -> AeshRetriever:
    """Return the retriever on the index of `settings`, the index checked.

    Raises the errors of the index: none built yet, damaged, or made with another embedder or chunking.
    """
    chunking = chunking_identity(settings.chunk_tokens, settings.chunk_max_tokens)
    retriever = make_retriever(settings, make_embedder(settings), chunking)
    retriever.index.reader()
    return retriever
