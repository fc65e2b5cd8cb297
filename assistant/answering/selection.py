"""Which units of the passages answer the question: shared words, weighed by how rare they are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.units import Unit, section_units
from assistant.domain.corpus import Chunk, Passage
from assistant.domain.text import fold
from assistant.lexicon.tokens import stems

_ASKS_FIGURE = re.compile(
    r"\b(combien|quand|quel(?:le)?s? (?:delai|duree|montant|date|preavis|age|taux|jour|salaire)|delai|duree|date|"
    r"montant|cb|avant quelle|jusqu'a quand|a partir de quand)\b"
)
_ASKS_LIST = re.compile(
    r"\b(quels|quelles|liste|lesquels|lesquelles|exemples|criteres|c'est quoi les|documents|pieces)\b"
)
_LEAD_WEIGHT = 0.5
_HEADING_WEIGHT = 0.35
_FIGURE_BONUS = 1.25


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


@dataclass(frozen=True)
class Pick:
    """A unit chosen to answer, with the passage it comes from and how well it fits (0 and up)."""

    unit: Unit
    passage: Passage
    fit: float


def asks_list(question: str) -> bool:
    """Whether the question asks for a list rather than for one fact."""
    return bool(_ASKS_LIST.search(fold(question)))


def telling(weights: Mapping[str, float], rarity: Rarity) -> dict[str, float]:
    """Return the stems of a query with their weights, each times how much it tells."""
    return {stem: weight * rarity.of(stem) for stem, weight in weights.items()}


def rank_units(question: str, weights: Mapping[str, float], passages: Sequence[Passage]) -> list[Pick]:
    """Return the units of `passages`, best first; units that share no word with the question are left out."""
    figure = bool(_ASKS_FIGURE.search(fold(question)))
    picks = [
        Pick(unit, passage, _fit(unit, passage, rank, weights, figure))
        for rank, passage in enumerate(passages)
        for unit in section_units(passage.section)
    ]
    kept = [p for p in picks if p.fit > 0]
    return sorted(kept, key=lambda p: (-p.fit, p.passage.section.section_id, p.unit.position))


def _fit(unit: Unit, passage: Passage, rank: int, weights: Mapping[str, float], figure: bool) -> float:
    own, lead, heading = set(stems(unit.shown)), set(stems(unit.lead)), set(stems(passage.section.heading))
    direct = sum(w for s, w in weights.items() if s in own)
    told = sum(w for s, w in weights.items() if s in lead and s not in own)
    headed = sum(w for s, w in weights.items() if s in heading and s not in own and s not in lead)
    score = direct + _LEAD_WEIGHT * told + _HEADING_WEIGHT * headed
    if direct + told == 0 or unit.shown.rstrip().endswith((":", "?")):
        return 0.0
    length = 1 + 0.12 * math.log1p(len(own))
    bonus = _FIGURE_BONUS if figure and re.search(r"\d", unit.shown) else 1.0
    return score * bonus / length / (1 + 0.25 * rank)
