"""Abstention: precision and recall of the whole chain on labelled questions, and the fit of its weights.

`python -m eval.abstention` measures; `--fit` writes `assistant/answering/relevance.toml` first, from the tuning parts
of `eval/sets/abstention.yaml` and of the questions with key facts. Failures are listed for the tuning part alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.chain import AnswerChain
from assistant.answering.relevance import DATA, Signals, calibrated, signals_of
from assistant.answering.turn import Turn
from assistant.assembly import open_retriever
from assistant.dialogue.sms import plain_french
from assistant.domain.answer import Status
from assistant.retrieval.retriever import AeshRetriever
from assistant.settings import load_settings
from eval.measures.intervals import wilson
from eval.schema import Part
from eval.sets_reader import abstention_cases, answer_cases
from eval.systems import TODAY

HEADER = "# Fitted by « python -m eval.abstention --fit » on the tuning parts of eval/sets. Do not edit by hand.\n"
WITH = tuple(Signals.model_fields)
WITHOUT = tuple(name for name in WITH if name != "alike")
STRENGTHS = (0.03, 0.1, 0.3, 1.0)
FOLDS = 10
PARTS: tuple[tuple[Part, str], ...] = (("tuning", "réglage"), ("test", "test"))


@dataclass(frozen=True)
class Labelled:
    """A question, whether the sources answer it, and its part."""

    question: str
    inside: bool
    part: Part


class Watched(AnswerChain):
    """The product's chain, that keeps what its judge looked at."""

    seen: Turn | None = None

    def judged_turn(self, question: str) -> Turn | None:
        """Ask `question`; return its turn as the judge saw it, None when it did not come so far."""
        self.seen = None
        self.ask(question)
        return self.seen

    def judge(self, turn: Turn) -> Turn:
        """Keep the turn, then judge."""
        self.seen = turn
        return super().judge(turn)


def labelled() -> list[Labelled]:
    """Return the set of abstention."""
    return [Labelled(c.question, c.inside, c.part) for c in abstention_cases()]


def for_fit() -> list[Labelled]:
    """Return what the weights are fitted on: the tuning part of the set, and of the questions with key facts."""
    others = [
        Labelled(c.asked, not c.only_abstention, c.part) for c in answer_cases() if not (c.history or c.abstain)
    ]
    return [c for c in [*labelled(), *others] if c.part == "tuning"]


def judged(retriever: AeshRetriever, cases: Sequence[Labelled], fiches: bool) -> list[tuple[Signals, bool]]:
    """Return the signals and the label of the cases that reach the judge; without fiches, on the guides alone."""
    chain = Watched(retriever, load_settings().max_question_chars, lambda: TODAY)
    rows: list[tuple[Signals, bool]] = []
    for case in cases:
        turn = chain.judged_turn(case.question)
        if turn is not None:
            passages = turn.passages if fiches else retriever.passages(plain_french(turn.question), fiches=False)
            found = signals_of(turn.question, turn.typed, passages, chain._words())
            rows.append((found if fiches else found.model_copy(update={"alike": 0.0}), case.inside))
    return rows


def fit(rows: Sequence[tuple[Signals, bool]], names: Sequence[str]) -> dict[str, float]:
    """Return the weights of a logistic regression on the signals `names`, 0 for the others.

    Its strength is the one of `STRENGTHS` that makes the fewest errors in cross-validation, the strongest when equal.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit([[getattr(s, name) for name in names] for s, _ in rows])
    table = scaler.transform([[getattr(s, name) for name in names] for s, _ in rows])
    labels = np.array([label for _, label in rows])
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    made = [LogisticRegression(C=c, class_weight="balanced", max_iter=2000) for c in STRENGTHS]
    errors = [int((cross_val_predict(m, table, labels, cv=folds) != labels).sum()) for m in made]
    best = int(np.argmin(errors))
    print(f"validation croisée : {errors[best]} erreurs sur {len(rows)} (C = {STRENGTHS[best]})")
    model = made[best].fit(table, labels)
    weights = dict.fromkeys(WITH, 0.0) | dict(zip(names, model.coef_[0] / scaler.scale_, strict=True))
    bias = float(model.intercept_[0]) - sum(weights[n] * m for n, m in zip(names, scaler.mean_, strict=True))
    return {"bias": round(bias, 3)} | {name: round(float(weight), 3) for name, weight in weights.items()}


def report(chain: AnswerChain, cases: Sequence[Labelled], title: str, list_failures: bool) -> None:
    """Print how often questions outside the sources are sent away, and how often one of ours is."""
    away = {c.question: chain.ask(c.question).status is Status.OUT_OF_SOURCES for c in cases}
    right = sum(away[c.question] and not c.inside for c in cases)
    sent, outside = sum(away.values()), sum(not c.inside for c in cases)
    print(f"{title} : précision {_share(right, sent)}, rappel {_share(right, outside)} (n = {len(cases)})")
    for case in cases if list_failures else ():
        if away[case.question] == case.inside:
            print(f"  {'renvoyée' if case.inside else 'traitée'} à tort : {case.question}")


def _share(good: int, n: int) -> str:
    low, high = wilson(good, n) if n else (0.0, 1.0)
    return f"{good / n if n else 1.0:.3f} [{low:.3f} ; {high:.3f}]"


def main() -> None:
    """Measure, after fitting if asked."""
    parser = argparse.ArgumentParser(description="Mesure l'abstention.")
    parser.add_argument("--fit", action="store_true", help="recalcule les poids sur la partie de réglage")
    options = parser.parse_args()
    settings = load_settings()
    retriever = open_retriever(settings)
    if options.fit:
        tables = {
            "with_fiches": fit(judged(retriever, for_fit(), True), WITH),
            "without_fiches": fit(judged(retriever, for_fit(), False), WITHOUT),
        }
        lines = [f"[{name}]\n" + "".join(f"{k} = {v}\n" for k, v in table.items()) for name, table in tables.items()]
        DATA.write_text(HEADER + "\n".join(lines), encoding="utf-8")
        calibrated.cache_clear()
    chain = AnswerChain(retriever, settings.max_question_chars, lambda: TODAY)
    for part, title in PARTS:
        report(chain, [c for c in labelled() if c.part == part], title, part == "tuning")


if __name__ == "__main__":
    main()
