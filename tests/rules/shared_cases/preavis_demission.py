"""Worked cases of the notice of resignation."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("notice_resignation",)
ENDINGS = {"terme": "terme", "en cours": "en_cours", "démission": "demission"}


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {"date_reception_courrier": inputs["letter_received"]}
    if "service_start" in inputs:
        facts["date_debut_services"] = inputs["service_start"]
    if "contracts" in inputs:
        facts["contrats"] = [
            {"debut": first, "dernier_jour": last, "fin": ENDINGS[why]} for first, last, why in inputs["contracts"]
        ]
    found = find("preavis_demission").outcome(facts)
    assert isinstance(found, Result)
    observed = {
        "seniority_months_complete": found["anciennete_mois"],
        "notice": found["preavis"],
        "notice_first_day": found["premier_jour"],
        "contract_last_day": found["dernier_jour"],
    }
    return {**observed, **_gap(inputs, found)}


def _gap(inputs: dict[str, Any], found: Result) -> dict[str, Any]:
    """Describe the gap in the words of the worked case; the length is measured by the calculator's own step."""
    if "interruption_1" not in found.values:
        return {}
    gap = found["interruption_1"]
    breaks = next(step.result for step in found.steps if step.id == "interruption_1")
    words = "exactly 4 months, n'excède pas" if breaks == "non" else "excède"
    return {
        "interruption": f"{gap.first}..{gap.last} ({words})",
        "counts_first_contract": found["services_depuis"].isoformat() == inputs["contracts"][0][0],
    }
