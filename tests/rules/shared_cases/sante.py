"""Worked cases of sick pay, grave illness, accidents, therapeutic part time, certificates and seniority."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.rules.core.dates import add_months
from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

AT_90 = date(2026, 1, 5)  # the cases of pay give no date: any certificate of March 2025 or later pays 90 %


def _values(calculator: str, facts: dict[str, Any]) -> dict[str, Any]:
    found = find(calculator).outcome(facts)
    assert isinstance(found, Result)
    return {key: value.raw for key, value in found.values.items()}


def ijss(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {"premier_jour": inputs["debut_arret"], "bruts": inputs["bruts_3_mois"]}
    return _values("indemnites_journalieres", facts)


def paie_cmo(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "premier_jour": AT_90,
        "traitement_mensuel": inputs["traitement"],
        "primes_mensuelles": inputs["primes"],
        "jours_carence": inputs.get("jours_carence"),
        "jours_taux_plein": inputs.get("jours_90"),
        "jours_demi": inputs.get("jours_50"),
        "ij_brute": inputs["ij_brute"],
        "jours_indemnises": inputs["ijss_jours"],
    }
    return _values("salaire_maladie", facts)


def cgm(inputs: dict[str, Any]) -> dict[str, Any]:
    start = add_months(inputs["debut"], -inputs["anciennete_mois"])
    return _values("conge_grave_maladie", {"premier_jour": inputs["debut"], "date_debut_services": start})


def cgm_nouveau(inputs: dict[str, Any]) -> dict[str, Any]:
    return _values("nouveau_conge_grave_maladie", {"date_reprise": inputs["reprise"]})


def accident_travail(inputs: dict[str, Any]) -> dict[str, Any]:
    """A case that says nothing of the working time is part-time; without a length, the contract is a CDI."""
    months = inputs.get("duree_contrat_mois")
    facts = {
        "date_debut_services": inputs["anciennete_debut"],
        "date_accident": inputs["accident"],
        "dernier_jour_arret": inputs["fin_arret"],
        "temps_complet": inputs.get("temps_complet", False),
        "contrat": "cdd" if months else "cdi",
        "duree_contrat_mois": months,
    }
    return _values("accident_travail", facts)


def accident_delais(inputs: dict[str, Any]) -> dict[str, Any]:
    return _values("declaration_accident", {"nature": "accident", "date_accident": inputs["accident"]})


def tpt(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "heures_contrat": inputs["heures_contrat"],
        "heures_temps_complet": inputs["heures_temps_plein"],
        "premier_jour": date(2026, 1, 5),
    }
    found = _values("temps_partiel_therapeutique", facts)
    hours = {key: Decimal(minutes) / 60 for key, minutes in found["heures_par_quotite"].items()}
    minimum = Decimal(found["minimum_minutes"]) / 60
    return {**found, "minimum_heures": minimum, "heures_par_quotite": hours}


def tpt_duree(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {"premier_jour": inputs["debut"], "periodes_mois": inputs["periodes_mois"]}
    return _values("duree_temps_partiel_therapeutique", facts)


def certificat(inputs: dict[str, Any]) -> dict[str, Any]:
    return _values("envoi_arret", {"date_etablissement": inputs["etabli_le"]})


def anciennete(inputs: dict[str, Any]) -> dict[str, Any]:
    contrats = [{"debut": contrat["debut"], "dernier_jour": contrat["fin"]} for contrat in inputs["contrats"]]
    return _values("anciennete_maladie", {"premier_jour": inputs["a_la_date"], "contrats": contrats})


OBSERVERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    function.__name__: function
    for function in (
        *(ijss, paie_cmo, cgm, cgm_nouveau, accident_travail, accident_delais),
        *(tpt, tpt_duree, certificat, anciennete),
    )
}
LABELS = tuple(OBSERVERS)


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return OBSERVERS[label](inputs)
