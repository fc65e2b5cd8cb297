"""Whether the passages found really speak of what is asked: several signals, weighed on labelled questions."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from assistant.answering.cues import cues_found
from assistant.answering.selection import Rarity
from assistant.domain.corpus import Frozen, Passage
from assistant.lexicon.tokens import stems
from assistant.retrieval.expansion import meanings

DATA = Path(__file__).with_name("relevance.toml")
LOOKED_AT = 4
FULL_MATCH = 12.0
MANY_OURS, MANY_ELSEWHERE = 3, 2


class Signals(Frozen):
    """What tells a question that the sources answer from another, each from 0 to 1.

    `alike`: cosine to the nearest question of a fiche (0 when there is none); `near`: cosine to the nearest passage;
    `held`: share of the question's words, by rarity, that one of the best passages holds, in these words or in others
    of the same meaning; `unknown`: share of them that no document holds; `matched`: BM25 score of the best passage,
    over that of a full match; `ours`, `elsewhere`: how many words it has of the working life of an AESH, or of
    subjects that the sources leave aside, over what says enough.
    """

    alike: float
    near: float
    held: float
    unknown: float
    matched: float
    ours: float = 0.0
    elsewhere: float = 0.0


class Weights(Frozen):
    """A logistic model: the answer is attempted when `bias` plus the weighted signals is above 0."""

    bias: float
    alike: float
    near: float
    held: float
    unknown: float
    matched: float
    ours: float = 0.0
    elsewhere: float = 0.0

    def probability(self, signals: Signals) -> float:
        """Return how likely it is, from 0 to 1, that the sources answer."""
        total = self.bias + sum(getattr(self, name) * value for name, value in signals)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def calibrated() -> Mapping[str, Weights]:
    """Return the weights fitted by `eval/abstention.py`: « with_fiches » and « without_fiches »."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    return {name: Weights.model_validate(table) for name, table in data.items()}


def speaks_of(signals: Signals) -> bool:
    """Whether an answer may be attempted."""
    weights = calibrated()["with_fiches" if signals.alike else "without_fiches"]
    return weights.probability(signals) >= 0.5


def signals_of(question: str, typed: Sequence[str], passages: Sequence[Passage], rarity: Rarity) -> Signals:
    """Measure how far `passages`, best first, speak of `question`, of stems `typed`."""
    weights = {stem: rarity.of(stem) for stem in typed}
    total = sum(weights.values()) or 1.0
    held = shares_held(typed, [_text(p) for p in passages[:LOOKED_AT]], rarity)
    return Signals(
        alike=max((p.signals.get("asked", 0.0) for p in passages), default=0.0),
        near=max((p.signals.get("dense", 0.0) for p in passages), default=0.0),
        held=max(held, default=0.0),
        unknown=sum(w for s, w in weights.items() if not rarity.knows(s)) / total,
        matched=min(1.0, max((p.signals.get("lexical", 0.0) for p in passages), default=0.0) / FULL_MATCH),
        ours=min(1.0, len(cues_found("ours", question)) / MANY_OURS),
        elsewhere=min(1.0, len(cues_found("elsewhere", question)) / MANY_ELSEWHERE),
    )


def shares_held(typed: Sequence[str], texts: Sequence[str], rarity: Rarity) -> list[float]:
    """Return, for each text, the share (0 to 1) of the stems `typed` that it holds, by rarity and in any wording."""
    weights = {stem: rarity.of(stem) for stem in typed}
    total = sum(weights.values()) or 1.0
    known = meanings(typed)
    held = [frozenset(stems(text)) for text in texts]
    return [sum(w for s, w in weights.items() if _holds(text, known[s])) / total for text in held]


def _holds(text: frozenset[str], forms: set[tuple[str, ...]]) -> bool:
    return any(all(stem in text for stem in form) for form in forms)


def _text(passage: Passage) -> str:
    return f"{passage.source.title} {passage.section.heading} {passage.section.text}"
