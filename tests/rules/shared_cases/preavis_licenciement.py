"""Worked cases of the notice of dismissal."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.dates import eve
from assistant.rules.core.outcome import NotConcerned, Result
from assistant.rules.registry import find

LABELS = ("notice_dismissal",)
GROUNDS = {"faute disciplinaire": "faute_disciplinaire", "période d'essai": "periode_essai"}


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    motif = GROUNDS[inputs["ground"]] if "ground" in inputs else "suppression_emploi"
    facts = {
        "motif": motif,
        "date_debut_services": inputs["service_start"],
        "date_envoi_lettre": inputs.get("letter_sent", inputs["letter_presented"]),
        "date_presentation_lettre": inputs["letter_presented"],
    }
    found = find("preavis_licenciement").outcome(facts)
    if isinstance(found, NotConcerned):
        severance = find("indemnite_licenciement").outcome({"motif": motif})
        return {"notice": "aucun", "severance": "aucune" if isinstance(severance, NotConcerned) else "due"}
    assert isinstance(found, Result)
    return {
        "seniority_months_complete": found["anciennete_mois"],
        "notice": found["preavis"],
        "notice_start_point": eve(found["premier_jour"]),
        "contract_last_day": found["dernier_jour"],
    }
