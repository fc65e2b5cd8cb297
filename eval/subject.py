"""The choice of the fiche that answers: how often it is the right one, and the fit of what it is learned from.

`python -m eval.subject` measures; `--fit` writes `assistant/answering/subject.toml` first, from the fiches' own
questions, each hidden from its fiche, and the tuning part of the sets. The test part is counted, never shown.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from assistant.answering.subject import DATA, asked, learned, probabilities
from assistant.answering.subject_signals import SIGNALS, Board, Matrix
from assistant.assembly import open_retriever
from assistant.retrieval.retriever import AeshRetriever
from assistant.settings import load_settings
from eval.measures.intervals import wilson
from eval.subject_data import OWN, SPOILED, Labelled, labelled_sets, own_questions
from eval.subject_fit import Flags, Rows, fitted, folds, ranks
from eval.subject_margins import close_share, linked_margin

HEADER = (
    "# Fitted by « python -m eval.subject --fit » on the fiches' own questions and the tuning part of the sets of\n"
    "# eval/sets. Do not edit by hand.\n"
)
IMPORTANCE = {OWN: 1.0, SPOILED: 0.5, "sujets": 10.0, "réponses": 10.0, "recherche": 5.0}
FOLDS = 5
LISTED = 3


def measured(retriever: AeshRetriever, board: Board, items: Sequence[Labelled]) -> Rows:
    """Return the signals of `items` against every fiche of `board`."""
    reader = retriever.index.reader()
    signals = [board.signals(asked(reader, retriever.embedder, i.question), i.hidden) for i in items]
    right = [[source.fiche_id in i.fiches for source in board.sources] for i in items]
    return Rows(np.array(signals), np.array(right), np.array([IMPORTANCE[i.origin] for i in items]))


def crossed(rows: Rows, learnt: Flags) -> Matrix:
    """Return the ranks of the right fiches, each question ranked by weights learned without its fiche."""
    where = folds([int(row.argmax()) for row in rows.right], FOLDS)
    found = np.zeros(len(where))
    for fold in range(FOLDS):
        weights = fitted(rows.only(learnt & (where != fold)))
        found[where == fold] = ranks(rows.only(where == fold), weights)
    return found


def lines(items: Sequence[Labelled], found: Matrix) -> Iterator[str]:
    """Yield one line per origin and part: right first, right among three, with the interval at 95 %."""
    order = sorted(range(len(items)), key=lambda n: (items[n].part, items[n].origin))
    for (part, origin), group in groupby(order, key=lambda n: (items[n].part, items[n].origin)):
        at = found[list(group)]
        first, three, count = int((at == 1).sum()), int((at <= LISTED).sum()), len(at)
        low, high = wilson(first, count)
        share = f"{first / count:6.1%} [{low:.1%}–{high:.1%}]"
        yield f"{part or '—':7s} {origin:16s} {share}   parmi 3 {three / count:6.1%}   n = {count}"


def mistaken(board: Board, items: Sequence[Labelled], rows: Rows, found: Matrix, weights: Matrix) -> Iterator[str]:
    """Yield the questions of the tuning part of the sets that get a wrong fiche."""
    chosen = (rows.signals @ weights).argmax(axis=1)
    for item, rank, top in zip(items, found, chosen, strict=True):
        if item.part == "tuning" and rank > 1:
            yield f"  {item.question} → {board.sources[top].fiche_id} (attendue : {', '.join(sorted(item.fiches))})"


def written(weights: Matrix, tuning: Rows) -> str:
    """Return the data file: the weights, the margins read off `tuning`, the margin of the guides as it was."""
    chances = np.array([probabilities(signals, weights) for signals in tuning.signals])
    routed = tuning.signals[:, :, SIGNALS.index("route")] > 0
    margins = {
        "linked": linked_margin(chances, tuning.right, routed),
        "guides": learned().guides,
        "close": close_share(chances, tuning.right),
    }
    told = "".join(f"{name} = {value}\n" for name, value in margins.items())
    table = "".join(f"{name} = {value:.3f}\n" for name, value in zip(SIGNALS, weights, strict=True))
    return f"{HEADER}{told}\n[signals]\n{table}"


def main() -> None:
    """Measure, after fitting if asked."""
    parser = argparse.ArgumentParser(description="Mesure le choix de la fiche qui répond.")
    parser.add_argument("--fit", action="store_true", help="recalcule les poids, et les éprouve par plis de fiches")
    parser.add_argument("--show", action="store_true", help="montre les questions de réglage mal rangées")
    options = parser.parse_args()
    retriever = open_retriever(load_settings())
    board = Board(retriever.index.reader())
    known = frozenset(str(source.fiche_id) for source in board.sources)
    items = [*own_questions(board, noisy=options.fit), *labelled_sets(known)]
    rows = measured(retriever, board, items)
    weights = learned().vector
    if options.fit:
        learnt = np.array([item.part != "test" for item in items])
        print("Par plis de fiches (chaque question rangée sans rien avoir appris de sa fiche) :")
        print("\n".join(lines(items, crossed(rows, learnt))))
        weights = fitted(rows.only(learnt))
        tuning = rows.only(np.array([item.part == "tuning" for item in items]))
        DATA.write_text(written(weights, tuning), encoding="utf-8")
    found = ranks(rows, weights).astype(float)
    print("Avec les poids en service :")
    print("\n".join(lines(items, found)))
    if options.show:
        print("\n".join(mistaken(board, items, rows, found, weights)))


if __name__ == "__main__":
    main()
