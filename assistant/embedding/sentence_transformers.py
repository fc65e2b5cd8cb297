"""Any sentence-transformers model, from a folder or by its name on the hub."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.embedding.base import Embedder, EmbeddingError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

UNTOLD_WINDOW, NO_WINDOW = 512, 1_000_000


class SentenceTransformersEmbedder(Embedder):
    """`model` is a folder, never looked up on the network, or a hub name, downloaded at its first use.

    The prompts are given explicitly: a model's own defaults are easily forgotten, silently. Raises `EmbeddingError`
    at once for a path that is not a folder, at the first use when the model cannot be loaded.
    """

    def __init__(self, model: str, query_prompt: str, passage_prompt: str) -> None:
        if _looks_like_path(model) and not Path(model).expanduser().is_dir():
            raise EmbeddingError(f"Le dossier du modèle « {model} » (AESH_EMBEDDER_MODEL) n'existe pas.")
        self._name = model
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        self._loading = threading.Lock()
        self._encoding = threading.Lock()
        self._loaded: SentenceTransformer | None = None

    @cached_property
    def identity(self) -> str:
        """Return the library's version, the model with a print of its files or its revision, and both prompts."""
        model = (
            f"{Path(self._name).name}@{_folder_print(Path(self._name))}" if self._is_folder else self._hub_identity()
        )
        prompts = f"{self._query_prompt!r} {self._passage_prompt!r}"
        return f"sentence-transformers {version('sentence-transformers')} {model} {prompts}"

    @cached_property
    def dimension(self) -> int:
        """Return the width that the model declares."""
        return int(self._model().get_embedding_dimension())

    @cached_property
    def max_tokens(self) -> int:
        """Return the model's window, at most a million tokens; what lies beyond is not read."""
        return int(min(self._model().max_seq_length or UNTOLD_WINDOW, NO_WINDOW))

    def count_tokens(self, text: str) -> int:
        """Return the tokens of `text` with the passage prompt, before any truncation."""
        tokenizer, whole = self._model().tokenizer, self._passage_prompt + text
        if callable(tokenizer):
            return len(tokenizer(whole, truncation=False, verbose=False)["input_ids"])
        # A static embedding carries a bare tokenizer.
        return len(tokenizer.encode(whole, add_special_tokens=False).ids)

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector per passage, in order."""
        return self._encode(list(texts), self._passage_prompt) if texts else []

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return self._encode([text], self._query_prompt)[0]

    @property
    def _is_folder(self) -> bool:
        return Path(self._name).expanduser().is_dir()

    def _hub_identity(self) -> str:
        from huggingface_hub import try_to_load_from_cache

        self._model()
        cached = try_to_load_from_cache(self._name, "config.json")
        return f"{self._name}@{Path(cached).parent.name}" if isinstance(cached, str) else self._name

    def _encode(self, texts: list[str], prompt: str) -> list[list[float]]:
        # One call at a time: the fast tokenizer refuses to be reconfigured by two threads at once.
        with self._encoding:
            vectors: list[list[float]] = (
                self._model()
                .encode(
                    texts, prompt=prompt, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
                )
                .tolist()
            )
        return vectors

    def _model(self) -> SentenceTransformer:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        path = str(Path(self._name).expanduser()) if self._is_folder else self._name
        try:
            return SentenceTransformer(path, device="cpu", local_files_only=self._is_folder)
        except (OSError, ValueError) as error:
            raise EmbeddingError(
                f"Le modèle « {self._name} » n'a pas pu être chargé. Vérifiez AESH_EMBEDDER_MODEL : un dossier qui "
                f"contient un modèle sentence-transformers, ou un nom du hub avec accès au réseau. Détail : {error}"
            ) from error


def _looks_like_path(model: str) -> bool:
    # A hub name is « owner/name » at most; anything else is never asked of the network.
    return model.startswith(("/", ".", "~")) or model.count("/") > 1 or "\\" in model


def _folder_print(folder: Path) -> str:
    """Return a short print of every file of a model's folder, names and contents."""
    digest = hashlib.sha256()
    for file in sorted(f for f in folder.expanduser().rglob("*") if f.is_file() and f.suffix != ".md"):
        digest.update(file.relative_to(folder.expanduser()).as_posix().encode())
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:12]
