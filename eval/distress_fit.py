"""The fit of what hears distress by meaning: a softmax on centred vectors, and the chances from which it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from assistant.dialogue.distress_probe import DATA, GRAVEST, NONE, Probe

Matrix = NDArray[np.float64]
# Chosen on the tuning part, among 1, 5, 20, 100 and 500, by what it hears at equal false alarms.
LOOSENESS = 20.0
FOLDS, MOST_STEPS = 8, 2000
# Shares of the ordinary questions on which each of the two thresholds may speak, out of fold.
FALSE_ANY, FALSE_GRAVEST = 0.0125, 0.0125


def fitted(vectors: Matrix, labels: Sequence[str], ordinary: Sequence[bool], embedder: str) -> Probe:
    """Return the probe learned from `vectors` (one row per text), its thresholds set on the `ordinary` texts.

    The thresholds rest on chances told by a probe that had not seen the text.
    """
    probe, told = _weighed(vectors, labels, embedder), out_of_fold(vectors, labels, embedder)
    names = list(probe.weights)
    calm = told[np.array([o and label == NONE for o, label in zip(ordinary, labels, strict=True)])]
    any_kind = float(np.quantile(1 - calm[:, names.index(NONE)], 1 - FALSE_ANY))
    gravest = float(np.quantile(calm[:, names.index(GRAVEST)], 1 - FALSE_GRAVEST))
    return probe.model_copy(update={"any": round(any_kind, 3), "gravest": round(gravest, 3)})


def out_of_fold(vectors: Matrix, labels: Sequence[str], embedder: str) -> Matrix:
    """Return the chances of each text, told by what was learned from the other folds."""
    known = np.array(labels)
    told = np.zeros((len(known), len(set(labels))))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for seen, hidden in folds.split(vectors, known):
        told[hidden] = _weighed(vectors[seen], [labels[i] for i in seen], embedder).chances(vectors[hidden])
    return told


def _weighed(vectors: Matrix, labels: Sequence[str], embedder: str) -> Probe:
    mean = vectors.mean(axis=0)
    off = vectors - mean
    model = LogisticRegression(C=LOOSENESS, max_iter=MOST_STEPS)
    model.fit(off / (np.linalg.norm(off, axis=1, keepdims=True) + 1e-9), np.array(labels))
    rows = np.column_stack([model.intercept_, model.coef_]).round(3).tolist()
    weights = dict(zip(map(str, model.classes_), map(tuple, rows), strict=True))
    return Probe(embedder=embedder, any=1, gravest=1, mean=tuple(mean.round(5).tolist()), weights=weights)


def write(probe: Probe, path: Path = DATA) -> None:
    """Write `probe` beside the code that reads it."""
    told = [
        "# Ce qui fait entendre la détresse par le sens, appris par « python -m eval.distress --fit ».",
        "# Le format est décrit dans assistant/dialogue/distress_probe.py.",
        f'embedder = "{probe.embedder}"',
        f"any = {probe.any}",
        f"gravest = {probe.gravest}",
        f"mean = {list(probe.mean)}",
        "\n[weights]",
        *(f"{kind} = {list(row)}" for kind, row in probe.weights.items()),
    ]
    path.write_text("\n".join(told) + "\n", "utf-8")
