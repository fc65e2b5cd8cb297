"""The usual value of a field in a calculation: that of `usual.toml`, else that of its fact."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from pydantic.fields import FieldInfo

from assistant.rules.core.inputs import asked

ASKED = "demandé"


@lru_cache(maxsize=1)
def usual_tables() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return, by calculator and field, (value, sentence)."""
    text = (resources.files("assistant.rules") / "usual.toml").read_text(encoding="utf-8")
    return {
        calculator: {field: (value, says) for field, (value, says) in fields.items()}
        for calculator, fields in tomllib.loads(text).items()
    }


def usual_of(calculator: str, field: str, info: FieldInfo) -> tuple[str, str] | None:
    """Return (usual value, sentence that says it) of a field of a calculator, or None where the fact decides."""
    about = asked(info)
    here = usual_tables().get(calculator, {}).get(field)
    value, says = here or (str(about.get("usual", "")), str(about.get("usual_says", "")))
    return (value, says) if value and value != ASKED else None
