"""Worked cases of the professional interview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.rules.core.outcome import Outcome, Result
from assistant.rules.registry import find

LABELS = (
    "interview_convocation",
    "interview_recours",
    "interview_response",
    "interview_ccp",
    "interview_frequency",
)
REASONS = {"un an de services au plus en CDD": "less than one year of CDD"}


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return OBSERVE[label](inputs)


def run(calculator: str, **facts: Any) -> Result:
    found: Outcome = find(calculator).outcome(facts)
    assert isinstance(found, Result), found
    return found


def convocation(inputs: dict[str, Any]) -> dict[str, Any]:
    found = run("convocation_entretien", date_entretien=inputs["interview"])
    return {"latest_convocation": found["au_plus_tard"]}


def recours(inputs: dict[str, Any]) -> dict[str, Any]:
    found = run("recours_entretien", date_notification=inputs["report_notified"])
    return {"raw_last_day": found["dernier_jour_brut"], "last_day": found["dernier_jour"]}


def response(inputs: dict[str, Any]) -> dict[str, Any]:
    found = run("reponse_recours", date_reception_recours=inputs["recours_received"])
    return {"response_by": found["reponse_avant"]}


def ccp(inputs: dict[str, Any]) -> dict[str, Any]:
    found = run("saisine_ccp_entretien", date_notification_reponse=inputs["response_notified"])
    return {"raw_last_day": found["dernier_jour_brut"], "last_day": found["dernier_jour"]}


def frequency(inputs: dict[str, Any]) -> dict[str, Any]:
    found = run(
        "frequence_entretien",
        contrat=inputs["contract"].lower(),
        date_debut_contrat=inputs["start"],
        aujourdhui=inputs["today"],
    )
    return {"legal_right": found["droit_a_entretien"], "reason": REASONS.get(found["motif"])}


OBSERVE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "interview_convocation": convocation,
    "interview_recours": recours,
    "interview_response": response,
    "interview_ccp": ccp,
    "interview_frequency": frequency,
}
