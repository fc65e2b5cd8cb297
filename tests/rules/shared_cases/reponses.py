"""Worked cases of the answers to a proposal: renewal of a CDD, modification of the contract."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("prevenance_answer", "modification_answer")
CASES = {
    "prevenance_answer": ("reponse_renouvellement", "proposal_received"),
    "modification_answer": ("modification_contrat", "received"),
}


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    calculator, received = CASES[label]
    found = find(calculator).outcome({"date_reception_proposition": inputs[received]})
    assert isinstance(found, Result)
    return {"answer_by": found["derniere_reponse"], "silence": found["silence"]}
