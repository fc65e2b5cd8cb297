"""What a calculation always says, whatever the figures: data of `rules/advice/<theme>.toml`, said by `Calcul.say`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict


class Advice(BaseModel):
    """Sources cited, conventions, doubts and things to do, in the order in which they are said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cite: tuple[str, ...] = ()
    hypotheses: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    todo: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def all_advice() -> Mapping[str, Advice]:
    """Return every advice by "module.function" of the code that says it. Raises `ValueError` for a key held twice."""
    found: dict[str, Advice] = {}
    for entry in (resources.files("assistant.rules") / "advice").iterdir():
        if not entry.name.endswith(".toml"):
            continue
        for module, tables in tomllib.loads(entry.read_text(encoding="utf-8")).items():
            for name, table in tables.items():
                if f"{module}.{name}" in found:
                    raise ValueError(f"two advices bear the key {module}.{name}")
                found[f"{module}.{name}"] = Advice.model_validate(table)
    return found
