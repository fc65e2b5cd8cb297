"""An encoder without weights: a token per word, a vector of hashed word beginnings. And a small catalogue."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np

from assistant.domain.text import fold
from assistant.reader.encoder import QUERY, Encoded
from assistant.reader.heads import Head, Heads
from assistant.reader.labels import ACTS, DISTRESSES

WIDTH = 48
KINDS = ("divers", "loisirs-cuisine")
ROLES = ("", "anciennete_services", "date_depart_souhaitee")
STATES = ("", "type_contrat=cdd", "type_contrat=cdi")
_WORD = re.compile(r"\w+")


class FakeEncoder:
    """Deterministic; words that begin alike are near. `asked` counts the texts that were computed."""

    width = WIDTH

    def __init__(self, folder: Path = Path("nowhere"), identity: str = "faux 1") -> None:
        self.folder = folder
        self.identity = identity
        self.asked: list[str] = []

    def encode(self, text: str, context: str = "") -> Encoded:
        places = tuple((m.start(), m.end()) for m in _WORD.finditer(text)) or ((0, 0),)
        tokens = np.stack([word_vector(text[a:b]) for a, b in places])
        mean = tokens.mean(0) + (0.1 * word_vector(context) if context else 0)
        return Encoded(_unit(mean), mean, tokens, places)

    def vectors(self, texts, prompt: str = QUERY):
        self.asked += texts
        return np.stack([self.encode(prompt + text).vector for text in texts])


def word_vector(word: str):
    """The same for words that share their first four letters; nothing for a word of less than three."""
    if len(word) < 3:
        return np.zeros(WIDTH, np.float32)
    seed = int.from_bytes(hashlib.sha256(fold(word)[:4].encode()).digest()[:4], "big")
    return np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)


def make_heads(**weights) -> Heads:
    """Heads of zeros (every label alike), but those given: name=(weight, bias)."""
    labels = {"act": ACTS, "kind": KINDS, "distress": DISTRESSES, "role": ROLES, "state": STATES}
    made = {}
    for name, own in labels.items():
        weight, bias = weights.get(name, (np.zeros((len(own), WIDTH)), np.zeros(len(own))))
        made[name] = Head(tuple(map(str, own)), np.asarray(weight, np.float32), np.asarray(bias, np.float32))
    return Heads(**made, words={"type_contrat=cdi": frozenset(["cdi"]), "type_contrat=cdd": frozenset(["cdd"])})


def _unit(vector):
    return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
