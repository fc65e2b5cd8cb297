"""Worked cases of sanctions and of a second activity; the cases give no date, ours is that of their check."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("sanction_check", "cumul_regime")
CHECKED = "2026-11-22"
LISTS = {"autorisation": "cgfp#R123-8"}


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return _sanction(inputs) if label == "sanction_check" else _cumul(inputs)


def _sanction(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "sanction": "exclusion",
        "contrat": inputs["contract"].lower(),
        "duree_exclusion": f"{inputs['exclusion_days']} jours",
        "date_sanction": CHECKED,
    }
    found = find("sanction_disciplinaire").outcome(facts)
    assert isinstance(found, Result)
    return {"allowed": found["autorisee"], "ccp_required": found["ccp_requise"]}


def _cumul(inputs: dict[str, Any]) -> dict[str, Any]:
    found = find("cumul_activites").outcome({"quotite": inputs["quotite"], "premier_jour_activite": CHECKED})
    assert isinstance(found, Result)
    cited = {source.source_id: source.article for source in found.sources}
    listed = cited.get(LISTS.get(found["regime"], ""), "").replace("R. ", "R.")
    regime = f"{found['regime']} (liste {listed})" if listed else found["regime"]
    return {"regime": regime, "private_activity": found["activite_privee"]}
