"""Distress heard by meaning: how near a message's vector is to words of distress already known.

The patterns of `distress.toml` hear the words they name; this hears those they do not. `distress_probe.toml` is what
`python -m eval.distress --fit` learned; it holds for the vectors of one embedder, and is silent for any other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.dialogue.distress import Kind, distress, kinds
from assistant.dialogue.facts import read_facts
from assistant.dialogue.routing import routed
from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Frozen
from assistant.embedding.base import Embedder
from assistant.rules.registry import modules

DATA = Path(__file__).with_name("distress_probe.toml")
GRAVEST, NONE = "suicide", "none"
# In doubt between two kinds, suicide is told even when it is so many times less likely.
GRAVER = 3.0
# Read off the utterances of the understanding set, of which hardly one tells distress.
ORDINARY_ANY, ORDINARY_GRAVEST = 0.985, 0.93
ANY_DAY = date(2026, 1, 1)
MAX_CHARS, MOST_PIECES, FEWEST_WORDS = 2000, 6, 4
Vector = NDArray[np.float64]
_SENTENCE = re.compile(r"(?<=[.!?;…])\s+|\n+")


class Probe(Frozen):
    """A softmax over the kinds of distress and « none ».

    `embedder` is the identity of the embedder whose vectors are read; `mean` (one float per dimension) is taken off
    them before they are brought back to length 1. `weights` holds, by kind, the bias then one float per dimension.
    A message tells distress when the chances of all kinds together reach `any`, or that of suicide `gravest`.
    """

    embedder: str
    any: float
    gravest: float
    mean: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    @cached_property
    def matrix(self) -> Vector:
        """The weights, one row per kind."""
        return np.array(list(self.weights.values()))

    def chances(self, vectors: Vector) -> Vector:
        """Return the chance of each kind, in the order of `weights`, for each row of `vectors`."""
        off = vectors - np.array(self.mean)
        scaled = off / (np.linalg.norm(off, axis=1, keepdims=True) + 1e-9)
        sums = scaled @ self.matrix[:, 1:].T + self.matrix[:, 0]
        raised: Vector = np.exp(sums - sums.max(axis=1, keepdims=True))
        chances: Vector = raised / raised.sum(axis=1, keepdims=True)
        return chances

    def told(self, vectors: Vector, ordinary: bool = False) -> str:
        """Return the kind that the pieces of one message tell, one row each; « none » when they tell none.

        An `ordinary` message (it states a fact or asks for a calculation) must tell it much more clearly.
        """
        any_, gravest_ = (ORDINARY_ANY, ORDINARY_GRAVEST) if ordinary else (self.any, self.gravest)
        chances, names = self.chances(vectors), list(self.weights)
        none, gravest = names.index(NONE), names.index(GRAVEST)
        worst = chances[chances[:, none].argmin()]
        if 1 - worst[none] >= any_:
            heavier = {GRAVEST: GRAVER}
            return max((n for n in names if n != NONE), key=lambda n: worst[names.index(n)] * heavier.get(n, 1))
        return GRAVEST if chances[:, gravest].max() >= gravest_ else NONE


class Hearing:
    """Hears the distress of a message, by its words and by its meaning. Safe in several threads.

    Without an embedder, or with one that nothing was learned for, the patterns hear alone.
    """

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder

    def __call__(self, message: str) -> Kind | None:
        """Return the kind of distress that `message` tells, the gravest of what is heard; None when it tells none."""
        named = distress(message)
        if (named and named.id == GRAVEST) or not self._learned:
            return named
        meant = self._meant(message)
        return meant if meant and (named is None or meant.id == GRAVEST) else named

    @cached_property
    def _learned(self) -> bool:
        return self._embedder is not None and self._embedder.identity == learned().embedder

    def _meant(self, message: str) -> Kind | None:
        if self._embedder is None or not message.strip():
            return None
        vectors = [self._embedder.embed_query(piece) for piece in pieces(message)]
        told = learned().told(np.array(vectors), is_ordinary(message))
        return next((kind for kind in kinds() if kind.id == told), None)


def is_ordinary(message: str) -> bool:
    """Whether a message is very short, states a fact of the case, gives a date, or asks for a calculation.

    Most such messages do no more, and a word of comfort to someone who says « j'ai deux enfants » would hurt.
    """
    said = read_facts(message, ANY_DAY)
    short = len(message.split()) < FEWEST_WORDS
    return short or bool(said.facts or said.dates or routed(message, frozenset(modules())))


def pieces(message: str) -> Sequence[str]:
    """Return what is embedded of `message`: the whole as the search reads it, then its sentences if several.

    A cry of a few words would be drowned in the vector of the long question that it ends.
    """
    whole = plain_french(message[:MAX_CHARS])
    sentences = [s for s in _SENTENCE.split(whole.strip()) if len(s.split()) >= FEWEST_WORDS]
    return [whole, *(s for s in sentences[-MOST_PIECES:] if s != whole)]


@cache
def learned() -> Probe:
    """Return what was learned."""
    return Probe.model_validate(tomllib.loads(DATA.read_text("utf-8")))
