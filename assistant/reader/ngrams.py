"""Hashed character n-grams: a second view of a message, which sees its letters where the encoder misses words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assistant.domain.text import fold

Floats = npt.NDArray[np.float32]

WIDTH = 4096
SIZES = (2, 3, 4, 5)
_WORD = re.compile(r"[a-z0-9]+")


def hash_ngrams(text: str) -> Floats:
    """Return `text` as a unit vector of `WIDTH` floats: the n-grams of its words and its pairs of words, hashed."""
    vector = np.zeros(WIDTH, np.float32)
    for gram, times in _grams(fold(text)).items():
        code = crc32(gram.encode())
        vector[code % WIDTH] += (1.0 if code & 0x80000000 else -1.0) * np.sqrt(times)
    norm = np.linalg.norm(vector)
    return vector / norm if norm else vector


def hash_all(texts: Sequence[str]) -> Floats:
    """Return one row per text."""
    return np.stack([hash_ngrams(text) for text in texts]) if texts else np.zeros((0, WIDTH), np.float32)


def _grams(plain: str) -> Counter[str]:
    found: Counter[str] = Counter()
    words = _WORD.findall(plain)
    for word in words:
        spaced = f" {word} "
        found.update(spaced[n : n + size] for size in SIZES for n in range(max(0, len(spaced) - size + 1)))
    found.update(f"{one}_{other}" for one, other in pairwise(words))
    return found
