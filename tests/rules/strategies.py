"""Facts to throw at a calculator: mostly plausible, sometimes absurd, built from its own schema."""

from __future__ import annotations

import types
import typing
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.rules.core.decisive import plausible
from assistant.rules.core.inputs import Situation
from assistant.rules.parsing import Duration

DATES = st.dates(date(2019, 1, 1), date(2030, 12, 31))
ABSURD = st.one_of(
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.sampled_from(
        ["1er sept. 2026", "mai 2026", "62 %", "140 %", "0,5", "24 h 30", "1 867,02 €", "oui", "-3", "∞", ""]
    ),
)
DURATIONS = st.builds(
    lambda years, months, days: f"{years} ans, {months} mois et {days} jours",
    st.integers(0, 5), st.integers(0, 11), st.integers(0, 29),
)  # fmt: skip


def of_type(kind: Any) -> st.SearchStrategy[Any]:
    """Return plausible values of an annotation."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return of_type(inner[0])
    if origin in (typing.Union, types.UnionType):
        return st.one_of([of_type(item) for item in inner])
    if origin is typing.Literal:
        return st.sampled_from(inner)
    if origin in (tuple, list):
        return st.lists(of_type(inner[0]), max_size=4)
    if origin is dict:
        return st.dictionaries(of_type(inner[0]), of_type(inner[1]), max_size=3)
    return _of_class(kind)


def _of_class(kind: Any) -> st.SearchStrategy[Any]:
    if kind is type(None):
        return st.none()
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return facts_of(kind)
    return {
        bool: st.booleans(),
        int: st.one_of(st.integers(0, 40), st.integers(0, 4000)),
        Decimal: st.decimals(0, 4000, places=2),
        date: DATES,
        Duration: DURATIONS,
        str: st.text(max_size=12),
    }.get(kind, st.none())


def facts_of(model: type[BaseModel], *, absurd: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Return raw facts for a model; each field may be absent, and absurd where asked."""
    fields = {
        name: st.one_of(of_type(info.annotation), ABSURD) if absurd else of_type(info.annotation)
        for name, info in model.model_fields.items()
    }
    return st.fixed_dictionaries({}, optional=fields)


def near_the_examples(model: type[Situation]) -> st.SearchStrategy[dict[str, Any]]:
    """Return facts that are the examples of the fields, some replaced: they reach deep into a calculation."""
    fields = {}
    for name, info in model.model_fields.items():
        values = [value for value in plausible(model, name)[0] if value is not None]
        choices = [st.sampled_from(values)] if values else []
        fields[name] = st.one_of(*choices, of_type(info.annotation)) if name != "statut" else st.just("aesh")
    return st.fixed_dictionaries({}, optional=fields)
