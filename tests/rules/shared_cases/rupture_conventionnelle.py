"""Worked cases of the rupture conventionnelle: who, when, how much."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("rupture_conventionnelle", "rupture_conventionnelle_eligibility", "rupture_conventionnelle_interview")
LAST_DAY = "2026-08-31"


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return {
        "rupture_conventionnelle": _amounts,
        "rupture_conventionnelle_eligibility": _eligibility,
        "rupture_conventionnelle_interview": _interview,
    }[label](inputs)


def _amounts(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "contrat": "cdi",
        "remuneration_brute_annuelle": inputs["gross_previous_calendar_year"],
        "annees_services": inputs["years"],
        "dernier_jour_emploi": LAST_DAY,
    }
    found = find("rupture_conventionnelle_indemnite").outcome(facts)
    assert isinstance(found, Result)
    return {"floor": found["plancher"], "cap": found["plafond"]}


def _eligibility(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {"contrat": inputs["contract"].lower(), "date_demande": inputs["date"]}
    found = find("rupture_conventionnelle_eligibilite").outcome(facts)
    return {"eligible": found["eligible"] if isinstance(found, Result) else False}


def _interview(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {"date_reception_demande": inputs["letter_received"]}
    found = find("rupture_conventionnelle_calendrier").outcome(facts)
    assert isinstance(found, Result)
    return {"earliest": found["entretien_au_plus_tot"], "latest": found["entretien_au_plus_tard"]}
