"""Dated legal values, read from `rules/parameters/*.toml`: never extrapolated before their first period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from assistant.rules.core.datafiles import read_tables
from assistant.rules.core.french import format_date
from assistant.rules.core.outcome import Native
from assistant.rules.core.units import Unit, show


def freeze(value: object) -> object:
    """Turn lists into tuples and tables into read-only ones, at every depth."""
    if isinstance(value, list):
        return tuple(freeze(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({key: freeze(item) for key, item in value.items()})
    return value


class Record(BaseModel):
    """Base of what the files hold: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(Record):
    """A value from `start` (inclusive, written `from` in the file) until the next period.

    `exists = false` instead of a value says that the rule does not exist (yet, or any more).
    """

    start: date = Field(alias="from")
    value: Annotated[Any, AfterValidator(freeze)] = None
    exists: bool = True
    sources: tuple[str, ...] = Field(min_length=1)
    note: str = ""

    @model_validator(mode="after")
    def _has_value_or_not(self) -> Self:
        if self.exists == (self.value is None):
            raise ValueError("a period has either a value or exists = false")
        return self


class Parameter(Record):
    """A legal value over time; `fait_generateur` names the event whose date selects the period."""

    id: str
    label: str
    unit: Unit
    public: str
    fait_generateur: str
    verified_on: date
    period: tuple[Period, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _periods_follow(self) -> Self:
        starts = [p.start for p in self.period]
        if any(later <= earlier for earlier, later in pairwise(starts)):
            raise ValueError(f"{self.id}: periods must follow each other, none doubled")
        return self

    def at(self, on: date) -> Period:
        """Return the period in force on `on`. Raises `PeriodNotCovered` before the first one."""
        known = [p for p in self.period if p.start <= on]
        if not known:
            raise PeriodNotCoveredError(self, on)
        return known[-1]

    def after(self, on: date) -> Period | None:
        """Return the first later period with another value, or None: a rule that only changes article is the same."""
        now = self.at(on)
        later = (p for p in self.period if p.start > on)
        return next((p for p in later if (p.exists, p.value) != (now.exists, now.value)), None)


class PeriodNotCoveredError(LookupError):
    """A date before the first known value, or on which the rule does not exist."""

    def __init__(self, parameter: Parameter, on: date) -> None:
        first = parameter.period[0].start
        super().__init__(
            f"période non couverte : « {parameter.label} » n'est pas connu au {format_date(on)}"
            + (f" (première valeur connue : {format_date(first)})" if on < first else "")
        )
        self.parameter = parameter
        self.on = on


@dataclass(frozen=True)
class Used:
    """A parameter as it stood on a date. `value` is an int, a `Decimal`, a string, a tuple or a read-only table."""

    parameter: Parameter
    period: Period
    on: date

    @property
    def value(self) -> Native:
        """The value; raises `PeriodNotCoveredError` where the rule does not exist."""
        if not self.period.exists:
            raise PeriodNotCoveredError(self.parameter, self.on)
        return self.period.value

    @property
    def exists(self) -> bool:
        """Whether the rule exists on that date."""
        return self.period.exists

    @property
    def integer(self) -> int:
        """The value as a whole number. Raises `TypeError` for anything else."""
        if type(self.value) is not int:
            raise TypeError(f"{self.parameter.id} is not a whole number")
        return self.value

    @property
    def decimal(self) -> Decimal:
        """The value as a `Decimal`. Raises `TypeError` for anything but a number."""
        if type(self.value) not in (int, Decimal):
            raise TypeError(f"{self.parameter.id} is not a number")
        return Decimal(self.value)

    @property
    def table(self) -> Mapping[str, Any]:
        """The value as a table with text keys. Raises `TypeError` for anything else."""
        if not isinstance(self.value, Mapping):
            raise TypeError(f"{self.parameter.id} is not a table")
        return self.value

    @property
    def unit(self) -> str:
        """The unit of the value."""
        return self.parameter.unit

    @property
    def shown(self) -> str:
        """The value in French, with its unit."""
        return show(self.value, self.unit)


@lru_cache(maxsize=1)
def all_parameters() -> dict[str, Parameter]:
    """Return every parameter by id. Raises `ValueError` for an id declared twice or a malformed one."""
    found: dict[str, Parameter] = {}
    for origin, table in read_tables("parameters", "parameter"):
        parameter = Parameter.model_validate(table)
        if parameter.id in found:
            raise ValueError(f"{origin}: parameter {parameter.id} is declared twice")
        found[parameter.id] = parameter
    return found


def lookup(parameter_id: str, on: date) -> Used:
    """Return a parameter as it stands on `on`.

    Raises `KeyError` for an unknown id and `PeriodNotCoveredError` before the first period.
    """
    parameter = all_parameters()[parameter_id]
    return Used(parameter, parameter.at(on), on)
