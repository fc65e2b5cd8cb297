"""A second look at the passages found: each is read again beside the question, and the two orders are fused."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from assistant.domain.corpus import Passage
from assistant.embedding.base import Embedder, EmbeddingError
from assistant.retrieval.fusion import fuse
from assistant.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

READ_AGAIN = 3
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀÂÉÈÊÎÔÛÇŒ«])")


@runtime_checkable
class Reranker(Protocol):
    """Reads passages again beside a question. Safe in several threads."""

    def scores(self, question: str, vector: Sequence[float], passages: Sequence[Passage]) -> list[float]:
        """Return one figure per passage, higher is better; `vector` is that of the question."""


def reordered(passages: Sequence[Passage], scores: Sequence[float], fusion_k: int) -> list[Passage]:
    """Return `passages` (best first) in the order that their own ranks and those of `scores` give together."""
    by_id = {p.section.section_id: p for p in passages}
    again = sorted(zip(by_id, scores, strict=True), key=lambda pair: -pair[1])
    fused = fuse([(list(by_id), 1.0), ([identifier for identifier, _ in again], 1.0)], fusion_k)
    return [by_id[identifier] for identifier, _ in fused]


class SentenceReranker:
    """Scores a passage by its one sentence that is nearest to the question, with the embedder of the index.

    The vectors of the sentences are kept in memory (384 floats each, `limit` sentences at most).
    """

    def __init__(self, embedder: Embedder, limit: int = 20_000) -> None:
        self._embedder, self._limit = embedder, limit
        self._known: dict[bytes, NDArray[np.float32]] = {}
        self._lock = threading.Lock()

    def scores(self, question: str, vector: Sequence[float], passages: Sequence[Passage]) -> list[float]:
        """Return the greatest cosine of a sentence of each passage."""
        asked = np.asarray(vector, dtype=np.float32)
        return [float((self._vectors(sentences(p.section.text)) @ asked).max(initial=-1.0)) for p in passages]

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        known = self._known
        keys = [sha256(text.encode()).digest() for text in texts]
        unknown = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in known]
        found = self._embedder.embed_documents([text for _, text in unknown])
        made = {key: np.asarray(v, dtype=np.float32) for (key, _), v in zip(unknown, found, strict=True)}
        rows = [made[key] if key in made else known[key] for key in keys]
        self._keep(made)
        return np.stack(rows) if rows else np.zeros((0, self._embedder.dimension), dtype=np.float32)

    def _keep(self, made: dict[bytes, NDArray[np.float32]]) -> None:
        # A new dictionary each time it is full: another thread may still be reading the old one.
        with self._lock:
            if made:
                self._known = {**({} if len(self._known) > self._limit else self._known), **made}


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers from a folder; nothing is looked up on the network.

    Raises `EmbeddingError` at once when `folder` is not one, at the first use when it holds no such model.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise EmbeddingError(
                f"Le dossier du modèle de reclassement « {folder} » (AESH_RERANKER_MODEL) n'existe pas."
            )
        self._folder = folder
        self._lock = threading.Lock()
        self._loaded: CrossEncoder | None = None

    def scores(self, question: str, vector: Sequence[float], passages: Sequence[Passage]) -> list[float]:
        """Return the model's own figure for each pair of question and section."""
        pairs = [(question, f"{p.source.title}. {p.section.heading}. {p.section.text}") for p in passages]
        with self._lock:
            return [float(score) for score in self._model().predict(pairs)] if pairs else []

    def _model(self) -> CrossEncoder:
        if self._loaded is None:
            from sentence_transformers import CrossEncoder

            try:
                self._loaded = CrossEncoder(str(self._folder), local_files_only=True)
            except (OSError, ValueError) as error:
                raise EmbeddingError(
                    f"Le dossier « {self._folder} » (AESH_RERANKER_MODEL) ne contient pas de modèle de reclassement "
                    "lisible."
                ) from error
        return self._loaded


def sentences(text: str) -> list[str]:
    """Return the sentences, list items and table rows of a section."""
    return [part.strip() for line in text.split("\n") for part in _SENTENCE.split(line) if part.strip()]


def make_reranker(settings: Settings, embedder: Embedder) -> Reranker | None:
    """Return the reranker that `settings.reranker` names, None for none.

    Raises `EmbeddingError` when a cross-encoder is chosen without a folder.
    """
    if settings.reranker == "none":
        return None
    if settings.reranker == "sentences":
        return SentenceReranker(embedder)
    if not settings.reranker_model:
        raise EmbeddingError(
            "AESH_RERANKER vaut « cross-encoder » : indiquez le dossier du modèle dans AESH_RERANKER_MODEL, "
            "ou choisissez AESH_RERANKER=none."
        )
    return CrossEncoderReranker(Path(settings.reranker_model).expanduser())
