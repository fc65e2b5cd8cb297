"""What a calculator can say: a closed union of four outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.domain.calculation import CalculationStep, LegalSource, Reading, ToDo

# Dates, whole numbers, decimals, booleans, texts, periods, lengths of service, and lists or tables of those.
Native = Any


@dataclass(frozen=True)
class Value:
    """One figure of a result: `raw` is a native Python value (date, int, `Decimal`, bool, text)."""

    id: str
    label: str
    raw: Native
    unit: str
    shown: str
    in_calendar: bool = False


@dataclass(frozen=True)
class Result:
    """A finished calculation; `result["id"]` gives the native value of one figure."""

    summary: str
    values: Mapping[str, Value]
    steps: tuple[CalculationStep, ...] = ()
    sources: tuple[LegalSource, ...] = ()
    in_force_since: date | None = None
    next_change: str = ""
    hypotheses: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    to_do: tuple[ToDo, ...] = ()

    def __getitem__(self, value_id: str) -> Native:
        """Return the native value of a figure. Raises `KeyError` for an unknown id."""
        return self.values[value_id].raw


@dataclass(frozen=True)
class MissingInformation:
    """Facts still needed: names of fields of the situation, the most decisive first.

    `alternatives` are the results that each possible answer would give, where they are few.
    """

    fields: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class NotConcerned:
    """The rule does not apply: every reason, each saying what would change it."""

    reasons: tuple[str, ...]
    sources: tuple[LegalSource, ...] = ()
    steps: tuple[CalculationStep, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutOfField:
    """Another law applies, or a period that is not covered: why, and where to go."""

    reasons: tuple[str, ...]
    referral: str = ""
    sources: tuple[LegalSource, ...] = field(default=())


@dataclass(frozen=True)
class Alternative:
    """What one answer to a question would give: `label` says the answer in French, `outcome` what follows."""

    label: str
    field: str
    value: Native
    outcome: Result | NotConcerned | OutOfField


Outcome = Result | MissingInformation | NotConcerned | OutOfField


class Stop(Exception):  # noqa: N818 - not an error: an early outcome
    """Ends a calculation with an outcome before its last line."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome
