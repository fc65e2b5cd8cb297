"""The reader: one pass over a message tells what is asked, what is given, and whether somebody needs help.

message + context ──encoder──► vector ──► réponses (catalogue), act, kind, distress
                             └► token states ──► role of each value, states said
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from assistant.lexicon.tokens import stems
from assistant.reader.calibration import Calibration
from assistant.reader.catalogue import Catalogue
from assistant.reader.encoder import Encoded, Encoder
from assistant.reader.heads import Heads, softmax
from assistant.reader.labels import Act, Distress

REMEMBERED = 512
KEPT = 5
MAX_CHARS = 2_000


@dataclass(frozen=True)
class Scored:
    """A label and its probability, from 0 to 1."""

    label: str
    probability: float


@dataclass(frozen=True)
class Said:
    """A state or a choice told by the message: « type_contrat » is « cdi »."""

    fact: str
    value: str
    probability: float
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """What was read of one message.

    `reponses` are the likeliest, best first, with calibrated probabilities; `act` and `distress` come with the
    probability of each label; `kind` says what an out-of-scope message or another status is about; `roles` gives for
    each value asked about (by its place) the facts it may be, best first.
    """

    reponses: tuple[Scored, ...]
    act: Act
    acts: dict[Act, float]
    distress: dict[Distress, float]
    kind: Scored
    states: tuple[Said, ...] = ()
    roles: dict[tuple[int, int], tuple[Scored, ...]] = field(default_factory=dict)


class Reader:
    """Reads messages, from several threads; the last few hundred are remembered."""

    def __init__(self, encoder: Encoder, heads: Heads, calibration: Calibration) -> None:
        self.encoder = encoder
        self.heads = heads
        self.calibration = calibration
        self._encoded = lru_cache(maxsize=REMEMBERED)(encoder.encode)

    def read(
        self, text: str, catalogue: Catalogue, context: str = "", spans: Sequence[tuple[int, int]] = ()
    ) -> Reading:
        """Return what `text` says; `context` is the question before it, `spans` the places of its values."""
        text = text[:MAX_CHARS]
        encoded = self._encoded(text, context[:MAX_CHARS])
        acts = self.heads.act.probabilities(encoded.mean[None])[0]
        kinds = self.heads.kind.probabilities(encoded.mean[None])[0]
        distress = self.heads.distress.probabilities(encoded.mean[None])[0]
        return Reading(
            self._reponses(text, encoded, catalogue),
            Act(self.heads.act.labels[int(acts.argmax())]),
            {Act(label): float(p) for label, p in zip(self.heads.act.labels, acts, strict=True)},
            {Distress(label): float(p) for label, p in zip(self.heads.distress.labels, distress, strict=True)},
            Scored(self.heads.kind.labels[int(kinds.argmax())], float(kinds.max())),
            self._states(text, encoded),
            {span: self._roles(encoded, span) for span in spans},
        )

    def _reponses(self, text: str, encoded: Encoded, catalogue: Catalogue) -> tuple[Scored, ...]:
        probabilities = self.calibration.probabilities(catalogue.score(text, encoded.vector))
        best = np.argsort(-probabilities)[:KEPT]
        return tuple(Scored(catalogue.labels[n], float(probabilities[n])) for n in best)

    def _roles(self, encoded: Encoded, span: tuple[int, int]) -> tuple[Scored, ...]:
        rows = [n for n, (start, end) in enumerate(encoded.places) if start < span[1] and end > span[0]]
        if not rows:
            return ()
        mean = encoded.tokens[rows].mean(0, keepdims=True)
        probabilities = self.heads.role.probabilities(mean)[0]
        best = np.argsort(-probabilities)
        return tuple(Scored(self.heads.role.labels[n], float(probabilities[n])) for n in best)

    def _states(self, text: str, encoded: Encoded) -> tuple[Said, ...]:
        """The runs of tokens that tell a state in words known to tell it; a fact keeps its surest value."""
        head = self.heads.state
        probabilities = softmax((encoded.tokens @ head.weight.T + head.bias) / head.temperature)
        found: dict[str, Said] = {}
        for (start, end), row in zip(encoded.places, probabilities, strict=True):
            label, likely = head.labels[int(row.argmax())], float(row.max())
            if not label or likely < self.calibration.state:
                continue
            fact, _, value = label.partition("=")
            before = found.get(fact)
            if before and before.value == value and start - before.end <= 1:
                found[fact] = Said(fact, value, max(likely, before.probability), before.start, end)
            elif before is None or likely > before.probability:
                found[fact] = Said(fact, value, likely, start, end)
        return tuple(said for said in found.values() if self._is_worded(text, said))

    def _is_worded(self, text: str, said: Said) -> bool:
        """Whether one of the words of the run, taken whole, has told this state before."""
        start = text.rfind(" ", 0, said.start + 1) + 1
        end = text.find(" ", said.end)
        words = stems(text[start : end if end >= 0 else len(text)])
        return bool(self.heads.words.get(f"{said.fact}={said.value}", frozenset()) & set(words))
