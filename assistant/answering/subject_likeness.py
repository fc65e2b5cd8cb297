"""How much a question is like what the fiches ask and say: kernel ridge regression, learned from the index itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.answering.subject_views import Vector, View, grams

DENSE, SOUNDS, WORDS = 0.5, 0.25, 0.25
PENALTY = 1.0


@dataclass(frozen=True)
class Text:
    """A text in the three ways it is compared: letters, weighted stems, vector of length 1 (None: none)."""

    letters: str
    stems: Mapping[str, float]
    vector: Vector | None = None


class Likeness:
    """Learned from texts whose subject is known; tells how much another text is like each subject.

    Texts are compared by meaning, sounds and words at once. The regression weighs each known text so as to
    tell the subjects apart: what they all share (« combien de jours », « mon contrat ») hardly counts.
    """

    def __init__(self, texts: Sequence[Text], subjects: Sequence[int], count: int) -> None:
        self._blank = next((np.zeros_like(t.vector) for t in texts if t.vector is not None), np.zeros(1, np.float32))
        self._dense = np.stack([self._vector(t) for t in texts])
        self._sounds = View([grams(t.letters) for t in texts])
        self._words = View([t.stems for t in texts])
        self._mutual = _kernel(self._dense @ self._dense.T, self._sounds.mutual(), self._words.mutual())
        self._mutual[np.diag_indices_from(self._mutual)] += PENALTY
        wanted = np.eye(count, dtype=np.float32)[np.asarray(subjects, dtype=np.intp)]
        self._weights: Vector = np.linalg.solve(self._mutual, wanted)

    @cached_property
    def _inverse(self) -> Vector:
        inverse: Vector = np.linalg.inv(self._mutual)
        return inverse

    def scores(self, text: Text, hidden: int | None = None) -> Vector:
        """Return one figure per subject, about 1 when the text surely is of that subject, about 0 when it is not.

        With `hidden`, what was learned from the text of that rank is first unlearned, exactly.
        """
        near = self._near(text)
        found: Vector = near @ self._weights
        if hidden is None:
            return found
        column = self._inverse[:, hidden]
        unlearned: Vector = found - (near @ column / column[hidden]) * self._weights[hidden]
        return unlearned

    def _near(self, text: Text) -> Vector:
        dense = self._dense @ self._vector(text)
        return _kernel(dense, self._sounds.cosines(grams(text.letters)), self._words.cosines(text.stems))

    def _vector(self, text: Text) -> Vector:
        return self._blank if text.vector is None else text.vector


def _kernel(dense: Vector, sounds: Vector, words: Vector) -> Vector:
    kernel: Vector = np.exp(DENSE * dense + SOUNDS * sounds + WORDS * words - 1) - np.float32(np.exp(-1))
    return kernel
