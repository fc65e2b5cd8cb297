"""Which unit of the passages answers: how often it is among the first, and the fit of the weights of that choice.

`python -m eval.units` measures; `--fit` writes `assistant/answering/ranking.toml` from the tuning parts first. The
measure is a cross-validation on the tuning part: no question is ranked with weights that it taught.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering import ranking
from assistant.answering.asked import asked
from assistant.answering.choice import Pool, pool_of
from assistant.answering.selection import Rarity, telling
from assistant.answering.sheet import Sheet, sheet_of
from assistant.answering.subject import Ranker
from assistant.assembly import open_retriever
from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Passage
from assistant.domain.text import fold
from assistant.retrieval.query import analyse
from assistant.retrieval.retriever import AeshRetriever
from assistant.settings import load_settings
from eval.macros import compiled
from eval.measures.answers import readable
from eval.schema import AnswerCase, RetrievalCase
from eval.sets_reader import answer_cases, retrieval_cases

HEADER = (
    "# Fitted by « python -m eval.units --fit » on the tuning parts of eval/sets/answers and eval/sets/retrieval. "
    "Do not edit by hand.\n[weights]\n"
)
RIDGE = 8.0
EVIDENCE_WEIGHT = 0.2
FOLDS = 8
SHORTEST_QUOTE = 8
DEPTHS = (1, 2, 3, 4, 6, 8, 12, 16)


@dataclass(frozen=True)
class Group:
    """The units open to one question: a row of signals each, and which of them hold the fact looked for."""

    case_id: str
    signals: NDArray[np.float64]
    decides: NDArray[np.bool_]
    weight: float


class Grouping:
    """Makes the groups of the cases on one index."""

    def __init__(self, retriever: AeshRetriever) -> None:
        self._retriever = retriever
        self._reader = retriever.index.reader()
        self._ranker = Ranker(retriever.embedder)
        self._rarity = Rarity(self._reader.catalogue.chunks)
        self._fiches = {d.source.fiche_id: d.source for d in self._reader.documents() if d.source.fiche_id}

    def of_answers(self, case: AnswerCase) -> Iterator[Group]:
        """Yield a group for each key fact that the short answer does not tell and that some unit holds."""
        found = self._retriever.passages(plain_french(case.asked), history=case.history)
        cited = next((self._fiches[c] for c in case.cites if c in self._fiches), None)
        likeliest = self._ranker.subjects(self._reader, case.asked, case.history)[:1]
        source = cited or next((s.source for s in likeliest), None)
        sheet = sheet_of(source, self._reader) if source else None
        if sheet is None:
            return
        pool = self._pool(case.asked, case.history, sheet, found)
        brief = readable(sheet.brief.section.text)
        shown = [readable(f"{c.unit.lead} {c.unit.shown}" if not c.unit.row else c.unit.shown) for c in pool.open]
        for fact in case.must:
            patterns = [compiled(p) for p in fact]
            decides = np.array([any(p.search(text) for p in patterns) for text in shown], dtype=bool)
            if decides.any() and not any(p.search(brief) for p in patterns):
                yield Group(case.id, _table(pool), decides, 1.0)

    def of_evidence(self, case: RetrievalCase) -> Iterator[Group]:
        """Yield the group of a question whose answer is a quote of a guide."""
        found = self._retriever.passages(plain_french(case.question), fiches=False)
        pool = self._pool(case.question, (), None, found)
        quotes = [fold(quote) for quote in case.quote]
        decides = np.array([_within(fold(c.unit.quote), quotes) for c in pool.open], dtype=bool)
        if decides.any():
            yield Group(case.id, _table(pool), decides, EVIDENCE_WEIGHT)

    def _pool(self, question: str, history: Sequence[str], sheet: Sheet | None, found: Sequence[Passage]) -> Pool:
        query = analyse(plain_french(question), history, self._reader.vocabulary)
        weights = telling(query.weights, self._rarity)
        title, brief = (sheet.brief.source.title, sheet.brief.section.text) if sheet else ("", "")
        wanted = ranking.sought(query.typed, weights, self._rarity, asked(question), title, brief)
        return pool_of(wanted, sheet, found)


def _within(quote: str, quotes: Sequence[str]) -> bool:
    return len(quote) > SHORTEST_QUOTE and any(quote in whole or whole in quote for whole in quotes)


def _table(pool: Pool) -> NDArray[np.float64]:
    return np.array([list(c.signals.values()) for c in pool.open], dtype=float)


def fit(groups: Sequence[Group]) -> NDArray[np.float64]:
    """Return the weights that make the units that decide most likely to come first (a ridge, on scaled signals)."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    scale = np.vstack([g.signals for g in groups]).std(axis=0)
    scale[scale < 1e-6] = 1.0

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for group in groups:
            rows = group.signals / scale
            raw = rows @ weights
            chance = np.exp(raw - raw.max())
            chance /= chance.sum()
            good = chance * group.decides
            total -= group.weight * float(np.log(good.sum() + 1e-12))
            slope = slope - group.weight * (rows.T @ (good / (good.sum() + 1e-12) - chance))
        return total, slope

    found = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B")
    weights: NDArray[np.float64] = found.x / scale
    return weights


def place(group: Group, weights: NDArray[np.float64]) -> int:
    """Return how many units come before the first that decides."""
    order = np.argsort(-(group.signals @ weights), kind="stable")
    return int(np.flatnonzero(group.decides[order])[0])


def cross_validated(groups: Sequence[Group]) -> list[int]:
    """Return the place of the first unit that decides, for each fact of the answers, by weights fitted on others."""
    ids = sorted({g.case_id for g in groups})
    order = np.random.default_rng(1).permutation(ids)
    places: list[int] = []
    for part in range(FOLDS):
        held = set(order[part::FOLDS])
        weights = fit([g for g in groups if g.case_id not in held])
        places += [place(g, weights) for g in groups if g.case_id in held and g.weight == 1.0]
    return places


def report(places: Sequence[int]) -> None:
    """Print in how many cases the deciding unit is among the first."""
    mean = sum(1 / (1 + p) for p in places) / len(places)
    shares = ", ".join(f"{k} : {sum(p < k for p in places) / len(places):.3f}" for k in DEPTHS)
    print(f"unité décisive hors réponse courte, n = {len(places)} ; rang réciproque {mean:.3f} ; parmi les {shares}")


def main() -> None:
    """Measure, after fitting if asked."""
    parser = argparse.ArgumentParser(description="Mesure le choix des phrases.")
    parser.add_argument("--fit", action="store_true", help="recalcule les poids sur la partie de réglage")
    options = parser.parse_args()
    grouping = Grouping(open_retriever(load_settings()))
    told = [c for c in answer_cases() if c.part == "tuning" and c.must]
    quoted = [c for c in retrieval_cases() if c.part == "tuning"]
    groups = [g for case in told for g in grouping.of_answers(case)]
    groups += [g for case in quoted for g in grouping.of_evidence(case)]
    if options.fit:
        lines = [f"{name} = {weight:.3f}\n" for name, weight in zip(ranking.NAMES, fit(groups), strict=True)]
        ranking.DATA.write_text(HEADER + "".join(lines), encoding="utf-8")
        ranking.learned.cache_clear()
    report(cross_validated(groups))


if __name__ == "__main__":
    main()
