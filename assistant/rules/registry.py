"""The calculators, found by name: `calculators/<theme>/<id>.py` holds the calculator `<id>`.

Modules and folders whose name begins with an underscore are helpers.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from assistant.rules import calculators
from assistant.rules.core.calculator import Calculator

ROOT = calculators.__name__


@lru_cache(maxsize=1)
def modules() -> dict[str, str]:
    """Return the module of every calculator id, without importing any. Raises `ValueError` for an id held twice."""
    found: dict[str, str] = {}
    for theme in _public(calculators.__path__):
        package = import_module(f"{ROOT}.{theme}")
        for name in _public(package.__path__):
            if name in found:
                raise ValueError(f"two calculators bear the id {name}")
            found[name] = f"{ROOT}.{theme}.{name}"
    return dict(sorted(found.items()))


def _public(path: Iterable[str]) -> list[str]:
    return [module.name for module in pkgutil.iter_modules(path) if not module.name.startswith("_")]


@cache
def find(calculator_id: str) -> Calculator[Any]:
    """Return one calculator, importing only its module. Raises `KeyError` for an unknown id."""
    path = modules()[calculator_id]
    found = import_module(path).CALCULATOR
    if not isinstance(found, Calculator):
        raise TypeError(f"the module {calculator_id} must define a CALCULATOR")
    return replace(found, id=calculator_id, theme=path.split(".")[-2])


def all_calculators() -> tuple[Calculator[Any], ...]:
    """Return every calculator, in the order of their ids."""
    return tuple(find(calculator_id) for calculator_id in modules())
