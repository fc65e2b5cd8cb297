"""Worked cases of ordinary sick leave: what is expected is about the last certificate of each."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("cmo",)


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "date_debut_services": inputs["anciennete_debut"],
        "arrets": [_arret(arret) for arret in inputs["arrets"]],
    }
    if "mode_fenetre" in inputs:
        facts["fenetre"] = inputs["mode_fenetre"]
    found = find("registre_maladie").outcome(facts)
    assert isinstance(found, Result)
    return {key: value.raw for key, value in found.values.items()}


def _arret(arret: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {"premier_jour": arret["debut"], "dernier_jour": arret["fin"]}
    facts |= {key: arret[key] for key in ("prolongation", "meme_cause", "deces_enfant") if key in arret}
    if "ald" in arret:
        facts |= {"cause": "ald", "ald": arret["ald"]}
    if arret.get("grossesse_declaree"):
        facts["cause"] = "grossesse"
    if arret.get("interruption_grossesse"):
        facts["cause"] = "interruption_grossesse"
    if "deces_enfant" in arret:
        facts["cause"] = "deuil_enfant"
    return facts
