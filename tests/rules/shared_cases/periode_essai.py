"""Worked cases of the trial period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from assistant.rules.core.dates import add_years, eve
from assistant.rules.core.outcome import NotConcerned, Result
from assistant.rules.registry import find

LABELS = ("trial_period", "trial_period_max")
FIRST = date(2026, 9, 1)


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    found = find("periode_essai").outcome(_facts(inputs))
    if isinstance(found, NotConcerned):
        return {"allowed": False}
    assert isinstance(found, Result)
    if label == "trial_period_max":
        return {"days_by_modulation": found["jours_modulation"], "cap": found["plafond"]}
    return {"last_day": found["dernier_jour_renouvele" if inputs.get("renewed") else "dernier_jour_essai"]}


def _facts(inputs: dict[str, Any]) -> dict[str, Any]:
    start = date.fromisoformat(inputs.get("start", FIRST.isoformat()))
    length = {"weeks": inputs.get("duration_weeks", 0)}
    last = eve(add_years(start, inputs.get("contract_years", 0)) + timedelta(**length))
    facts = {"essai_ecrit": True, "contrat": "cdd", "premier_jour_contrat": start}
    facts["premier_contrat"] = not inputs.get("same_duties_as_previous_contract", False)
    return {**facts, "dernier_jour_cdd": last} if last >= start else facts
