"""Distress heard by words and by meaning: `python -m eval.distress` tells how much of it, by kind.

The scores are those of a probe learned from the tuning part alone, on the test part. The probe in service is learned
from both parts (`--fit` writes it): on them it could only be scored on what it has seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import yaml

from assistant.dialogue.distress import distress
from assistant.dialogue.distress_probe import GRAVEST, NONE, Probe, pieces
from assistant.embedding.base import Embedder
from assistant.embedding.factory import make_embedder
from assistant.settings import load_settings
from eval.distress_fit import Matrix, fitted, write
from eval.measures.intervals import wilson
from eval.safety import SETS, part
from eval.sets_reader import abstention_cases, answer_cases


@dataclass(frozen=True)
class Row:
    """A labelled text (`ordinary`: a question of the other sets), and the vectors of its pieces, the whole first."""

    text: str
    kind: str
    ordinary: bool
    vectors: Matrix


def known() -> dict[str, tuple[str, bool]]:
    """Return the label of each text, and whether it is an ordinary question."""
    own = {row["q"]: (row["kind"], False) for row in yaml.safe_load((SETS / "distress.yaml").read_text("utf-8"))}
    for kind, texts in yaml.safe_load((SETS / "distress_meaning.yaml").read_text("utf-8")).items():
        own |= dict.fromkeys(texts, (kind, False))
    return {text: (_label(text), True) for text in _ordinary()} | own


def _ordinary() -> Iterable[str]:
    groups = yaml.safe_load((SETS / "subject.yaml").read_text("utf-8")).values()
    yield from (case["q"] for group in groups for case in group)
    yield from (case.question for case in answer_cases())
    yield from (case.question for case in abstention_cases())
    for name in ("courtesies", "statuses"):
        yield from (row["q"] for row in yaml.safe_load((SETS / f"{name}.yaml").read_text("utf-8")))


def _label(question: str) -> str:
    # Read one by one: of the questions of the other sets, the patterns hear those that tell distress, and no other.
    heard = distress(question)
    return heard.id if heard else NONE


def rows(embedder: Embedder) -> list[Row]:
    """Return every labelled text with its vectors."""
    return [
        Row(text, kind, ordinary, np.array([embedder.embed_query(p) for p in pieces(text)]))
        for text, (kind, ordinary) in known().items()
    ]


def learned_from(some: Sequence[Row], embedder: str) -> Probe:
    """Return the probe learned from the whole texts of `some`."""
    vectors = np.array([row.vectors[0] for row in some])
    return fitted(vectors, [row.kind for row in some], [row.ordinary for row in some], embedder)


def heard(row: Row, probe: Probe) -> str:
    """Return the kind heard in `row` by words or by meaning, as the product does, or « none »."""
    named = named_kind(row)
    meant = probe.told(row.vectors)
    return meant if named == NONE or meant == GRAVEST else named


def named_kind(row: Row) -> str:
    """Return the kind that the patterns alone hear."""
    found = distress(row.text)
    return found.id if found else NONE


def show(title: str, some: Sequence[Row], probe: Probe) -> None:
    """Print, by kind, how many are heard by words alone, by both, and as their own kind; then the false alarms."""
    print(f"\n{title}\n  {'':12s} {'motifs seuls':>22s} {'motifs ou sens':>22s} {'et de sa nature':>22s}")
    told = [row for row in some if row.kind != NONE]
    for kind in (*sorted({row.kind for row in told}), "ensemble"):
        of = [row for row in told if kind in (row.kind, "ensemble")]
        counts = [
            sum(named_kind(r) != NONE for r in of),
            sum(heard(r, probe) != NONE for r in of),
            sum(heard(r, probe) == r.kind for r in of),
        ]
        print(f"  {kind:12s} {' '.join(f'{_score(n, len(of)):>22s}' for n in counts)}")
    for label, ordinary in (("questions ordinaires", True), ("pièges", False)):
        calm = [row for row in some if row.kind == NONE and row.ordinary is ordinary]
        if calm:
            print(f"  fausses alertes, {label} : {_score(sum(heard(r, probe) != NONE for r in calm), len(calm))}")


def _score(held: int, count: int) -> str:
    low, high = wilson(held, count)
    return f"{held}/{count} ({low:.0%}–{high:.0%})"


def main() -> None:
    """Print the scores of the test part; with `--fit`, learn from everything and write the probe in service."""
    reader = argparse.ArgumentParser(description="Mesure l'écoute de la détresse.")
    reader.add_argument("--fit", action="store_true", help="apprend des deux parts et écrit les poids")
    asked = reader.parse_args()
    embedder = make_embedder(load_settings())
    every = rows(embedder)
    tuning = learned_from([r for r in every if part(r.text) == "tuning"], embedder.identity)
    show("Détresse, part test, apprise de la part réglage", [r for r in every if part(r.text) == "test"], tuning)
    if asked.fit:
        write(learned_from(every, embedder.identity))


if __name__ == "__main__":
    main()
