"""From an outcome to the record that every face shows, cites and exports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import JsonValue

from assistant.domain.calculation import Calculation, CalculationValue, OutcomeKind
from assistant.rules.core.dates import Period, Seniority
from assistant.rules.core.inputs import Situation
from assistant.rules.core.outcome import MissingInformation, NotConcerned, Outcome, OutOfField, Result
from assistant.rules.parsing import Duration


def to_json(value: object) -> JsonValue:
    """Write a native value for machines: ISO dates, decimal strings, "P2Y3M1D" for a length of service."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    return _scalar(value)


def _scalar(value: object) -> str:
    match value:
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case Period(first=first, last=last):
            return f"{first.isoformat()}/{last.isoformat()}"
        case Seniority():
            return _iso_duration(*value.split())
        case Duration():
            return _iso_duration(value.years, value.months, value.days)
    raise TypeError(f"{type(value).__name__} has no form for machines")


def _iso_duration(years: int, months: int, days: int) -> str:
    return f"P{years}Y{months}M{days}D"


def project(calculator: str, title: str, situation: Situation, outcome: Outcome) -> Calculation:
    """Return the plain, explained record of an outcome."""
    inputs = situation.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    base = Calculation(calculator=calculator, title=title, outcome=KINDS[type(outcome)], inputs=inputs)
    return base.model_copy(update=_content(situation, outcome))


KINDS: dict[type[object], OutcomeKind] = {
    Result: "result",
    MissingInformation: "missing_information",
    NotConcerned: "not_concerned",
    OutOfField: "out_of_field",
}


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
        CalculationValue(
            id=v.id, label=v.label, value=to_json(v.raw), unit=v.unit, shown=v.shown, in_calendar=v.in_calendar
        )
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
