"""What is measured between a question and each fiche before one is chosen to answer."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.sheet import IN_BRIEF
from assistant.answering.subject_likeness import Likeness, Text
from assistant.answering.subject_views import Vector, unit
from assistant.domain.corpus import Chunk, Nature, SourceInfo
from assistant.index.reader import EVERYTHING, IndexReader
from assistant.lexicon.tokens import stems

Matrix = NDArray[np.float64]

WORDS = Path(__file__).with_name("subject_words.toml")
SIGNALS = ("likeness", "asked", "near", "brief", "lexical", "worded", "whole", "cued", "route")
K1, B = 1.2, 0.75
TITLE_COUNTS = 3


@dataclass(frozen=True)
class Asked:
    """A question as it is measured.

    `text` is what was typed, in plain French; `weights` its stems and their other forms; `vector` its embedding;
    `calculators` the ids of those that it calls for, in order.
    """

    text: str
    weights: Mapping[str, float]
    vector: Sequence[float]
    calculators: Sequence[str] = ()


@cache
def everyday_words() -> Mapping[str | None, Sequence[str]]:
    """Return, by id of fiche, the everyday words of the data file that lead to it."""
    words: dict[str | None, Sequence[str]] = dict(tomllib.loads(WORDS.read_text("utf-8")).items())
    return words


class Board:
    """The fiches of one generation of the index, laid out to be measured against a question. Immutable once made."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self.sources = [d.source for d in reader.documents() if d.source.nature is Nature.FICHE]
        rank = {source.source_id: n for n, source in enumerate(self.sources)}
        chunks = [c for c in reader.catalogue.chunks if c.source_id in rank]
        self.questions = [c for c in chunks if c.kind == "question"]
        self._passages = [c for c in chunks if c.kind == "passage"]
        self._asked_of = np.array([rank[c.source_id] for c in self.questions], dtype=np.intp)
        self._said_of = np.array([rank[c.source_id] for c in self._passages], dtype=np.intp)
        self._asking, self._asking_middle = self._vectors(self.questions)
        self._saying, self._saying_middle = self._vectors(self._passages)
        self._briefs = np.array([reader.catalogue.sections[c.section_id].heading == IN_BRIEF for c in self._passages])
        self._words = _Words(self.sources, self._passages)
        self._likeness = self._learned() if self.sources else None

    def signals(self, asked: Asked, hidden: str | None = None) -> Matrix:
        """Return one row per fiche of `sources`, one column per name of `SIGNALS`.

        `hidden` is the id of a question of a fiche to be measured as if the fiche did not hold it.
        """
        if self._likeness is None:
            return np.zeros((0, len(SIGNALS)))
        vector = np.asarray(asked.vector, dtype=np.float32)
        asking, saying = unit(vector - self._asking_middle), unit(vector - self._saying_middle)
        seen = np.array([c.chunk_id != hidden for c in self.questions], dtype=bool)
        near = self._saying @ saying
        lexical = dict(self._reader.lexical(asked.weights, len(self._reader.catalogue.chunks), EVERYTHING))
        columns: dict[str, Matrix | Vector] = {
            "likeness": self._likeness.scores(Text(asked.text, asked.weights, asking), self._place(hidden)),
            "asked": self._best(self._asked_of, np.where(seen, self._asking @ asking, -1.0)),
            "near": self._best(self._said_of, near),
            "brief": self._best(self._said_of, np.where(self._briefs, near, -1.0)),
            "lexical": _over_best(self._best(self._said_of, _scores(self._passages, lexical))),
            "worded": _over_best(self._best(self._asked_of, _scores(self.questions, lexical) * seen)),
            "whole": _over_best(self._words.scores(asked.weights)),
            "cued": self._words.cued({*stems(asked.text), *asked.weights}),
            "route": np.array([not set(asked.calculators).isdisjoint(s.calculators) for s in self.sources], float),
        }
        return np.stack([columns[name] for name in SIGNALS], axis=1)

    def _vectors(self, chunks: Sequence[Chunk]) -> tuple[Vector, Vector]:
        """Return the vectors of `chunks`, centred and of length 1, and their middle.

        The vectors of one embedder all point roughly the same way: only what sets them apart is compared.
        """
        rows = np.array([self._reader.mean_vector([c.chunk_id]) for c in chunks], dtype=np.float32)
        if not chunks:
            return np.zeros((0, 1), np.float32), np.zeros(1, np.float32)
        middle: Vector = rows.mean(axis=0)
        return unit(rows - middle), middle

    def _learned(self) -> Likeness:
        asked = [Text(c.text, Counter(stems(c.text)), v) for c, v in zip(self.questions, self._asking, strict=True)]
        titles = [source.title for source in self.sources]
        said = [f"{titles[rank]}. {c.text}" for rank, c in zip(self._said_of, self._passages, strict=True)]
        # Passages are spelled well and long: their sounds would cost more than they tell.
        told = [Text("", Counter(stems(text)), v) for text, v in zip(said, self._saying, strict=True)]
        names = list(zip(titles, range(len(titles)), strict=True))
        for rank, source in enumerate(self.sources):
            names += [(cue, rank) for cue in everyday_words().get(source.fiche_id, ())]
        named = [Text(name, Counter(stems(name))) for name, _ in names]
        subjects = [*self._asked_of, *self._said_of, *(rank for _, rank in names)]
        return Likeness([*asked, *told, *named], subjects, len(titles))

    def _place(self, hidden: str | None) -> int | None:
        return next((n for n, c in enumerate(self.questions) if c.chunk_id == hidden), None) if hidden else None

    def _best(self, owners: NDArray[np.intp], figures: Vector | Matrix) -> Matrix:
        """Return the greatest figure of each fiche, -1 for one that has none."""
        best = np.full(len(self.sources), -1.0)
        np.maximum.at(best, owners, figures)
        return best


