"""Acronyms in full words where an answer first uses them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import assistant.fiches
from assistant.domain.text import fold

DATA = Path(assistant.fiches.__file__).with_name("acronyms.toml")
_APART = re.compile(r"«[^»]*»|\[\d+\]")


@cache
def acronyms() -> dict[str, tuple[str, ...]]:
    """Return the acronyms that not every reader knows, each with its full forms, the shortest first."""
    known: dict[str, list[str]] = tomllib.loads(DATA.read_text("utf-8"))
    return {acronym: tuple(sorted(forms, key=len)) for acronym, forms in known.items() if forms}


def explained(text: str) -> str:
    """Return `text` with the full words after the first use of each acronym that it does not explain.

    What stands between « » is printed elsewhere and left alone.
    """
    for acronym, forms in acronyms().items():
        place = first_use(text, acronym)
        if place is not None and not is_explained(text, place, acronym):
            end = place + len(acronym)
            inside = text.count("(", 0, place) > text.count(")", 0, place)
            text = f"{text[:end]}, {forms[0]}{text[end:]}" if inside else f"{text[:end]} ({forms[0]}){text[end:]}"
    return text


def first_use(text: str, acronym: str) -> int | None:
    """Return where `acronym` first stands in `text` as a word of its own, None when it does not."""
    if acronym not in text:
        return None
    bare = _APART.sub(lambda m: " " * len(m[0]), text)
    found = re.search(rf"(?<![\w+-]){re.escape(acronym)}(?![\w+-])", bare)
    return found.start() if found else None


def is_explained(text: str, place: int, acronym: str) -> bool:
    """Whether the full words stand before the acronym at `place`, or right after it."""
    forms = [fold(form) for form in acronyms()[acronym]]
    before, after = fold(text[:place]), fold(text[place + len(acronym) :]).lstrip("(,:–— ")
    return any(form in before or after.startswith(form) for form in forms)
