"""Whether the passages found really speak of what is asked: the words it turns on must be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.selection import Rarity, coverage
from assistant.domain.corpus import Passage
from assistant.retrieval.tokens import stems

LOOKED_AT = 4


@dataclass(frozen=True)
class Thresholds:
    """Calibrated on labelled questions (eval/abstention.py): see that study before changing one.

    `held` is the least share of the question's words (by rarity) that the best passages hold together; `alike` the
    similarity to a fiche's question from which it is taken as asked in other words; `near` the least cosine.
    """

    held: float = 0.42
    alike: float = 0.93
    near: float = 0.80


@dataclass(frozen=True)
class Relevance:
    """The signals behind the decision to answer or not, each from 0 to 1."""

    held: float
    alike: float
    near: float
    unknown: float

    def enough(self, thresholds: Thresholds) -> bool:
        """Whether an answer may be attempted."""
        if self.alike >= thresholds.alike:
            return True
        return self.held >= thresholds.held and self.near >= thresholds.near


def relevance(question: str, weights: Mapping[str, float], passages: Sequence[Passage], rarity: Rarity) -> Relevance:
    """Measure how far `passages` speak of `question`.

    `held` counts a typed word as present when it or one of its expansions stands in one of the best passages, with
    the title and headings of the passage.
    """
    typed = {s: weights.get(s, rarity.of(s)) for s in stems(question)}
    best = [f"{p.source.title} {p.section.heading} {p.section.text}" for p in passages[:LOOKED_AT]]
    held = max((coverage(typed, text) for text in best), default=0.0)
    unknown = sum(w for s, w in typed.items() if not rarity.knows(s))
    return Relevance(
        held=held,
        alike=max((p.signals.get("question", 0.0) for p in passages), default=0.0),
        near=max((p.signals.get("dense", 0.0) for p in passages), default=0.0),
        unknown=unknown / sum(typed.values()) if typed else 0.0,
    )
