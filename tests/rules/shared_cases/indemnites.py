"""Worked cases on allowances and échelons."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.formula import Rounding
from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("indemnite_rep", "indemnite_fonctions", "indemnite_referent", "echelon_date")


def result(calculator: str, facts: dict[str, Any]) -> Result:
    found = find(calculator).outcome(facts)
    assert isinstance(found, Result)
    return found


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    if label == "echelon_date":
        facts = {"date_entree_echelon": inputs["entry_in_echelon"], "nombre": inputs["steps"]}
        return {"next": result("prochain_echelon", facts)["prochaine_date"]}
    if label == "indemnite_rep":
        return _rep(inputs)
    found = result(label, {"quotite": inputs["quotite"]})
    monthly = found["mensuelle" if label == "indemnite_referent" else "indemnite_fonctions"]
    # The guide prints whole euros.
    return {"monthly": monthly, "annual": found["annuelle"], "guide": Rounding.ENTIER.apply(monthly)}


def _rep(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {"zone": inputs["zone"], "quotite": inputs["quotite"], "part_en_zone": inputs["share_in_zone"]}
    found = result("indemnite_rep", facts)
    return {"annual": found["annuelle"], "monthly": found["mensuelle"]}
