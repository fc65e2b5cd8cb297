"""Worked cases of the information before the end of a CDD."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("prevenance",)


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "dernier_jour_cdd": inputs["term"],
        "mois_de_contrats": inputs["total_months"],
        "cdi_possible": inputs["cdi_possible"],
    }
    found = find("prevenance_fin_cdd").outcome(facts)
    assert isinstance(found, Result)
    return {
        "delay": found["delai"],
        "latest_notification": found["derniere_notification"],
        "entretien_prealable": found["entretien_du"],
    }
