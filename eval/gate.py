"""The gate: whether a run may be accepted, against the scores accepted before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from eval.measures.intervals import Share, share
from eval.outcome import Grade

BASELINE = Path(__file__).with_name("baseline.json")


class Baseline(BaseModel):
    """What was accepted, on the test part: shares, the cases right and exact, the fiches cited."""

    model_config = ConfigDict(frozen=True)

    made_on: str = ""
    right: Share
    cites: Share
    supported: Share
    precision: Share
    recall: Share
    right_cases: tuple[str, ...] = ()
    exact_cases: tuple[str, ...] = ()
    fiches: tuple[str, ...] = ()


def baseline_of(grades: Sequence[Grade], made_on: str = "") -> Baseline:
    """Return the baseline that `grades` would set; only their test part counts."""
    test = _test(grades)
    return Baseline(
        made_on=made_on,
        right=share(g.right for g in test),
        cites=share(g.cites for g in test),
        supported=share(s for g in test for s in g.supported),
        precision=share(g.should_abstain for g in test if g.abstained),
        recall=share(g.abstained for g in test if g.should_abstain),
        right_cases=tuple(g.case_id for g in test if g.right),
        exact_cases=tuple(g.case_id for g in test if g.exact),
        fiches=_fiches(test),
    )


def faults(grades: Sequence[Grade], accepted: Baseline) -> list[str]:
    """Return why a run is refused, in French; nothing when it may pass.

    Refused: a share of the test part below the interval of the accepted one; a wrong figure; a citation that is not
    verbatim; a calculation that was exact and no longer is; a fiche that was cited and no longer is by any answer.
    """
    test, now = _test(grades), baseline_of(grades)
    fallen = [
        f"{label} : {new}, sous l'intervalle accepté ({old})"
        for label, new, old in _pairs(now, accepted)
        if old.n and new.n and (new.rate or 0.0) < old.low
    ]
    gone = [
        f"{label} : plus aucun cas ({old} avant)" for label, new, old in _pairs(now, accepted) if old.n and not new.n
    ]
    wrong = [f"chiffre sans preuve ou interdit, {g.case_id} : {', '.join(g.wrong)}" for g in test if g.wrong]
    invalid = [f"citation introuvable dans sa source, {g.case_id}" for g in test if g.invalid]
    inexact = [f"calcul devenu faux, {i}" for i in _lost(accepted.exact_cases, now.exact_cases, test)]
    unseen = [f"fiche qui n'est plus citée : {f}" for f in sorted(set(accepted.fiches) - set(now.fiches))]
    return [*fallen, *gone, *wrong, *invalid, *inexact, *unseen]


def _pairs(now: Baseline, accepted: Baseline) -> list[tuple[str, Share, Share]]:
    return [
        ("réponses justes", now.right, accepted.right),
        ("source attendue citée", now.cites, accepted.cites),
        ("phrases chiffrées appuyées", now.supported, accepted.supported),
        ("précision de l'abstention", now.precision, accepted.precision),
        ("rappel de l'abstention", now.recall, accepted.recall),
    ]


def _lost(before: Iterable[str], now: Iterable[str], test: Sequence[Grade]) -> list[str]:
    """Return the cases of `before` that are still in the sets and no longer in `now`."""
    present = {g.case_id for g in test}
    return sorted((set(before) & present) - set(now))


def _test(grades: Sequence[Grade]) -> list[Grade]:
    return [g for g in grades if g.part == "test"]


def _fiches(test: Sequence[Grade]) -> tuple[str, ...]:
    """Return the fiches that right answers rest on."""
    return tuple(sorted({f for g in test if g.right for f in g.fiches}))


def gained_and_lost(grades: Sequence[Grade], accepted: Baseline) -> tuple[list[str], list[str]]:
    """Return the test cases right now and not before, and those right before and not now."""
    present = {g.case_id for g in _test(grades)}
    before = set(accepted.right_cases) & present
    now = {g.case_id for g in _test(grades) if g.right}
    return sorted(now - before), sorted(before - now)


def read_baseline(path: Path = BASELINE) -> Baseline:
    """Return the accepted scores. Raises `FileNotFoundError` with what to do when there are none."""
    if not path.is_file():
        raise FileNotFoundError(f"Pas de scores acceptés ({path.name}) : lancez « aesh eval --accept ».")
    return Baseline.model_validate_json(path.read_text("utf-8"))
