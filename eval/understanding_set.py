"""The labelled set of understanding (`eval/sets/understanding_*.yaml`): what each utterance asks and says.

A file holds `today` (the day of the questions) and `cases`, one line each:
`q` as typed; `kind` (several where two readings are right); `calc` the calculators to call, `also` those that may be
called besides; `facts` by key, written as in French (« 3 ans et 6 mois », « 24 h »); `dates` by the legal event that
they date (« ? » when nothing tells it); `periods` (« first/last ») where no day is given. What is not labelled must
not be read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, field_validator

from assistant.dialogue.kind import Kind
from assistant.rules.parsing import parse_amount, parse_duration, parse_hours
from assistant.rules.registry import modules
from eval.schema import Case
from eval.sets_reader import SETS, SetError, validated

Slot = tuple[str, str]
DATE, PERIOD = "date", "periode"
_PARSERS: dict[str, Callable[[str], object]] = {
    "anciennete": parse_duration,
    "duree_cdd": parse_duration,
    "duree_conge": parse_duration,
    "duree_arret": parse_duration,
    "duree_exclusion": parse_duration,
    "heures": parse_hours,
    "montant": parse_amount,
    "quotite": Decimal,
}


class UnderstandingCase(Case):
    """An utterance and its labels; `slots` holds facts, dates and periods in one form, comparable to a reading's."""

    question: str = Field(min_length=1)
    today: date
    kinds: tuple[Kind, ...] = Field(min_length=1)
    calculators: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    slots: frozenset[Slot] = frozenset()

    @field_validator("calculators", "also")
    @classmethod
    def _exist(cls, named: frozenset[str]) -> frozenset[str]:
        if unknown := named - set(modules()):
            raise ValueError(f"calculateur inconnu : {', '.join(sorted(unknown))}")
        return named


def understanding_cases(folder: Path = SETS) -> list[UnderstandingCase]:
    """Return the utterances, in the order of files and lines. Raises `SetError`."""
    cases = [case for path in sorted(folder.glob("understanding_*.yaml")) for case in _of(path)]
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise SetError(f"« {case.question} » est deux fois dans le jeu.")
        seen.add(case.id)
    return cases


def slot(key: str, value: object) -> Slot:
    """Return a fact in comparable form: « 62 » and « 62,0 » are the same number, 12 months the same as a year."""
    if isinstance(value, Decimal | float) or (isinstance(value, int) and not isinstance(value, bool)):
        return key, str(Decimal(str(value)).normalize())
    months, days = getattr(value, "total_months", None), getattr(value, "days", 0)
    return (key, str(value).casefold()) if months is None else (key, f"{months} mois {days} j")


def _of(path: Path) -> Iterator[UnderstandingCase]:
    raw = yaml.safe_load(path.read_text("utf-8"))
    for row in raw["cases"]:
        yield validated(UnderstandingCase, path, _case(path, raw["today"], dict(row)))


def _case(path: Path, today: date, row: dict[str, Any]) -> dict[str, Any]:
    question = str(row.pop("q"))
    facts, dates, periods = row.pop("facts", {}), row.pop("dates", {}), row.pop("periods", [])
    kinds, calculators = row.pop("kind"), row.pop("calc", [])
    return {
        "id": f"comp-{hashlib.sha256(question.encode()).hexdigest()[:10]}",
        "theme": path.stem.removeprefix("understanding_"),
        "question": question,
        "today": row.pop("today", today),
        "kinds": [kinds] if isinstance(kinds, str) else kinds,
        "calculators": [calculators] if isinstance(calculators, str) else calculators,
        "slots": [
            *(slot(key, _typed(key, value)) for key, value in facts.items()),
            *((f"{DATE} {role}", day.isoformat()) for role, day in dates.items()),
            *((PERIOD, span) for span in periods),
        ],
        **row,
    }


def _typed(key: str, value: object) -> object:
    return _PARSERS[key](str(value)) if key in _PARSERS else value
