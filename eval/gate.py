"""The gate: whether a run may be accepted, against the scores accepted before on the same corpus.

The product is deterministic: each case lost is refused, unless `pertes_acceptees.yaml` names it with a reason.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from eval.measures.intervals import Share, percentile, share
from eval.outcome import Grade
from eval.scores import MOST_WORDS

BASELINE = Path(__file__).with_name("baseline.json")
LOSSES = Path(__file__).with_name("pertes_acceptees.yaml")
LEAST_DROP = 0.005
LEAST_WORDS = 2.0
CALCULATION = "calcul exact : "


class Baseline(BaseModel):
    """What was accepted on one corpus: the cases right and exact, the shares by name, the words shown."""

    model_config = ConfigDict(frozen=True)

    made_on: str = ""
    right_cases: tuple[str, ...] = ()
    exact_cases: tuple[str, ...] = ()
    measures: dict[str, Share] = {}
    words: dict[str, float] = {}


def baseline_of(grades: Sequence[Grade], measures: dict[str, Share], made_on: str = "") -> Baseline:
    """Return the baseline that a run would set."""
    words = [float(g.words) for g in grades]
    return Baseline(
        made_on=made_on,
        right_cases=tuple(g.case_id for g in grades if g.right),
        exact_cases=tuple(g.case_id for g in grades if g.exact),
        measures=measures,
        words={
            "médiane": percentile(words, 0.5) or 0.0,
            "p90": percentile(words, 0.9) or 0.0,
            "part au-delà de 90, en points": 100 * (share(w > MOST_WORDS for w in words).rate or 0.0),
        },
    )


def faults(
    grades: Sequence[Grade], measures: dict[str, Share], accepted: Baseline, allowed: Sequence[str] = ()
) -> list[str]:
    """Return why a run is refused, in French; nothing when it may pass. `allowed` are the cases that may be lost."""
    now = baseline_of(grades, measures)
    present = {g.case_id for g in grades}
    lost = (set(accepted.right_cases) & present) - set(now.right_cases) - set(allowed)
    inexact = (set(accepted.exact_cases) & present) - set(now.exact_cases) - set(allowed)
    return [
        *(f"réponse juste perdue, {i}" for i in sorted(lost)),
        *(f"calcul devenu faux, {i}" for i in sorted(inexact)),
        # A calculation made on a fact misread is told above, when it was exact before.
        *(
            f"chiffre sans preuve ou interdit, {g.case_id} : {', '.join(unproven)}"
            for g in grades
            if (unproven := [w for w in g.wrong if not w.startswith("calcul :")])
        ),
        *(f"citation introuvable dans sa source, {g.case_id}" for g in grades if g.invalid),
        *_fallen(now.measures, accepted.measures),
        *(
            f"mots montrés, {name} : {now.words.get(name, 0):.1f} au lieu de {old:.1f}"
            for name, old in accepted.words.items()
            if now.words.get(name, 0.0) > old + LEAST_WORDS
        ),
    ]


def _fallen(now: dict[str, Share], before: dict[str, Share]) -> list[str]:
    found = []
    for name, old in before.items():
        new = now.get(name, Share())
        if not new.n:
            found.append(f"{name} : n'est plus mesuré ({old} avant)")
        elif (new.rate or 0.0) < (old.rate or 0.0) - LEAST_DROP:
            found.append(f"{name} : {new} au lieu de {old}")
    return found


def gained_and_lost(grades: Sequence[Grade], accepted: Baseline) -> tuple[list[str], list[str]]:
    """Return the cases right now and not before, and those right before and not now."""
    before = set(accepted.right_cases) & {g.case_id for g in grades}
    now = {g.case_id for g in grades if g.right}
    return sorted(now - before), sorted(before - now)


def read_baseline(corpus: str, path: Path = BASELINE) -> Baseline:
    """Return the scores accepted on `corpus`. Raises `FileNotFoundError` with what to do when there are none."""
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    if corpus not in known:
        raise FileNotFoundError(f"Pas de scores acceptés sur le corpus « {corpus} » : lancez « aesh eval --accept ».")
    return Baseline.model_validate(known[corpus])


def write_baseline(corpus: str, baseline: Baseline, path: Path = BASELINE) -> None:
    """Accept `baseline` for `corpus`; that of the other corpus stays."""
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    kept = {name: value for name, value in known.items() if name != corpus and isinstance(value, dict)}
    kept = {name: value for name, value in kept.items() if "right_cases" in value}
    text = json.dumps({**kept, corpus: baseline.model_dump(mode="json")}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", "utf-8")


def read_losses(path: Path = LOSSES) -> list[str]:
    """Return the ids of the cases that may be lost: the keys of a file that gives a reason for each."""
    return list(yaml.safe_load(path.read_text("utf-8")) or {}) if path.is_file() else []
