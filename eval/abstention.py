"""Abstention: precision and recall on labelled questions, and the fit of its weights.

`python -m eval.abstention` measures; `--fit` writes `assistant/answering/relevance.toml` from the tuning part first.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import yaml

from assistant.answering.relevance import DATA, Signals, calibrated, signals_of, speaks_of
from assistant.answering.selection import Rarity
from assistant.assembly import open_retriever
from assistant.dialogue.sms import plain_french
from assistant.retrieval.query import analyse
from assistant.retrieval.retriever import AeshRetriever
from assistant.settings import load_settings

SET = Path(__file__).parent / "sets" / "abstention.yaml"
HEADER = (
    "# Fitted by « python -m eval.abstention --fit » on the tuning part of eval/sets/abstention.yaml. "
    "Do not edit by hand.\n"
)
WITH = tuple(Signals.model_fields)
WITHOUT = tuple(name for name in WITH if name != "alike")
Labelled = tuple[Signals, bool, str]


def measure(retriever: AeshRetriever, items: Sequence[dict[str, object]], fiches: bool) -> list[Labelled]:
    """Return the signals, label and text of each item; without fiches, their questions count for nothing."""
    reader = retriever.index.reader()
    rarity = Rarity(reader.catalogue.chunks)
    rows: list[Labelled] = []
    for item in items:
        text = plain_french(str(item["q"]))
        passages = retriever.passages(text, fiches=fiches)
        signals = signals_of(analyse(text, (), reader.vocabulary).typed, passages, rarity)
        rows.append(
            (signals if fiches else signals.model_copy(update={"alike": 0.0}), bool(item["in"]), str(item["q"]))
        )
    return rows


def fit(rows: Sequence[Labelled], names: Sequence[str]) -> dict[str, float]:
    """Return the weights of a logistic regression on the signals `names`, 0 for the others."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    table = [[getattr(signals, name) for name in names] for signals, _, _ in rows]
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=1.0).fit(scaler.transform(table), [label for _, label, _ in rows])
    weights = dict.fromkeys(WITH, 0.0) | dict(zip(names, model.coef_[0] / scaler.scale_, strict=True))
    bias = float(model.intercept_[0]) - sum(weights[n] * m for n, m in zip(names, scaler.mean_, strict=True))
    return {"bias": round(bias, 3)} | {name: round(float(weight), 3) for name, weight in weights.items()}


def report(rows: Sequence[Labelled], title: str) -> None:
    """Print how often questions outside the sources are sent away, and how often one of ours is."""
    away = [(label, text) for signals, label, text in rows if not speaks_of(signals)]
    outside = sum(not label for _, label, _ in rows)
    right = sum(not label for label, _ in away)
    precision = right / len(away) if away else 1.0
    print(f"{title} : abstention précision {precision:.3f}, rappel {right / outside:.3f} (n = {len(rows)})")
    for label, text in away:
        if label:
            print(f"  renvoyée à tort : {text}")
    for signals, label, text in rows:
        if not label and speaks_of(signals):
            print(f"  traitée à tort : {text} {signals!r}")


def main() -> None:
    """Measure, after fitting if asked."""
    parser = argparse.ArgumentParser(description="Mesure l'abstention.")
    parser.add_argument("--fit", action="store_true", help="recalcule les poids sur la partie de réglage")
    options = parser.parse_args()
    retriever = open_retriever(load_settings())
    items = yaml.safe_load(SET.read_text(encoding="utf-8"))
    rows = {
        (part, fiches): measure(retriever, [i for i in items if i["part"] == part], fiches)
        for part in ("reglage", "test")
        for fiches in (True, False)
    }
    if options.fit:
        tables = {
            "with_fiches": fit(rows["reglage", True], WITH),
            "without_fiches": fit(rows["reglage", False], WITHOUT),
        }
        lines = [f"[{name}]\n" + "".join(f"{k} = {v}\n" for k, v in table.items()) for name, table in tables.items()]
        DATA.write_text(HEADER + "\n".join(lines), encoding="utf-8")
        calibrated.cache_clear()
    for (part, fiches), measured in rows.items():
        report(measured, f"{part}, {'avec' if fiches else 'sans'} les fiches")


if __name__ == "__main__":
    main()
