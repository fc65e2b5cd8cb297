"""The trained encoder as it is served: onnxruntime and tokenizers, nothing of torch.

One pass reads a message, with what was said before it as context: a vector (the mean of the message's own tokens) and
a state per token, with its place in the text.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Encoding, Tokenizer

Floats = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("weights")
ENCODER, TOKENIZER = "encoder.onnx", "tokenizer.json"
QUERY, PASSAGE = "query: ", "passage: "
MAX_TOKENS, MAX_PASSAGE_TOKENS = 256, 512
BATCH = 32


class WeightsError(RuntimeError):
    """Weights that are absent or damaged; the message, in French, says what to do."""


@dataclass(frozen=True)
class Encoded:
    """A message read: its unit vector, its plain mean, the states of its tokens, and their places (start, end)."""

    vector: Floats
    mean: Floats
    tokens: Floats
    places: tuple[tuple[int, int], ...]


class Encoder:
    """Reads texts from several threads; the weights are loaded at the first text."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self.folder = folder
        self._threads = threads
        self._loading = threading.Lock()

    @cached_property
    def identity(self) -> str:
        """Return a name that changes with the weights or the tokenizer."""
        digest = hashlib.sha256()
        for name in (ENCODER, TOKENIZER):
            digest.update(self._file(name).read_bytes())
        return f"aesh-reader {digest.hexdigest()[:16]}"

    def encode(self, text: str, context: str = "") -> Encoded:
        """Return what is read of the question `text`, after `context` ("" for a first message)."""
        encoding = self._tokenizer.encode(QUERY + text, context) if context else self._tokenizer.encode(QUERY + text)
        means, tokens = self._run([encoding])
        own = [n for n, part in enumerate(encoding.sequence_ids) if part == 0]
        shift = len(QUERY)
        places = tuple((max(0, a - shift), max(0, b - shift)) for a, b in (encoding.offsets[n] for n in own))
        return Encoded(_unit(means)[0], means[0], tokens[0][own], places)

    def vectors(self, texts: Sequence[str], prompt: str = QUERY) -> Floats:
        """Return one unit vector per text, in order, each read alone after `prompt`."""
        tokenizer = self._tokenizer if prompt == QUERY else self._passages
        encodings = [tokenizer.encode(prompt + text) for text in texts]
        order = sorted(range(len(texts)), key=lambda n: len(encodings[n].ids))
        found = np.zeros((len(texts), self.width), np.float32)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            found[rows] = _unit(self._run([encodings[n] for n in rows])[0])
        return found

    def count_tokens(self, text: str) -> int:
        """Return the tokens of `text` as a passage, special ones included."""
        return len(self._uncut.encode(PASSAGE + text).ids)

    @property
    def width(self) -> int:
        """Number of floats in a vector."""
        return int(self._session.get_outputs()[0].shape[-1])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return self._cut_at(MAX_TOKENS)

    @cached_property
    def _passages(self) -> Tokenizer:
        return self._cut_at(MAX_PASSAGE_TOKENS)

    @cached_property
    def _uncut(self) -> Tokenizer:
        return self._cut_at(0)

    def _cut_at(self, length: int) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._file(TOKENIZER)))
        if length:
            tokenizer.enable_truncation(length)
        else:
            tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        import onnxruntime

        with self._loading:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.inter_op_num_threads = 1
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            return onnxruntime.InferenceSession(str(self._file(ENCODER)), options, providers=["CPUExecutionProvider"])

    def _run(self, encodings: Sequence[Encoding]) -> tuple[Floats, Floats]:
        width = max(len(e.ids) for e in encodings)
        ids = np.ones((len(encodings), width), np.int64)
        attention = np.zeros_like(ids)
        own = np.zeros_like(ids)
        for n, encoding in enumerate(encodings):
            size = len(encoding.ids)
            ids[n, :size] = encoding.ids
            attention[n, :size] = 1
            own[n, :size] = [part == 0 for part in encoding.sequence_ids]
        means, tokens = self._session.run(None, {"ids": ids, "attention": attention, "own": own})
        return means, tokens

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise WeightsError(
                f"Les poids du lecteur manquent ({path}) : réinstallez le projet, ou lancez make train-reader."
            )
        return path


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True).clip(1e-9), np.float32)
