"""Worked cases of the unpaid leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from assistant.rules.core.dates import add_years
from assistant.rules.core.outcome import NotConcerned, Result
from assistant.rules.registry import find

LABELS = ("conge_non_remunere",)
CALCULATORS = {
    "parental": "conge_parental",
    "solidarite_familiale": "conge_solidarite_familiale",
    "presence_parentale": "conge_presence_parentale",
    "proche_aidant": "conge_proche_aidant",
    "convenances_personnelles": "conge_convenances_personnelles",
    "creation_entreprise": "conge_creation_entreprise",
    "elever_enfant_12": "conge_elever_enfant",
    "suivre_conjoint": "conge_suivre_conjoint",
    "formation_professionnelle": "conge_formation_professionnelle",
}
FACTS = {
    "debut": "date_debut",
    "periode_mois": "duree_mois",
    "anciennete_debut": "date_debut_services",
    "mois_deja_pris": "mois_deja_pris",
    "urgence": "urgence",
    "mois_services": "mois_services",
    "mois_services_administration": "mois_services_administration",
    "demande_recue": "date_reception_demande",
}
YEARS = {"annees": "duree", "annees_deja": "duree_deja_prise"}
BIRTH = {"parental": "date_naissance", "elever_enfant_12": "date_naissance_enfant"}
FIGURES = {
    "demande_au_plus_tard": "demande_au_plus_tard",
    "fin_periode": "fin",
    "fin_max": "fin",
    "renouvellement_au_plus_tard": "renouvellement_au_plus_tard",
    "reemploi_ou_renouvellement_au_plus_tard": "reemploi_au_plus_tard",
    "accorde_au_plus_tard": "accorde_au_plus_tard",
    "mois_restants_carriere": "mois_restants",
}


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    kind = inputs["type"]
    found = find(CALCULATORS[kind]).outcome(facts_of(kind, inputs))
    if isinstance(found, NotConcerned):
        return {"ouvert": False, "periode_valide": False, "duree_valide": False}
    assert isinstance(found, Result)
    observed = {key: found[own] for key, own in FIGURES.items() if own in found.values}
    if "fin_maximum" in found.values:
        observed["fin_max"] = found["fin_maximum"]
    return {"ouvert": True, "periode_valide": True, "duree_valide": True, **observed}


def facts_of(kind: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Translate a case; the birth or the services that it leaves out are such that they do not matter."""
    facts: dict[str, Any] = {FACTS[key]: value for key, value in inputs.items() if key in FACTS}
    facts |= {YEARS[key]: f"{value} ans" for key, value in inputs.items() if key in YEARS}
    if "contrat" in inputs:
        facts["contrat"] = inputs["contrat"].lower()
    start = date.fromisoformat(str(inputs["debut"]))
    if kind in BIRTH:
        facts[BIRTH[kind]] = inputs.get("naissance", start - timedelta(days=60))
    if kind in {"parental", "elever_enfant_12", "suivre_conjoint"}:
        facts.setdefault("date_debut_services", add_years(start, -5))
    return facts
