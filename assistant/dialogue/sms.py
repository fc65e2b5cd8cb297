"""Text-message and misspelt words turned into French, before anything else reads the question."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from assistant.dialogue.spelling import corrected
from assistant.domain.text import fold

DATA = Path(__file__).with_name("sms.toml")
CACHED_TEXTS = 2048
_INCLUSIVE = re.compile(r"(\w+?)(?:[·•∙‧⋅]\w{1,6}|\((?:e|ne|trice|euse)\))(?:[·•∙‧⋅]?s\b)?")
_ELIDED = re.compile(r"\b([ld]|qu|jusqu) (?=[aeiouhéèêâîô])", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# A number glued to its unit or a single letter inside a reference (« L. 332-22 ») is left alone.
_REFERENCE = re.compile(r"\b(?:art(?:icle)?\.?\s*)?[lrd]\.?\s?\d", re.IGNORECASE)


@cache
def _spellings() -> dict[str, str]:
    words: dict[str, str] = tomllib.loads(DATA.read_text("utf-8"))["mots"]
    return {short: full for short, full in words.items() if short != fold(full)}


@lru_cache(maxsize=CACHED_TEXTS)
def plain_french(text: str) -> str:
    """Return `text` with text-message and misspelt words spelled out; everything else is left as typed.

    Acronyms, references to articles and names (capitals inside a sentence) are left; inclusive endings are dropped.
    """
    text = _ELIDED.sub(r"\1'", text)
    text = _INCLUSIVE.sub(r"\1", text)
    kept = [(m.start(), m.end()) for m in _REFERENCE.finditer(text)]
    shouted = text.isupper() and " " in text.strip()

    def spelled(match: re.Match[str]) -> str:
        word = match[0]
        if any(start <= match.start() < end for start, end in kept):
            return word
        if len(word) > 1 and word.isupper() and not shouted:
            return word
        return _spelled(word, named=word[0].isupper() and not shouted and match.start() > 0)

    return _WORD.sub(spelled, text)


def _spelled(word: str, *, named: bool) -> str:
    folded = fold(word)
    if folded in _spellings():
        return _spellings()[folded]
    head, apostrophe, tail = folded.rpartition("'")
    right = folded if named else head + apostrophe + corrected(tail)
    return word if right == folded else right
