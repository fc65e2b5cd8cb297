"""One run of the evaluation, as data: what the reports and the gate read."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from assistant.rules.registry import modules
from eval.judge_report import JudgeRun
from eval.measures.intervals import Share, share
from eval.outcome import Grade, Outcome
from eval.retrieval import Evidence, RankingScore, ranked, rankers, ranking_score
from eval.runner import ask_all, cache_of, graded
from eval.schema import AbstentionCase, AnswerCase, Part, RetrievalCase
from eval.scores import Scores, scores
from eval.setting import Bench
from eval.systems import System
from eval.understanding import scores as understanding_scores
from eval.understanding_set import understanding_cases

Bar = Callable[[str], Callable[[int, int], None]]
PARTS: tuple[Part, ...] = ("test", "tuning")


class SystemRun(BaseModel):
    """A system over the answer set: its scores by part, its grades and outcomes in the order of the cases."""

    name: str
    scores: dict[Part, Scores]
    grades: list[Grade]
    outcomes: list[Outcome]


class AbstentionScore(BaseModel):
    """Abstention over its own set: precision and recall for one part."""

    part: Part
    precision: Share
    recall: Share


class UnderstandingScore(BaseModel):
    """Understanding over its own set, for one part: intents, facts read that are right, facts said that are read."""

    part: Part
    intents: Share
    precision: Share
    recall: Share
    f1: float


class Run(BaseModel):
    """Everything measured at once, on one index and one state of the code."""

    made_at: str
    index: str
    seconds: float = 0.0
    memory_mb: int = 0
    cases: list[AnswerCase]
    systems: list[SystemRun]
    retrieval: dict[Part, list[RankingScore]] = {}
    abstention: list[AbstentionScore] = []
    understanding: list[UnderstandingScore] = []
    external: list[RankingScore] = []
    reference: dict[str, float] = {}
    judge: JudgeRun | None = None
    skipped: list[str] = []

    @property
    def product(self) -> SystemRun:
        """Return the last system: the product whole."""
        return self.systems[-1]


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
        seconds=round(time.perf_counter() - start, 1),
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        cases=list(cases),
        systems=done,
    )


def run_retrieval(bench: Bench, cases: Sequence[RetrievalCase], bar: Bar) -> dict[Part, list[RankingScore]]:
    """Search every case in every way; scores by part."""
    evidence = Evidence(bench.retriever.index.reader().documents())
    ways = rankers(bench.retriever)
    found: dict[Part, list[RankingScore]] = {part: [] for part in PARTS}
    advance = bar("recherche")
    for done, (name, search, fiches) in enumerate(ways, 1):
        rows = ranked(cases, search, evidence, fiches)
        for part in PARTS:
            chosen = [row for row, case in zip(rows, cases, strict=True) if case.part == part]
            found[part].append(ranking_score(name, chosen))
        advance(done, len(ways))
    return found


def run_abstention(bench: Bench, system: System, cases: Sequence[AbstentionCase], jobs: int, bar: Bar) -> Run | None:
    """Return the abstention set as a run of plain cases, or None when it is empty."""
    if not cases:
        return None
    return run_answers(bench, [system], [_as_answer_case(c) for c in cases], jobs, bar)


def _as_answer_case(case: AbstentionCase) -> AnswerCase:
    """A question inside the sources has the one fact that something is answered."""
    inside = {"kind": "fact", "must": [["."]], "source": "abstention.yaml"}
    outside = {"kind": "out-of-scope", "abstain": True}
    return AnswerCase.model_validate(
        {
            "id": case.id,
            "theme": case.theme,
            "question": case.question,
            **(inside if case.inside else outside),
        }
    )


def abstention_scores(cases: Sequence[AbstentionCase], grades: Sequence[Grade]) -> list[AbstentionScore]:
    """Return precision and recall of the abstention by the parts written in its set."""
    pairs = list(zip(cases, grades, strict=True))
    return [
        AbstentionScore(
            part=part,
            precision=share(not c.inside for c, g in pairs if c.part == part and g.abstained),
            recall=share(g.abstained for c, g in pairs if c.part == part and not c.inside),
        )
        for part in PARTS
    ]


def run_understanding() -> list[UnderstandingScore]:
    """Read the utterances of the understanding set; scores by part."""
    cases = understanding_cases()
    found = []
    for part in PARTS:
        measured = understanding_scores([case for case in cases if case.part == part])
        all_slots = measured.overall
        found.append(
            UnderstandingScore(
                part=part,
                intents=measured.intents,
                precision=all_slots.precision,
                recall=all_slots.recall,
                f1=round(all_slots.f1, 4),
            )
        )
    return found


def save(run: Run, path: Path) -> None:
    """Store a run whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(run.model_dump_json(), encoding="utf-8")
