"""Worked cases on the SFT and on strikes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistant.rules.core.outcome import NotConcerned, Result
from assistant.rules.registry import find

LABELS = ("sft", "strike")
DIRECT = {"monthly_base": "remuneration_mensuelle", "strike_days": "jours_de_greve"}
NAMES = {"echelon": "echelon", "quotite": "quotite", "days": "nombre_jours", "date": "date_paie", **DIRECT}
# The cases leave two cents to the tables that truncate; our amounts are the exact ones.
TOLERANCE = Decimal("0.02")


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return _sft(inputs) if label == "sft" else _strike(inputs)


def _sft(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {"enfants": inputs["children"], "indice_majore": inputs["indice_majore"], "quotite": inputs["quotite"]}
    outcome = find("supplement_familial").outcome({**facts, "temps": inputs["kind"].removeprefix("temps ")})
    if isinstance(outcome, NotConcerned):
        return {"monthly": 0, "tolerance": TOLERANCE}
    assert isinstance(outcome, Result)
    return {"monthly": outcome["sft"], "tolerance": TOLERANCE}


def _strike(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {ours: inputs[theirs] for theirs, ours in NAMES.items() if theirs in inputs}
    if "strike_hours" in inputs:
        facts["heures_de_greve"] = inputs["strike_hours"]
    found = find("retenue_greve").outcome(facts)
    assert isinstance(found, Result)
    return {"base": found["base"], "deduction": found["retenue"], "thirtieths": found["trentiemes"]}
