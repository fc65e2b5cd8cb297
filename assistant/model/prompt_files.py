"""The prompts, kept as French files beside this module, and the delimiters that keep data apart from orders."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("prompts")
_HARMLESS = str.maketrans({"<": "‹", ">": "›"})


@cache
def prompt(name: str) -> str:
    """Return the prompt of that name (« redaction », « matiere »)."""
    return (FOLDER / f"{name}.txt").read_text("utf-8").strip()


def as_data(text: str) -> str:
    """Return `text` unable to close the delimiters that hold it."""
    return text.translate(_HARMLESS)
