"""Words that make or unmake a right, kept in a data file, and what is told from them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from assistant.domain.text import fold
from assistant.language.orders import speaks_to_machine
from assistant.model.wording import told

DATA = Path(__file__).with_name("checks.toml")


@cache
def _data() -> tuple[
    tuple[tuple[re.Pattern[str], ...], ...], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]
]:
    read = tomllib.loads(DATA.read_text("utf-8"))
    sides = tuple(tuple(re.compile(side) for side in group) for group in read["opposites"])
    strong, orders = (tuple(re.compile(p) for p in read[name]) for name in ("strong", "orders"))
    return sides, strong, orders


def reversed_words(text: str, evidence: str) -> bool:
    """Whether `text` bears a word whose opposite, and not itself, stands in the evidence."""
    said, held = told(text), told(evidence)
    for sides in _data()[0]:
        here = [bool(side.search(said)) for side in sides]
        there = [bool(side.search(held)) for side in sides]
        if any(here) and any(there) and any(h and not t for h, t in zip(here, there, strict=True)):
            return True
    return False


def unfounded_words(text: str, evidence: str) -> bool:
    """Whether `text` bears a strong word (« interdit », « toujours ») that the evidence does not."""
    said, held = told(text), told(evidence)
    return any(p.search(said) and not p.search(held) for p in _data()[1])


def gives_orders(text: str) -> bool:
    """Whether `text` speaks to an assistant, or as one, instead of telling a rule."""
    plain = fold(text)
    return speaks_to_machine(text) or any(p.search(plain) for p in _data()[2])
