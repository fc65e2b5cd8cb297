"""The réponses as the reader finds them: vectors of every phrasing, and a linear view fitted in seconds.

Nothing here is trained beforehand: a new fiche, with its canonical questions and its voices, is found as soon as the
index is built. For a message, each réponse gets three scores: the likeness to the mean of its phrasings, the likeness
to the nearest of them, and that of a ridge regression on the encoder's vector beside hashed n-grams.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.reader.ngrams import hash_all, hash_ngrams

Floats = npt.NDArray[np.float32]

RIDGE = 1.0
NGRAM_SHARE = 0.7
FILE = "reponses.npz"


@dataclass(frozen=True)
class Scores:
    """The three scores of every réponse for one message, in the order of `Catalogue.labels`."""

    mean: Floats
    nearest: Floats
    linear: Floats


class Catalogue:
    """Every réponse with what its phrasings look like."""

    def __init__(
        self, labels: Sequence[str], rows: npt.NDArray[np.intp], vectors: Floats, linear: Floats, centre: Floats
    ) -> None:
        self.labels = tuple(labels)
        self._rows = rows
        self._vectors = vectors
        self._linear = linear
        self._centre = centre
        self._own = _unit(vectors - centre)
        self._means = _means(rows, self._own, len(self.labels))

    @classmethod
    def fit(cls, labels: Sequence[str], texts: Sequence[str], vectors: Floats) -> Catalogue:
        """Return the catalogue of phrasings: `labels` (the réponse of each), `texts`, and their unit `vectors`."""
        names = sorted(set(labels))
        place: Mapping[str, int] = {name: n for n, name in enumerate(names)}
        rows = np.array([place[label] for label in labels], dtype=np.intp)
        centre = vectors.mean(0)
        features = np.concatenate([_unit(vectors - centre), NGRAM_SHARE * hash_all(texts)], axis=1)
        return cls(names, rows, vectors.astype(np.float32), _ridge(features, rows, len(names)), centre)

    def score(self, text: str, vector: Floats) -> Scores:
        """Return the scores of the réponses for a message and its unit vector."""
        own = _unit((vector - self._centre)[None])[0]
        nearest = np.full(len(self.labels), -1.0, np.float32)
        np.maximum.at(nearest, self._rows, self._own @ own)
        features = np.concatenate([own, NGRAM_SHARE * hash_ngrams(text), [1.0]])
        return Scores(self._means @ own, nearest, features.astype(np.float32) @ self._linear)

    def save(self, folder: Path) -> None:
        """Write the catalogue in `folder`."""
        np.savez(
            folder / FILE,
            labels=np.array(self.labels),
            rows=self._rows,
            vectors=self._vectors.astype(np.float16),
            linear=self._linear.astype(np.float16),
            centre=self._centre,
        )

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """Return what `save` wrote. Raises `OSError` or `ValueError` for a file that is absent or damaged."""
        with np.load(folder / FILE) as data:
            return cls(
                [str(label) for label in data["labels"]],
                data["rows"],
                data["vectors"].astype(np.float32),
                data["linear"].astype(np.float32),
                data["centre"],
            )


def _means(rows: npt.NDArray[np.intp], vectors: Floats, count: int) -> Floats:
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, rows, vectors)
    return _unit(sums)


def _ridge(features: Floats, rows: npt.NDArray[np.intp], count: int) -> Floats:
    """Return the weights (features + 1, réponses) of a ridge regression on one-hot targets, each réponse alike."""
    spread = np.concatenate([features, np.ones((len(features), 1), np.float32)], axis=1)
    share = 1.0 / np.sqrt(np.bincount(rows, minlength=count)[rows].clip(1))
    weighted = spread * share[:, None].astype(np.float32)
    gram = weighted.T @ weighted
    gram[np.diag_indices_from(gram)] += RIDGE * np.trace(gram) / len(gram)
    targets = np.zeros((spread.shape[1], count), np.float32)
    np.add.at(targets.T, rows, weighted * share[:, None].astype(np.float32))
    return np.linalg.solve(gram, targets).astype(np.float32)


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True).clip(1e-9), np.float32)
