"""Worked cases of severance: the cases leave out what does not matter to them; neutral facts fill it in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from assistant.rules.core.outcome import NotConcerned, Result
from assistant.rules.registry import find

LABELS = ("severance",)
NEUTRAL = {"motif": "suppression_emploi", "contrat": "cdi", "temps_partiel": False, "remuneration_nette": 1000}
GROUNDS = {"faute disciplinaire": "faute_disciplinaire"}
SAME = {
    "net_base": "remuneration_nette",
    "net_last_month": "remuneration_nette",
    "sft_in_pay": "supplement_familial",
    "heures_sup": "indemnites_accessoires",
    "seniority_start": "date_debut_services",
    "years": "annees_retenues",
    "term": "dernier_jour_cdd",
    "unpaid_leave_months": "mois_non_comptes",
    "full_rate": "taux_plein",
    "age_reached": "age_ouverture_atteint",
}


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    found = find("indemnite_licenciement").outcome(_facts(inputs))
    if isinstance(found, NotConcerned):
        both = all(words in found.reasons[0] for words in ("âge d'ouverture", "taux plein", "deux conditions"))
        return {"amount": 0, "reason": "âge d'ouverture ET taux plein" if both else found.reasons[0]}
    assert isinstance(found, Result)
    names = {"years": "annees", "amount": "montant", "base": "base", "months_to_term": "mois_restants"}
    names["years_before_cap"] = "annees_avant_limite"
    return {key: found[name] for key, name in names.items() if name in found.values}


def _facts(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {**NEUTRAL, **{SAME[key]: value for key, value in inputs.items() if key in SAME}}
    facts["contrat"] = inputs.get("contract", "CDI").lower()
    facts["motif"] = GROUNDS.get(inputs.get("ground", ""), NEUTRAL["motif"])
    effect = date.fromisoformat(inputs.get("effect_date", "2026-09-01"))
    facts["dernier_jour_emploi"] = effect - timedelta(days=1)
    if "age_reached_months" in inputs:
        facts |= {"age_ouverture_atteint": True, "mois_apres_age": inputs["age_reached_months"]}
    if not {"seniority_start", "years"} & inputs.keys():
        facts["annees_retenues"] = 1
    return facts
