"""How the questions of a calculator are parted under legends; those that few people need are folded at the end."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.rules.core.calculator import Calculator

DATA = Path(__file__).with_name("groups.toml")
SELDOM = ("statut", "territoire")
MAIN_LEGEND = "Votre situation"
SELDOM_LEGEND = "Situation particulière : autre statut, outre-mer, Alsace-Moselle"
SELDOM_STATUS = "Situation particulière : autre statut"


class Group(BaseModel):
    """The names of the fields under one legend."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    legend: str
    fields: tuple[str, ...]
    folded: bool = False


@lru_cache(maxsize=1)
def _declared() -> dict[str, tuple[Group, ...]]:
    tables = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {name: tuple(map(Group.model_validate, groups)) for name, groups in tables.items()}


def groups_of(calculator: Calculator[Any]) -> tuple[Group, ...]:
    """Return the groups of a calculator: every field once, in the order of the form."""
    return tuple(_groups(calculator))


def _groups(calculator: Calculator[Any]) -> Iterator[Group]:
    asked = [name for name in calculator.situation.model_fields if name not in SELDOM]
    seldom = tuple(name for name in SELDOM if name in calculator.situation.model_fields)
    known = _declared().get(calculator.id) or (Group(legend=MAIN_LEGEND, fields=tuple(asked)),)
    named = {name for group in known for name in group.fields}
    left = tuple(name for name in asked if name not in named)
    if not asked:
        yield Group(legend=MAIN_LEGEND, fields=seldom)
        return
    yield from known[:-1]
    yield known[-1].model_copy(update={"fields": (*known[-1].fields, *left)})
    if seldom:
        legend = SELDOM_LEGEND if "territoire" in seldom else SELDOM_STATUS
        yield Group(legend=legend, fields=seldom, folded=True)
