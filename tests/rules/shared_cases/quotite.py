"""Worked cases on hours and quotité."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistant.rules.core.french import plain_spaces
from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("hours", "hours_from_quotite", "hours_guide_check", "hours_full_time")
MINUTES = Decimal(60)


def result(calculator: str, facts: dict[str, Any]) -> Result:
    found = find(calculator).outcome(facts)
    assert isinstance(found, Result)
    return found


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return {
        "hours": _hours,
        "hours_from_quotite": _from_quotite,
        "hours_full_time": _from_quotite,
        "hours_guide_check": _guide,
    }[label](inputs)


def _hours(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {"heures_accompagnement": inputs["weekly_hours"], "semaines": inputs["weeks"]}
    found = result("quotite_depuis_heures", facts)
    return {
        "annual": found["annuel"] / MINUTES,
        "accompaniment_36": found["accompagnement"] / MINUTES,
        "connexes_5": found["connexes"] / MINUTES,
        "quotite_exact": found["quotite_exacte"],
        "quotite_rounded_up": found["quotite"],
    }


def _from_quotite(inputs: dict[str, Any]) -> dict[str, Any]:
    facts = {"quotite": inputs.get("quotite", 100), "base": str(inputs.get("base", 1607))}
    found = result("heures_depuis_quotite", facts)
    return {
        "annual": found["annuel"],
        "weekly_41": found["semaine_heures"],
        "hhmm": plain_spaces(found.values["semaine"].shown).replace(" ", ""),
        "accompaniment_36": found["accompagnement"],
        "connexes": found["connexes"],
    }


def _guide(inputs: dict[str, Any]) -> dict[str, Any]:
    found = result("heures_annuelles", {"heures_accompagnement": inputs["weekly_hours"]})
    coherent = [found[name] / MINUTES for name in ("annuel", "accompagnement", "connexes")]
    return {
        "guide_annual": coherent[0],
        "guide_other": found["annuel_quotite"],
        "guide_accompaniment": found["accompagnement_quotite"],
        "guide_connexes": found["connexes_quotite"],
        "consistent": found["bases_identiques"],
        "coherent_set": coherent,
    }
