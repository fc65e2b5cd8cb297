"""Worked cases of the procedure of a dismissal: interview, request of a reclassement."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("entretien_prealable_earliest", "reclassement_request_deadline")


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return _interview(inputs) if label == "entretien_prealable_earliest" else _reclassement(inputs)


def _interview(inputs: dict[str, Any]) -> dict[str, Any]:
    found = find("entretien_prealable").outcome({"date_presentation_convocation": inputs["letter_presented"]})
    assert isinstance(found, Result)
    return {"fifth_ouvrable": found["dernier_jour_du_delai"], "safe_earliest": found["au_plus_tot"]}


def _reclassement(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "motif": "suppression_emploi",
        "preavis": inputs["notice"],
        "date_presentation_lettre": inputs["notified"],
    }
    found = find("reclassement_demande").outcome(facts)
    assert isinstance(found, Result)
    return {"delay": found["delai"], "last_day": found["dernier_jour"]}
