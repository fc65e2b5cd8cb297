"""The real embedder, taking over the vectors that the index in service already holds."""

from __future__ import annotations

from assistant.embedding.base import Embedder
from assistant.embedding.factory import make_embedder
from assistant.index.build import known_vectors
from assistant.index.store import IndexStore
from assistant.settings import Settings, load_settings


class TakingOver(Embedder):
    """What the settings' index was made with, and its vectors; none are taken over from another embedder's index."""

    identity, dimension, max_tokens = "", 0, 0

    def __init__(self, settings: Settings) -> None:
        self.real = make_embedder(settings)
        self.identity, self.dimension, self.max_tokens = self.real.identity, self.real.dimension, self.real.max_tokens
        served = load_settings().index_dir
        manifest = IndexStore(served).current_manifest()
        same = manifest is not None and manifest.recipe.embedder == self.identity
        self.known = known_vectors(served / manifest.generation) if same else {}

    def count_tokens(self, text: str) -> int:
        return self.real.count_tokens(text)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        missing = [text for text in dict.fromkeys(texts) if ("passage", text) not in self.known]
        fresh = dict(zip(missing, self.real.embed_documents(missing), strict=True))
        return [fresh[text] if text in fresh else self.known["passage", text].tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        known = self.known.get(("question", text))
        return self.real.embed_query(text) if known is None else known.tolist()
