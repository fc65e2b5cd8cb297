"""Worked cases of maternity leave."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import NotConcerned, Result
from assistant.rules.registry import find

LABELS = ("maternite",)
FACTS = {
    "dpa": "date_prevue_accouchement",
    "enfants_deja": "enfants_deja",
    "enfants_attendus": "enfants_attendus",
    "report_semaines": "report_semaines",
    "arret_pendant_report": "date_arret_pendant_report",
    "allongement_prenatal_semaines": "allongement_semaines",
    "naissance": "date_naissance",
    "hospitalisation": "enfant_hospitalise",
    "patho_prenatal_jours": "jours_pathologiques_avant",
    "patho_postnatal_jours": "jours_pathologiques_apres",
}
FIGURES = {
    "semaines": "semaines",
    "debut": "debut",
    "fin": "fin",
    "jours": "jours",
    "reprise": "reprise",
    "prenatal_semaines": "semaines_avant",
    "postnatal_semaines": "semaines_apres",
    "patho_prenatal_max_jours": "pathologique_avant_maximum",
    "patho_prenatal_valide": "pathologique_avant",
    "patho_postnatal_max_jours": "pathologique_apres_maximum",
    "patho_postnatal_valide": "pathologique_apres",
    "fin_avec_patho_postnatal": "fin_avec_pathologique",
}


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """A case that says nothing of them means a first child, not in hospital."""
    facts = {"enfants_deja": 0, "enfant_hospitalise": False} | {FACTS[key]: value for key, value in inputs.items()}
    found = find("conge_maternite").outcome(facts)
    if isinstance(found, NotConcerned):
        return {"valide": False}
    assert isinstance(found, Result)
    return {"valide": True} | {key: found[own] for key, own in FIGURES.items() if own in found.values}
