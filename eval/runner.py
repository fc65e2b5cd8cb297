"""Putting every case to every system, several at a time, from the cache where it can be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assistant.domain.answer import Answer, Status
from assistant.settings import load_settings
from eval.cache import AnswerCache, answering_settings, fingerprint, question_key
from eval.outcome import Grade, Outcome, grade
from eval.schema import AnswerCase
from eval.systems import System

Progress = Callable[[int, int], None]
KEPT = 3


def ask_all(
    system: System, cases: Sequence[AnswerCase], cache: AnswerCache, jobs: int, progress: Progress
) -> list[Outcome]:
    """Return the outcome of each case, in order. An exception of the system becomes an outcome with its `error`."""
    done = 0

    def one(case: AnswerCase) -> Outcome:
        nonlocal done
        key = question_key(case.id, case.asked, case.history)
        outcome = cache.get(key)
        if outcome is None:
            outcome = _asked(system, case)
            cache.put(key, outcome)
        done += 1
        progress(done, len(cases))
        return outcome

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        return list(pool.map(one, cases))


def _asked(system: System, case: AnswerCase) -> Outcome:
    try:
        return system.answer(case.id, case.asked, case.history)
    except Exception as error:  # a system that fails fails one case, not the run
        nothing = Answer(status=Status.OUT_OF_SOURCES, blocks=())
        return Outcome(case_id=case.id, answer=nothing, error=f"{type(error).__name__} : {error}")


def cache_of(system: System, index_name: str, folder: Path) -> AnswerCache:
    """Return the cache of a system on an index, with the code and the settings as they are."""
    slug = re.sub(r"[^a-z0-9]+", "-", system.name.lower())
    settings = answering_settings(load_settings(), model=True)
    name = f"{slug}-{fingerprint(system.name, index_name, settings)}"
    forget(folder, slug, name)
    return AnswerCache(folder, name)


def forget(folder: Path, slug: str, name: str, keep: int = KEPT) -> None:
    """Remove the answers of older states of the code: the `keep` last ones stay."""
    pattern = re.compile(rf"{re.escape(slug)}-[0-9a-f]{{16}}\.jsonl")
    older = [p for p in folder.glob(f"{slug}-*.jsonl") if pattern.fullmatch(p.name) and p.stem != name]
    for path in sorted(older, key=lambda p: p.stat().st_mtime, reverse=True)[keep:]:
        path.unlink(missing_ok=True)


def graded(cases: Sequence[AnswerCase], outcomes: Sequence[Outcome], calculators: Collection[str]) -> list[Grade]:
    """Grade the outcomes of the cases, in order."""
    return [grade(case, outcome, calculators) for case, outcome in zip(cases, outcomes, strict=True)]


def selected(cases: Sequence[AnswerCase], only: str = "", part: str = "all") -> list[AnswerCase]:
    """Return the cases of a theme (all by default) and of a part (« tuning », « test », « all »)."""
    return [c for c in cases if (not only or c.theme == only) and part in ("all", c.part)]


def content_hash(texts: Sequence[str]) -> str:
    """Return a short hash of texts: the name of what a run was made on."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
