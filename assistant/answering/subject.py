"""Which fiche a question is about: signals weighed as the tuning questions taught, told as probabilities."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from assistant.answering.subject_signals import SIGNALS, Asked, Board, Matrix
from assistant.dialogue.routing import routed
from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Frozen, SourceInfo
from assistant.embedding.base import Embedder
from assistant.index.reader import IndexReader
from assistant.retrieval.query import analyse
from assistant.rules.registry import modules

DATA = Path(__file__).with_name("subject.toml")


class Subject(Frozen):
    """A fiche that may answer, and how likely it is, from 0 to 1, to be the one; all fiches together make 1."""

    source: SourceInfo
    probability: float


class Weights(Frozen):
    """What `python -m eval.subject --fit` learned: the weight of each signal, and the margins of the choices.

    `linked`: a fiche that is not linked to the calculator called leads only when it is so many times likelier than
    those that are. `guides`: a guide passage leads only when it holds so much more of the question's words (a share,
    by rarity) than the fiche. `close`: the second fiche is told too from this share of the first one's chance on.
    """

    signals: dict[str, float]
    linked: float
    guides: float
    close: float

    @property
    def vector(self) -> Matrix:
        """The weights in the order of `SIGNALS`."""
        return np.array([self.signals[name] for name in SIGNALS])


@cache
def learned() -> Weights:
    """Return the weights of the data file."""
    return Weights.model_validate(tomllib.loads(DATA.read_text("utf-8")))


def rank_subjects(board: Board, asked: Asked) -> list[Subject]:
    """Return the fiches of `board` with their chances for the question `asked`, likeliest first, ties by id."""
    chances = probabilities(board.signals(asked), learned().vector)
    subjects = [
        Subject(source=source, probability=round(float(chance), 4))
        for source, chance in zip(board.sources, chances, strict=True)
    ]
    return sorted(subjects, key=lambda s: (-s.probability, s.source.source_id))


def probabilities(signals: Matrix, weights: Matrix) -> Matrix:
    """Return the chance of each row of `signals`: a softmax of the weighted sums; empty for no row."""
    sums = signals @ weights
    raised: Matrix = np.exp(sums - sums.max(initial=-np.inf)) if len(sums) else sums
    chances: Matrix = raised / raised.sum() if len(sums) else raised
    return chances


def leading(subjects: Sequence[Subject], called: Sequence[str], linked_margin: float | None = None) -> Subject | None:
    """Return the subject to answer from, given the ids of the calculators `called`; None when there is none.

    The likeliest fiche linked to the first calculator leads, unless another one is clearly likelier. Where no fiche
    is linked to it, none leads.
    """
    if not called or not subjects:
        return subjects[0] if subjects else None
    margin = learned().linked if linked_margin is None else linked_margin
    linked = next((s for s in subjects if called[0] in s.source.calculators), None)
    return subjects[0] if linked and linked.probability * margin < subjects[0].probability else linked


def also_meant(subjects: Sequence[Subject], told: SourceInfo | None = None) -> Subject | None:
    """Return the likeliest of `subjects` (likeliest first) that may be meant as well as the fiche `told`.

    `told` is the first of them unless said otherwise. None when what is told is clearly what is meant.
    """
    leader = next((s for s in subjects if told is None or s.source == told), None)
    other = next((s for s in subjects if leader and s is not leader), None)
    return other if leader and other and other.probability >= learned().close * leader.probability else None


class Ranker:
    """Ranks the fiches of the index in service; what it lays out is kept until another generation is served.

    Safe in several threads. `embedder` is the one that the index was made with.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = threading.Lock()
        self._boards: dict[str, Board] = {}

    def subjects(self, reader: IndexReader, question: str, earlier: Sequence[str] = ()) -> list[Subject]:
        """Return the fiches, likeliest first, for `question`, asked after the `earlier` ones that it leans on."""
        return rank_subjects(self.board(reader), asked(reader, self._embedder, question, earlier))

    def board(self, reader: IndexReader) -> Board:
        """Return the fiches of `reader`, laid out; it takes seconds the first time that a generation is asked for.

        Meanwhile, those who still read the generation before do not wait.
        """
        generation = reader.manifest.generation
        if generation not in self._boards:
            with self._lock:
                if generation not in self._boards:
                    before = list(self._boards.items())[-1:]
                    self._boards = dict([*before, (generation, Board(reader))])
        return self._boards.get(generation) or Board(reader)


def asked(reader: IndexReader, embedder: Embedder, question: str, earlier: Sequence[str] = ()) -> Asked:
    """Return `question` as it is measured against the fiches."""
    query = analyse(plain_french(question), earlier, reader.vocabulary)
    routes = routed(question, frozenset(modules()))
    return Asked(query.text, query.weights, embedder.embed_query(query.text), [r.calculator for r in routes])
