"""A text as a short vector of its words and of its sounds: what is left alike when a question is typed in haste."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.domain.text import fold
from assistant.lexicon.tokens import stopwords

Vector = NDArray[np.float32]

DIMENSION = 2048
SIGN = 1 << 20
GRAMS = (3, 4)
_WORD = re.compile(r"[^\W_]+")
# French spelling to sound, in order: what a hasty hand writes « kel consé » sounds like « quel congé » is meant to.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ç", "s"),
        (r"œ", "e"),
        (r"[éèêë]", "e"),
        (r"[àâ]", "a"),
        (r"[îï]", "i"),
        (r"[ôö]", "o"),
        (r"[ûùü]", "u"),
        (r"ph", "f"),
        (r"qu|q|ck", "k"),
        (r"c(?=[eiy])", "s"),
        (r"ch", "#"),
        (r"c", "k"),
        (r"eau|au", "o"),
        (r"ai|ei|ay", "e"),
        (r"en|em(?=[pb])|am(?=[pb])", "an"),
        (r"om(?=[pb])", "on"),
        (r"g(?=[ei])", "j"),
        (r"gu(?=[ei])", "g"),
        (r"oe|eu", "e"),
        (r"h", ""),
        (r"y", "i"),
        (r"z", "s"),
        (r"(.)\1", r"\1"),
        (r"(?<=\w\w)(?:es|er|et|e|s|t|d|x|ant)\b", ""),
    )
)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """Return how a word in small letters sounds, roughly: spellings of the same sound become one."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def grams(text: str) -> Counter[str]:
    """Count the runs of three and four sounds in the full words of `text`, word ends marked by a space."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(text.lower()):
        if fold(word) not in stopwords():
            heard = f" {sound(word)} "
            found.update(heard[i : i + n] for n in GRAMS for i in range(len(heard) - n + 1))
    return found


class View:
    """Texts given as counted terms, as vectors of length 1; rare terms weigh most.

    Terms are spread over `DIMENSION` columns by a fixed hash, with a sign, so that those that meet cancel out.
    """

    def __init__(self, texts: Sequence[Mapping[str, float]]) -> None:
        self._count = max(1, len(texts))
        self._frequency = Counter(term for text in texts for term in text)
        rows = [self.of(text) for text in texts]
        # One row per column of the hash: a question has few of them, and only those are read.
        self._columns = np.ascontiguousarray(np.array(rows, dtype=np.float32).reshape(-1, DIMENSION).T)

    def cosines(self, text: Mapping[str, float]) -> Vector:
        """Return the cosine of a text to each of the texts given, in order."""
        row = self.of(text)
        held = np.flatnonzero(row)
        cosines: Vector = row[held] @ self._columns[held]
        return cosines

    def mutual(self) -> Vector:
        """Return the cosine of each of the texts given to each other."""
        cosines: Vector = self._columns.T @ self._columns
        return cosines

    def of(self, text: Mapping[str, float]) -> Vector:
        """Return the unit vector of a text, zero for an empty one; a term never met weighs as the rarest."""
        row = np.zeros(DIMENSION, dtype=np.float32)
        for term, count in text.items():
            column = crc32(term.encode())
            weight = (1 + math.log(count) if count >= 1 else count) * self._rarity(term)
            row[column % DIMENSION] += weight if column & SIGN else -weight
        return unit(row)

    def _rarity(self, term: str) -> float:
        return math.log(1 + self._count / max(1, self._frequency[term]))


def unit(rows: Vector) -> Vector:
    """Return the rows (or the one vector) at length 1; a row of zeros stays so."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Vector = rows / np.maximum(length, 1e-9)
    return scaled
