"""What kind of thing a question asks for, and whether a unit could be it: a date, an amount, a person, a reason."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from assistant.answering import sheet
from assistant.dialogue.sms import plain_french
from assistant.domain.text import fold

DATA = Path(__file__).with_name("asked.toml")
CACHED_UNITS = 8192


class Asked(StrEnum):
    """What a question may ask for; a question may ask for several, or for none of these."""

    WHEN = "when"
    HOW_MUCH = "how_much"
    WHO = "who"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    DOCUMENTS = "documents"
    ALLOWED = "allowed"


_UNDER = {sheet.STEPS: Asked.HOW, sheet.DOCUMENTS: Asked.DOCUMENTS, sheet.WRITE_TO: Asked.WHO}
_SECTIONS = {"documents": sheet.DOCUMENTS, "steps": sheet.STEPS, "write_to": sheet.WRITE_TO}


@cache
def _patterns(table: str) -> dict[str, re.Pattern[str]]:
    words: dict[str, list[str]] = tomllib.loads(DATA.read_text("utf-8"))[table]
    return {name: re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") for name, forms in words.items()}


def asked(question: str) -> frozenset[Asked]:
    """Return what `question`, as typed, asks for."""
    plain = fold(plain_french(question)).rstrip(" ?!.")
    return frozenset(kind for kind in Asked if _patterns("question")[kind].search(plain))


def section_asked(question: str) -> str:
    """Return the heading of the section of a fiche that `question` asks for by name, "" when it names none."""
    plain = fold(plain_french(question))
    return next((_SECTIONS[name] for name, pattern in _patterns("section").items() if pattern.search(plain)), "")


@lru_cache(maxsize=CACHED_UNITS)
def told(shown: str, heading: str) -> frozenset[Asked]:
    """Return what a unit, as it reads under `heading`, could be the answer to."""
    plain = fold(shown)
    kinds = {kind for kind in Asked if _patterns("unit")[kind].search(plain)}
    return frozenset(kinds | ({_UNDER[heading]} if heading in _UNDER else set()))
