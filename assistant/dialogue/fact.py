"""A fact read in a message, and how the readers of facts share their work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from assistant.rules.parsing import Duration, FrenchValueError

FactValue = str | int | bool | Decimal | Duration | date
T = TypeVar("T")


@dataclass(frozen=True)
class Fact:
    """One thing said: `key` names it, `value` is typed (minutes, percent, euros), `written` is as typed."""

    key: str
    value: FactValue
    written: str


def parsed(parse: Callable[[str], T], text: str) -> T | None:
    """Return what the strict parser reads in `text`, None when it refuses."""
    try:
        return parse(text)
    except FrenchValueError:
        return None


def alone(found: list[Fact]) -> list[Fact]:
    """Return the facts when they all say the same: two different values leave the choice to the user."""
    return found[:1] if len({str(fact.value) for fact in found}) == 1 else []
