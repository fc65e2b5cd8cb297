"""Text-message spelling turned into French words, before anything else reads the question."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from assistant.domain.text import fold

DATA = Path(__file__).with_name("sms.toml")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# A number glued to its unit or a single letter inside a reference (« L. 332-22 ») is left alone.
_REFERENCE = re.compile(r"\b(?:art(?:icle)?\.?\s*)?[lrd]\.?\s?\d", re.IGNORECASE)


@cache
def _spellings() -> dict[str, str]:
    words: dict[str, str] = tomllib.loads(DATA.read_text("utf-8"))["mots"]
    return {short: full for short, full in words.items() if short != fold(full)}


def plain_french(text: str) -> str:
    """Return `text` with text-message words spelled out; everything else is left as typed."""
    kept = [(m.start(), m.end()) for m in _REFERENCE.finditer(text)]

    def spelled(match: re.Match[str]) -> str:
        inside = any(start <= match.start() < end for start, end in kept)
        word = match[0]
        acronym = len(word) > 1 and word.isupper()
        return word if inside or acronym else _spellings().get(fold(word), word)

    return _WORD.sub(spelled, text)
