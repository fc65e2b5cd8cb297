"""One run of the evaluation, as data: what the reports and the gate read."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from assistant.rules.registry import modules
from eval.calculations import measure_calculations
from eval.guides import measure_guides
from eval.measures.intervals import Share
from eval.outcome import Grade, Outcome
from eval.retrieval import Evidence, RankingScore, ranked, rankers, ranking_score
from eval.runner import ask_all, cache_of, graded
from eval.schema import AnswerCase, Part, RetrievalCase
from eval.scores import Scores, scores
from eval.setting import Bench
from eval.systems import System
from eval.understanding import measure_understanding

Bar = Callable[[str], Callable[[int, int], None]]
PARTS: tuple[Part, ...] = ("test", "tuning")
GATED_RANKER = "produit : guides et fiches"


class SystemRun(BaseModel):
    """A system over the answer set: its scores by part, its grades and outcomes in the order of the cases."""

    name: str
    scores: dict[Part, Scores]
    grades: list[Grade]
    outcomes: list[Outcome]


class Run(BaseModel):
    """Everything measured at once, on one index (`corpus` says with which guides) and one state of the code."""

    made_at: str
    index: str
    corpus: str = ""
    seconds: float = 0.0
    memory_mb: int = 0
    cases: list[AnswerCase]
    systems: list[SystemRun]
    retrieval: list[RankingScore] = []
    understanding: dict[str, Share] = {}
    guides: dict[str, Share] = {}
    calculations: dict[str, Share] = {}
    skipped: list[str] = []

    @property
    def product(self) -> SystemRun:
        """Return the last system: the product whole."""
        return self.systems[-1]

    @property
    def measures(self) -> dict[str, Share]:
        """Return the shares that the gate holds, by name."""
        ranked = {f"recherche, rappel@{k}": s.recall[k] for s in self.retrieval[-1:] for k in (1, 5) if s.recall[k].n}
        return {**ranked, **self.guides, **self.understanding, **self.calculations}


def run_answers(bench: Bench, systems: Sequence[System], cases: Sequence[AnswerCase], jobs: int, bar: Bar) -> Run:
    """Put `cases` to `systems` and grade; the product is to be the last of them."""
    start = time.perf_counter()
    done = []
    for system in systems:
        cache = cache_of(system, bench.index_name, bench.cache)
        outcomes = ask_all(system, cases, cache, jobs, bar(system.name))
        grades = graded(cases, outcomes, modules().keys())
        parts = {part: scores([g for g in grades if g.part == part]) for part in PARTS}
        done.append(SystemRun(name=system.name, scores=parts, grades=grades, outcomes=outcomes))
    return Run(
        made_at=datetime.now().astimezone().isoformat(timespec="minutes"),
        index=bench.index_name,
        corpus=bench.corpus,
        seconds=round(time.perf_counter() - start, 1),
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        cases=list(cases),
        systems=done,
    )


def run_the_rest(run: Run, bench: Bench, cases: Sequence[RetrievalCase], bar: Bar, *, quick: bool) -> Run:
    """Add retrieval, the questions that only a guide answers, understanding and calculations; say what is absent."""
    measured = {
        "retrieval": run_retrieval(bench, cases, bar, quick=quick),
        "guides": measure_guides(bench),
        "understanding": measure_understanding(bench),
        "calculations": measure_calculations(bench.chain),
    }
    names = {"guides": "questions de guides", "understanding": "voix de test", "calculations": "calculs.yaml"}
    absent = [f"{label} : rien à mesurer ici" for name, label in names.items() if not measured[name]]
    return run.model_copy(update={**measured, "skipped": [*run.skipped, *absent]})


def run_retrieval(bench: Bench, cases: Sequence[RetrievalCase], bar: Bar, *, quick: bool) -> list[RankingScore]:
    """Search every case, in every way or only (`quick`) as the product does, which comes last."""
    evidence = Evidence(bench.retriever.index.reader().documents())
    ways = sorted(rankers(bench.retriever), key=lambda way: way[0] == GATED_RANKER)
    chosen = ways[-1:] if quick else ways
    advance = bar("recherche")
    found = []
    for done, (name, search, fiches) in enumerate(chosen, 1):
        found.append(ranking_score(name, ranked(cases, search, evidence, fiches)))
        advance(done, len(chosen))
    return found


def save(run: Run, path: Path) -> None:
    """Store a run whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(run.model_dump_json(round_trip=True), encoding="utf-8")
