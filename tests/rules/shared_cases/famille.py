"""Worked cases of the leave for the arrival of a child."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import NotConcerned, Result
from assistant.rules.registry import find

LABELS = ("maternite", "paternite", "adoption", "conge_sup_naissance")
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
    return OBSERVERS[label](inputs)


def maternite(inputs: dict[str, Any]) -> dict[str, Any]:
    """A case that says nothing of them means a first child, not in hospital."""
    facts = {"enfants_deja": 0, "enfant_hospitalise": False} | {FACTS[key]: value for key, value in inputs.items()}
    found = find("conge_maternite").outcome(facts)
    if isinstance(found, NotConcerned):
        return {"valide": False}
    assert isinstance(found, Result)
    return {"valide": True} | {key: found[own] for key, own in FIGURES.items() if own in found.values}


PATERNITE = {
    "conge_naissance": "conge_naissance",
    "periode1_du": "premiere_debut",
    "periode1_au": "premiere_fin",
    "periode2_jours": "seconde_jours",
    "jours_calendaires_total": "jours",
    "a_prendre_avant_le": "a_prendre_avant_le",
    "debut_au_plus_tard": "debut_au_plus_tard",
    "demande_au_plus_tard": "demande_au_plus_tard",
    "justificatif_au_plus_tard": "preuve_au_plus_tard",
    "fractions_valides": "periodes_valides",
}
PATERNITE_FACTS = {
    "naissance": "date_naissance",
    "dpa": "date_prevue_accouchement",
    "multiples": "naissances_multiples",
    "fractions": "periodes",
}


def paternite(inputs: dict[str, Any]) -> dict[str, Any]:
    found = find("conge_paternite").outcome({PATERNITE_FACTS[key]: value for key, value in inputs.items()})
    assert isinstance(found, Result)
    return {key: found[own] for key, own in PATERNITE.items() if own in found.values}


ADOPTION = {
    "semaines": "semaines",
    "jours_supplementaires": "jours_supplementaires",
    "jours_total": "jours_total",
    "max_semaines_par_parent": "semaines_par_parent",
    "debut_au_plus_tot": "debut_au_plus_tot",
    "fin_au_plus_tard": "fin_au_plus_tard",
    "fin": "fin",
    "fractions_valides": "periodes_valides",
}
ADOPTION_FACTS = {
    "enfants_adoptes": "enfants_adoptes",
    "enfants_deja": "enfants_a_charge",
    "partage": "partage",
    "arrivee": "date_arrivee",
    "debut": "date_debut",
    "fractions": "periodes",
}


def adoption(inputs: dict[str, Any]) -> dict[str, Any]:
    found = find("conge_adoption").outcome({ADOPTION_FACTS[key]: value for key, value in inputs.items()})
    assert isinstance(found, Result)
    return {key: found[own] for key, own in ADOPTION.items() if own in found.values}


SUPPLEMENTAIRE_FACTS = {
    "naissance": "date_naissance",
    "dpa": "date_prevue_accouchement",
    "debut": "date_debut",
    "mois": "mois",
    "immediatement_apres_paternite": "suite_immediate",
}


def conge_sup_naissance(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {SUPPLEMENTAIRE_FACTS[key]: value for key, value in inputs.items()}
    found = find("conge_supplementaire_naissance").outcome(facts)
    if isinstance(found, NotConcerned):
        return {"ouvert": False, "accessible": False}
    assert isinstance(found, Result)
    return {key: value.raw for key, value in found.values.items()}


OBSERVERS = {
    "maternite": maternite,
    "paternite": paternite,
    "adoption": adoption,
    "conge_sup_naissance": conge_sup_naissance,
}
