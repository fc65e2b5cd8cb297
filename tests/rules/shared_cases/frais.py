"""Worked cases on transport and mobility."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("forfait_mobilites", "transport_reimbursement")


def result(calculator: str, facts: dict[str, Any]) -> Result:
    found = find(calculator).outcome(facts)
    assert isinstance(found, Result)
    return found


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    if label == "transport_reimbursement":
        return {
            "refund": result("remboursement_transport", {"prix_mensuel": inputs["monthly_pass"]})["remboursement"]
        }
    found = result("forfait_mobilites", {"jours": inputs["days"], "quotite": inputs["quotite"]})
    return {"amount": found["forfait"], "threshold": found["seuil_1"]}
