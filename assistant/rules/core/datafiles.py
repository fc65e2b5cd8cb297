"""Reading of the packaged TOML files: numbers as `Decimal`, dates as `date`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from importlib import resources
from typing import Any


def read_tables(folder: str, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (file name, table) for each `[[key]]` of `rules/<folder>/*.toml`, files in alphabetical order."""
    root = resources.files("assistant.rules") / folder
    for entry in sorted(root.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            content = tomllib.loads(entry.read_text(encoding="utf-8"), parse_float=Decimal)
            for table in content[key]:
                yield entry.name, table


def read_table(name: str) -> dict[str, dict[str, Any]]:
    """Return the tables of `rules/tables/<name>.toml`, by key, in the order of the file."""
    entry = resources.files("assistant.rules") / "tables" / f"{name}.toml"
    return tomllib.loads(entry.read_text(encoding="utf-8"))
