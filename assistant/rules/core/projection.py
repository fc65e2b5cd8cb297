"""From an outcome to the record that every face shows, cites and exports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import JsonValue

from assistant.domain.calculation import Calculation, CalculationValue
from assistant.rules.core.dates import Period, Seniority
from assistant.rules.core.inputs import Situation
from assistant.rules.core.outcome import MissingInformation, NotConcerned, Outcome, OutOfField, Result
from assistant.rules.parsing import Duration


def to_json(value: Any) -> JsonValue:
    """Write a native value for machines: ISO dates, decimal strings, "P2Y3M1D" for a length of service."""
    match value:
        case bool() | int() | str() | None:
            return value
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case Period():
            return f"{value.first.isoformat()}/{value.last.isoformat()}"
        case Seniority():
            years, months, days = value.split()
            return f"P{years}Y{months}M{days}D"
        case Duration(years=years, months=months, days=days):
            return f"P{years}Y{months}M{days}D"
        case Mapping():
            return {str(key): to_json(item) for key, item in value.items()}
        case list() | tuple():
            return [to_json(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no form for machines")


def project(calculator: str, title: str, situation: Situation, outcome: Outcome) -> Calculation:
    """Return the plain, explained record of an outcome."""
    inputs = situation.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    base = Calculation(calculator=calculator, title=title, outcome=_kind(outcome), inputs=inputs)
    return base.model_copy(update=_content(situation, outcome))


def _kind(outcome: Outcome) -> Any:
    match outcome:
        case Result():
            return "result"
        case MissingInformation():
            return "missing_information"
        case NotConcerned():
            return "not_concerned"
        case OutOfField():
            return "out_of_field"


def _content(situation: Situation, outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Result():
            return _result(outcome)
        case MissingInformation(fields=fields):
            questions = tuple(type(situation).missing_fact(name) for name in fields)
            return {"questions": questions, "summary": "Il manque une information pour répondre."}
        case NotConcerned():
            return {
                "reasons": outcome.reasons,
                "summary": " ".join(outcome.reasons),
                "sources": outcome.sources,
                "steps": outcome.steps,
                "caveats": outcome.caveats,
            }
        case OutOfField():
            said = {"reasons": outcome.reasons, "referral": outcome.referral, "sources": outcome.sources}
            return {**said, "summary": " ".join([*outcome.reasons, outcome.referral]).strip()}


def _result(outcome: Result) -> dict[str, Any]:
    values = tuple(
        CalculationValue(id=v.id, label=v.label, value=to_json(v.raw), unit=v.unit, shown=v.shown)
        for v in outcome.values.values()
    )
    return {
        "summary": outcome.summary,
        "values": values,
        "steps": outcome.steps,
        "sources": outcome.sources,
        "in_force_since": outcome.in_force_since,
        "next_change": outcome.next_change,
        "hypotheses": outcome.hypotheses,
        "caveats": outcome.caveats,
        "readings": outcome.readings,
        "to_do": outcome.to_do,
    }
