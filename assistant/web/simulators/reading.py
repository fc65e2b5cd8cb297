"""From a form to the facts of a calculator: blanks left out, rows gathered, sizes bounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from pydantic import BaseModel
from starlette.datastructures import FormData

from assistant.web.simulators.schema import MOST_ROWS, row_model

LONGEST = 2000
MOST_FIELDS = 1500
ROW = re.compile(r"(?P<list>[a-z_0-9]{1,60}?)-(?P<rank>\d{1,3})-(?P<field>[a-z_0-9]{1,60})")
TOO_LONG = f"Cette réponse dépasse {LONGEST} caractères ; gardez l'essentiel."


@dataclass(frozen=True)
class Typed:
    """What a form holds: `values` by form name as typed, `facts` for the calculator, `rows` of each list."""

    values: dict[str, str]
    facts: dict[str, Any]
    rows: dict[str, int]
    too_long: tuple[str, ...]


async def form_data(request: Request) -> FormData:
    """Return the form posted (dependency of the routes); files are refused."""
    return await request.form(max_files=0, max_fields=MOST_FIELDS)


def read_form(model: type[BaseModel], form: Mapping[str, Any]) -> Typed:
    """Return the known fields of `form`; what the calculator does not ask is ignored."""
    lists = {name for name in model.model_fields if row_model(model, name) is not None}
    values = {k: v.strip() for k, v in form.items() if isinstance(v, str) and _known(model, lists, k)}
    rows = {name: _row_count(values, name) for name in lists}
    facts: dict[str, Any] = {k: v for k, v in values.items() if v and k in model.model_fields and k not in lists}
    for name in lists:
        if gathered := _gather(model, name, values):
            facts[name] = gathered
    return Typed(values, facts, rows, tuple(k for k, v in values.items() if len(v) > LONGEST))


def _known(model: type[BaseModel], lists: set[str], name: str) -> bool:
    if name in model.model_fields:
        return name not in lists
    found = ROW.fullmatch(name)
    if found is None or found["list"] not in lists or int(found["rank"]) >= MOST_ROWS:
        return False
    nested = row_model(model, found["list"])
    return nested is not None and found["field"] in nested.model_fields


def _row_count(values: Mapping[str, str], name: str) -> int:
    ranks = [int(found["rank"]) for found in map(ROW.fullmatch, values) if found and found["list"] == name]
    return max(ranks, default=0) + 1


def row_numbers(model: type[BaseModel], name: str, values: Mapping[str, str]) -> list[int]:
    """Return the numbers of the rows in which something is typed."""
    nested = row_model(model, name)
    filled = set()
    for key, value in values.items():
        found = ROW.fullmatch(key)
        if nested and found and found["list"] == name and value:
            default = nested.model_fields[found["field"]].default
            if value != default:
                filled.add(int(found["rank"]))
    return sorted(filled)


def _gather(model: type[BaseModel], name: str, values: Mapping[str, str]) -> list[dict[str, str]]:
    nested = row_model(model, name)
    if nested is None:
        return []
    rows = []
    for number in row_numbers(model, name, values):
        typed = {inner: values.get(f"{name}-{number}-{inner}", "") for inner in nested.model_fields}
        rows.append({inner: text for inner, text in typed.items() if text})
    return rows


def without_row(values: Mapping[str, str], name: str, rank: int) -> dict[str, str]:
    """Return `values` without a row of a list, the following rows moved up."""
    kept: dict[str, str] = {}
    for key, value in values.items():
        found = ROW.fullmatch(key)
        if not found or found["list"] != name:
            kept[key] = value
        elif int(found["rank"]) != rank:
            moved = int(found["rank"]) - (int(found["rank"]) > rank)
            kept[f"{name}-{moved}-{found['field']}"] = value
    return kept
