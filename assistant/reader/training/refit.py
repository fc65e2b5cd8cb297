"""The heads fitted once more on what is served: the int8 encoder, every class weighing alike.

The training sees twenty-five thousand questions for twenty greetings; a logistic regression with balanced classes on
the exported vectors hears both. The encoder itself is left as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from assistant.lexicon.tokens import stems
from assistant.reader.encoder import Encoded, Encoder
from assistant.reader.heads import Head, Heads
from assistant.reader.training.batches import Labels
from assistant.reader.training.examples import Example

Floats = npt.NDArray[np.float32]

MOST_PER_CLASS = 4_000
STRENGTH = 0.3
PRIOR_SHARE = 0.4
MOST_SILENT_TOKENS = 6


def refit_heads(examples: Sequence[Example], encoder: Encoder, heads: Heads, labels: Labels, seed: int) -> Heads:
    """Return the heads fitted anew on `examples`; a head that has fewer than two classes stays as it is."""
    dice = np.random.default_rng(seed)
    chosen = _thin(examples, dice)
    read = [encoder.encode(e.text, e.context) for e in chosen]
    means = np.stack([r.mean for r in read])
    return replace(
        heads,
        act=_leaned(
            _fit(heads.act, means, [str(e.act) if e.act else "" for e in chosen]),
            Counter(str(e.act) for e in examples if e.act),
        ),
        kind=_fit(heads.kind, means, [e.kind for e in chosen]),
        distress=_fit(heads.distress, means, [str(e.distress) if e.distress else "" for e in chosen]),
        role=_fit(heads.role, *_spans(chosen, read, labels)),
        state=_fit(heads.state, *_tokens(chosen, read, labels, dice)),
        words=gather_words(examples),
    )


def gather_words(examples: Sequence[Example]) -> dict[str, frozenset[str]]:
    """Return, for each state, the stems of the words by which it was told, at least twice each."""
    counted: dict[str, Counter[str]] = {}
    for example in examples:
        for mark in example.marks:
            if mark.value:
                told = counted.setdefault(f"{mark.fact}={mark.value}", Counter())
                told.update(set(stems(example.text[mark.start : mark.end])))
    return {name: frozenset(stem for stem, times in told.items() if times >= 2) for name, told in counted.items()}


def _leaned(head: Head, seen: Counter[str]) -> Head:
    """The head with a part of what is known of how often each label comes: most messages are questions."""
    total = sum(seen.values())
    shares = np.array([max(1, seen[label]) / total for label in head.labels])
    return replace(head, bias=(head.bias + PRIOR_SHARE * np.log(shares)).astype(np.float32))


def _thin(examples: Sequence[Example], dice: np.random.Generator) -> list[Example]:
    """Every rare example and every marked one, and a part of the plain questions."""
    plain = [e for e in examples if e.reponses and not e.marks and not e.context]
    kept = [e for e in examples if not (e.reponses and not e.marks and not e.context)]
    rows = dice.permutation(len(plain))[:MOST_PER_CLASS]
    return [*kept, *(plain[n] for n in rows)]


def _fit(head: Head, rows: Floats, gold: Sequence[str]) -> Head:
    """The head as a balanced logistic regression on the rows whose label it knows."""
    known = [n for n, label in enumerate(gold) if label in head.labels]
    found = sorted({head.labels.index(gold[n]) for n in known})
    if len(found) < 2:
        return head
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=400)
    model.fit(rows[known], [head.labels.index(gold[n]) for n in known])
    weight = np.zeros_like(head.weight)
    bias = np.full_like(head.bias, -20.0)
    places = model.classes_.astype(int)
    if len(places) == 2:
        weight[places[1]], bias[places[1]], bias[places[0]] = model.coef_[0], model.intercept_[0], 0.0
    else:
        weight[places], bias[places] = model.coef_, model.intercept_
    return replace(head, weight=weight.astype(np.float32), bias=bias.astype(np.float32), temperature=1.0)


def _spans(examples: Sequence[Example], read: Sequence[Encoded], labels: Labels) -> tuple[Floats, list[str]]:
    rows, gold = [], []
    for example, encoded in zip(examples, read, strict=True):
        for mark in example.marks:
            inside = [n for n, (a, b) in enumerate(encoded.places) if a < mark.end and b > mark.start]
            if not mark.value and mark.fact in labels.roles and inside:
                rows.append(encoded.tokens[inside].mean(0))
                gold.append(mark.fact)
    return np.stack(rows) if rows else np.zeros((0, 1), np.float32), gold


def _tokens(
    examples: Sequence[Example], read: Sequence[Encoded], labels: Labels, dice: np.random.Generator
) -> tuple[Floats, list[str]]:
    """The tokens that tell a state, and a few silent ones of each message whose facts are marked."""
    rows, gold = [], []
    for example, encoded in zip(examples, read, strict=True):
        states = {}
        for mark in example.marks:
            name = f"{mark.fact}={mark.value}"
            if mark.value and name in labels.states:
                places = enumerate(encoded.places)
                states.update({n: name for n, (a, b) in places if a < mark.end and b > mark.start and b > a})
        silent = [n for n in range(len(encoded.places)) if n not in states]
        few: list[int] = dice.permutation(silent)[:MOST_SILENT_TOKENS].tolist() if silent else []
        for n in [*states, *few]:
            rows.append(encoded.tokens[n])
            gold.append(states.get(n, ""))
    return np.stack(rows) if rows else np.zeros((0, 1), np.float32), gold
