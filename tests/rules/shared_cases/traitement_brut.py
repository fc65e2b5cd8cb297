"""Worked cases on the gross, the top-up to the minimum wage, and the guide's table."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("salary", "salary_smic_floor", "salary_guide_check")
GUIDE_POINT_CENTS = 492


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "echelon": inputs["echelon"],
        "quotite": inputs["quotite"],
        "date_paie": inputs.get("date", "2025-01-01"),
    }
    found = find("traitement_brut").outcome(facts)
    assert isinstance(found, Result)
    if label == "salary_guide_check":
        guide = found["indice_majore"] * GUIDE_POINT_CENTS // 100
        return {"exact": found["traitement_brut"], "guide": guide}
    return {
        "indice_majore": found["indice_majore"],
        "traitement_brut": found["traitement_brut"],
        "indemnite_fonctions": found["indemnite_fonctions"],
        "total": found["total"],
        "smic_mensuel": found["smic_mensuel"],
        "traitement_100": found["traitement_plein"],
        "indemnite_differentielle": found["indemnite_differentielle"],
    }
