"""Weights of the scores, temperatures of the heads and thresholds, chosen on the validation part of the voices."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from assistant.reader.calibration import FILE, Calibration
from assistant.reader.catalogue import Catalogue, Scores
from assistant.reader.encoder import Encoded, Encoder
from assistant.reader.heads import Head, Heads
from assistant.reader.labels import Act, Distress
from assistant.reader.training.batches import Labels
from assistant.reader.training.examples import Example

Floats = npt.NDArray[np.float64]

RIGHT_ANSWERED, RIGHT_LEANING = 0.9, 0.4
FALSE_OUTSIDE = 0.02
ALARMS_FIRST, ALARMS_BELOW = 0.003, 0.01
STEP = 8
_GRID = np.linspace(0.02, 0.98, 97)


@dataclass(frozen=True)
class Point:
    """One threshold of a curve: the share of messages at or above it, and how often they are right."""

    threshold: float
    kept: float
    right: float


def calibrate(
    examples: Sequence[Example], encoder: Encoder, heads: Heads, catalogue: Catalogue, labels: Labels
) -> tuple[Calibration, Heads, dict[str, list[Point]]]:
    """Return the calibration, the heads with their temperatures, and the curves that the thresholds come from."""
    read = [encoder.encode(e.text, e.context) for e in examples]
    heads = replace(
        heads,
        act=_tempered(heads.act, [(r, str(e.act)) for r, e in zip(read, examples, strict=True) if e.act]),
        distress=_tempered(
            heads.distress, [(r, str(e.distress)) for r, e in zip(read, examples, strict=True) if e.distress]
        ),
    )
    asked = [(e, r) for e, r in zip(examples, read, strict=True) if e.reponses and e.act is Act.QUESTION]
    scores = [catalogue.score(e.text, r.vector) for e, r in asked]
    gold = [{labels.twins.get(x, x) for x in e.reponses} for e, _ in asked]
    weighed = _weigh(scores, gold, catalogue)
    curve = _curve(weighed, scores, gold, catalogue)
    answer = next((p.threshold for p in curve if p.right >= RIGHT_ANSWERED), 0.9)
    found = replace(
        weighed,
        answer=answer,
        lean=_lean(curve, answer),
        outside=_outside(examples, read, heads),
        help_first=_alarm(examples, read, heads, ALARMS_FIRST),
        help_below=_alarm(examples, read, heads, ALARMS_BELOW),
    )
    return found, heads, {"answer": curve}


def write_calibration(folder: Path, found: Calibration, curves: dict[str, list[Point]]) -> None:
    """Write the thresholds with the curve they came from."""
    lines = [
        "# Choisis sur la part de validation des voix ; chaque courbe : [seuil, part gardée, part juste].",
        "[thresholds]",
    ]
    lines += [f"{name} = {value:.4f}" for name, value in asdict(found).items()]
    for name, curve in curves.items():
        points = [[round(p.threshold, 2), round(p.kept, 4), round(p.right, 4)] for p in curve[::4]]
        lines += ["", f"[curves]\n{name} = {json.dumps(points)}"]
    (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _weigh(scores: Sequence[Scores], gold: Sequence[set[str]], catalogue: Catalogue) -> Calibration:
    """The weights of the three scores that make the right réponses likeliest."""
    place = {label: n for n, label in enumerate(catalogue.labels)}
    rows = [[place[g] for g in names if g in place] for names in gold]
    kept = [n for n, found in enumerate(rows) if found]
    stacked = np.stack([np.stack([scores[n].mean, scores[n].nearest, scores[n].linear]) for n in kept]).astype(
        np.float32
    )

    def loss(logs: Floats) -> float:
        logits = np.tensordot(stacked, np.exp(logs).astype(np.float32), axes=([1], [0]))
        logits -= logits.max(1, keepdims=True)
        total = np.log(np.exp(logits).sum(1))
        own = np.array([np.logaddexp.reduce(logits[i, rows[n]]) for i, n in enumerate(kept)])
        return float((total - own).mean())

    best = minimize(loss, np.log([10.0, 5.0, 10.0]), method="Nelder-Mead", options={"maxiter": 120, "xatol": 0.02})
    mean, nearest, linear = (float(x) for x in np.exp(best.x))
    return Calibration(mean=mean, nearest=nearest, linear=linear)


def _curve(
    found: Calibration, scores: Sequence[Scores], gold: Sequence[set[str]], catalogue: Catalogue
) -> list[Point]:
    probabilities = [found.probabilities(s) for s in scores]
    best = np.array([p.max() for p in probabilities])
    right = np.array([catalogue.labels[int(p.argmax())] in g for p, g in zip(probabilities, gold, strict=True)])
    return [
        Point(float(t), float((best >= t).mean()), float(right[best >= t].mean()) if (best >= t).any() else 1.0)
        for t in _GRID
    ]


def _lean(curve: Sequence[Point], answer: float) -> float:
    """The least threshold at which, just above it, the best réponse is right often enough to be shown."""
    for low, high in zip(curve, curve[STEP:], strict=False):
        between = low.kept - high.kept
        if between > 0 and (low.kept * low.right - high.kept * high.right) / between >= RIGHT_LEANING:
            return min(low.threshold, answer)
    return answer


def _outside(examples: Sequence[Example], read: Sequence[Encoded], heads: Heads) -> float:
    """The probability from which a message is declined, so that few questions of AESH are."""
    names = [heads.act.labels.index(a) for a in (Act.OUT_OF_SCOPE, Act.OTHER_STATUS)]
    inside = [
        heads.act.probabilities(r.mean[None])[0][names].sum()
        for r, e in zip(read, examples, strict=True)
        if e.reponses
    ]
    return float(np.clip(np.quantile(inside, 1 - FALSE_OUTSIDE), 0.3, 0.9)) if inside else 0.6


def _alarm(examples: Sequence[Example], read: Sequence[Encoded], heads: Heads, share: float) -> float:
    """The probability of distress that no more than `share` of ordinary messages reach."""
    none = heads.distress.labels.index(Distress.NONE)
    ordinary = [
        1 - heads.distress.probabilities(r.mean[None])[0][none]
        for r, e in zip(read, examples, strict=True)
        if e.distress is Distress.NONE
    ]
    return float(np.clip(np.quantile(ordinary, 1 - share), 0.2, 0.99)) if ordinary else 0.5


def _tempered(head: Head, pairs: Sequence[tuple[Encoded, str]]) -> Head:
    """The head with the temperature that makes its probabilities honest."""
    known = [(r.mean, head.labels.index(g)) for r, g in pairs if g in head.labels]
    if not known:
        return head
    means, rows = np.stack([m for m, _ in known]), np.array([g for _, g in known])

    def loss(log: Floats) -> float:
        likely = replace(head, temperature=float(np.exp(log[0]))).probabilities(means)
        return float(-np.log(likely[np.arange(len(rows)), rows].clip(1e-9)).mean())

    best = minimize(loss, np.zeros(1), method="Nelder-Mead")
    return replace(head, temperature=float(np.clip(np.exp(best.x[0]), 0.5, 5)))