class _Words:
    """The words of whole fiches: BM25 over them, their titles counted `TITLE_COUNTS` times."""

    def __init__(self, sources: Sequence[SourceInfo], passages: Sequence[Chunk]) -> None:
        counts = {s.source_id: Counter(stems(s.title) * TITLE_COUNTS) for s in sources}
        for chunk in passages:
            counts[chunk.source_id].update(stems(chunk.text))
        rows = list(counts.values())
        lengths = np.array([sum(row.values()) for row in rows], dtype=float)
        damping = K1 * (1 - B + B * lengths / (lengths.mean() if rows else 1.0))
        self._count = len(rows)
        self._saturated = {
            stem: (count := np.array([row[stem] for row in rows], dtype=float)) * (K1 + 1) / (count + damping)
            for stem in {stem for row in rows for stem in row}
        }
        self._cues = [[frozenset(stems(cue)) for cue in everyday_words().get(s.fiche_id, ())] for s in sources]

    def scores(self, weights: Mapping[str, float]) -> Matrix:
        """Return the BM25 score of each fiche, in order."""
        total = np.zeros(self._count)
        for stem, weight in weights.items():
            if stem in self._saturated:
                total += weight * self._rarity(stem) * self._saturated[stem]
        return total

    def cued(self, typed: Set[str]) -> Matrix:
        """Return, for each fiche, how rare its rarest everyday expression held whole by `typed` is; 0 for none."""
        held = [[sum(map(self._rarity, cue)) for cue in cues if cue <= typed] for cues in self._cues]
        return np.array([max(found, default=0.0) for found in held], dtype=float)

    def _rarity(self, stem: str) -> float:
        holding = int((self._saturated[stem] > 0).sum()) if stem in self._saturated else 0
        return math.log(1 + (self._count - holding + 0.5) / (holding + 0.5))


def _scores(chunks: Sequence[Chunk], found: Mapping[str, float]) -> Matrix:
    return np.array([found.get(c.chunk_id, 0.0) for c in chunks])


def _over_best(figures: Matrix) -> Matrix:
    """Return figures from 0 to 1: shares of the best of them."""
    shares: Matrix = np.maximum(figures, 0.0) / (figures.max(initial=0.0) or 1.0)
    return shares
