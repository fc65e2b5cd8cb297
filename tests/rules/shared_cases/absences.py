"""Worked cases of the sick child and of a child's death."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("asa_enfant_malade", "asa_deces_enfant")
ENFANT = {"jours_bruts": "jours_bruts", "jours_demi_journee": "jours", "jours_entiers_sup": "jours_entiers_sup"}


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return enfant_malade(inputs) if label == "asa_enfant_malade" else deces(inputs)


def enfant_malade(inputs: dict[str, Any]) -> dict[str, Any]:
    alone = inputs.get("seul_ou_conjoint_sans_droit", False)
    facts = {"quotite": inputs["quotite"], "autre_parent": "sans_droit" if alone else "avec_droit"}
    found = find("enfant_malade").outcome(facts)
    assert isinstance(found, Result)
    return {key: found[own] for key, own in ENFANT.items()}


def deces(inputs: dict[str, Any]) -> dict[str, Any]:
    """A case that says nothing of it means a child who was not a parent."""
    facts = {"age": inputs["age"], "enfant_parent": inputs.get("enfant_etait_parent", False)}
    if "deces" in inputs:
        facts["date_deces"] = inputs["deces"]
    if inputs.get("personne_a_charge"):
        facts["lien"] = "personne_a_charge"
    found = find("deces_enfant").outcome(facts)
    assert isinstance(found, Result)
    observed = {key: value.raw for key, value in found.values.items()}
    return {**observed, "jours_ouvrables": found["jours"]}
