"""How much a word tells, and whether a question asks for a list."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.domain.corpus import Chunk
from assistant.domain.text import fold
from assistant.lexicon.tokens import stems

_ASKS_LIST = re.compile(
    r"\b(quels|quelles|liste|lesquels|lesquelles|exemples|criteres|c'est quoi les|documents|pieces)\b"
)


class Rarity:
    """How much a stem tells, from the number of chunks that hold it (idf, natural logarithm)."""

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        frequency: Counter[str] = Counter()
        count = 0
        for chunk in chunks:
            count += 1
            frequency.update(set(stems(chunk.embedded_text)))
        self._count = max(count, 1)
        self._frequency = frequency

    def of(self, stem: str) -> float:
        """Return the weight of `stem`; a stem that the index does not hold weighs most."""
        return math.log(1 + self._count / (1 + self._frequency[stem]))

    def knows(self, stem: str) -> bool:
        """Whether the index holds `stem`."""
        return self._frequency[stem] > 0


def asks_list(question: str) -> bool:
    """Whether the question asks for a list rather than for one fact."""
    return bool(_ASKS_LIST.search(fold(question)))


def telling(weights: Mapping[str, float], rarity: Rarity) -> dict[str, float]:
    """Return the stems of a query with their weights, each times how much it tells."""
    return {stem: weight * rarity.of(stem) for stem, weight in weights.items()}
