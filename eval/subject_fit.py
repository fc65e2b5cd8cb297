"""The fit of the ranker: a softmax over the fiches of each question, by Newton's method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]

RIDGE = 1e-3
STEPS = 60
ENOUGH = 1e-7


@dataclass(frozen=True)
class Rows:
    """Measured questions: `signals` (question, fiche, signal), `right` (question, fiche), one `weight` each."""

    signals: Matrix
    right: Flags
    weight: Matrix

    def only(self, kept: Flags | NDArray[np.intp]) -> Rows:
        """Return some of the questions."""
        return Rows(self.signals[kept], self.right[kept], self.weight[kept])


def fitted(rows: Rows) -> Matrix:
    """Return the weights under which the right fiches of `rows` are likeliest, small weights preferred."""
    spread = rows.signals.std(axis=(0, 1)) + 1e-9
    scaled, share = rows.signals / spread, rows.weight / rows.weight.sum()
    weights = np.zeros(scaled.shape[2])
    for _ in range(STEPS):
        slope, bend = _slopes(scaled, rows.right, share, weights)
        whole = np.linalg.solve(bend, slope).astype(np.float64)
        step = _damped(scaled, rows.right, share, weights, whole)
        weights = weights - step
        if np.abs(step).max() < ENOUGH:
            break
    found: Matrix = weights / spread
    return found


def loss(scaled: Matrix, right: Flags, share: Matrix, weights: Matrix) -> float:
    """Return minus the mean logarithm of the chance given to the right fiches, plus the penalty on the weights."""
    chances = _chances(scaled, weights)
    return float(-(share * np.log((chances * right).sum(1) + 1e-12)).sum() + RIDGE * (weights**2).sum())


def _slopes(scaled: Matrix, right: Flags, share: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    """Return the gradient, and the part of the second derivative that bends upwards."""
    chances = _chances(scaled, weights)
    wanted = chances * right / ((chances * right).sum(1, keepdims=True) + 1e-12)
    slope = np.einsum("qf,qfs->s", (chances - wanted) * share[:, None], scaled) + 2 * RIDGE * weights
    middle = np.einsum("qf,qfs->qs", chances, scaled)
    squares = np.einsum("qf,qfs,qft->st", chances * share[:, None], scaled, scaled, optimize=True)
    bend = squares - np.einsum("q,qs,qt->st", share, middle, middle) + 2 * RIDGE * np.eye(len(weights))
    return slope, bend


def _damped(scaled: Matrix, right: Flags, share: Matrix, weights: Matrix, step: Matrix) -> Matrix:
    start = loss(scaled, right, share, weights)
    for _ in range(20):
        if loss(scaled, right, share, weights - step) <= start:
            return step
        step = step / 2
    return np.zeros_like(step)


def _chances(scaled: Matrix, weights: Matrix) -> Matrix:
    sums = scaled @ weights
    raised = np.exp(sums - sums.max(axis=1, keepdims=True))
    chances: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return chances


def ranks(rows: Rows, weights: Matrix) -> NDArray[np.intp]:
    """Return, for each question, the rank from 1 of the first right fiche."""
    order = np.argsort(-(rows.signals @ weights), axis=1, kind="stable")
    first: NDArray[np.intp] = np.take_along_axis(rows.right, order, axis=1).argmax(axis=1) + 1
    return first


def folds(first: Sequence[int], count: int) -> NDArray[np.intp]:
    """Return the fold of each question, from that of its (first) fiche, so that no fiche is in two folds."""
    return np.array([fiche % count for fiche in first], dtype=np.intp)
