"""A message as it is read: cleaned once, folded letter by letter so that places stay the same, cut into sentences."""

from __future__ import annotations

import re
import unicodedata

from assistant.domain.text import without_accents

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "´": "'", "`": "'"})
_SPACES = re.compile(r"\s+")
_END = re.compile(r"(?<=[.!?…])\s+(?=\S)|\n+")
_ASKS = re.compile(r"\?\s*$")


def clean(text: str) -> str:
    """Return `text` composed (NFC), with one kind of apostrophe, single spaces and no space at the ends."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_APOSTROPHES)).strip()


def fold_in_place(text: str) -> str:
    """Return a clean `text` in small letters without accents, every character at its own place."""
    return "".join(_plain(character) for character in text)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of `text`, in order."""
    return [part.strip() for part in _END.split(text) if part.strip()]


def asks(sentence: str) -> bool:
    """Whether a sentence ends with a question mark."""
    return bool(_ASKS.search(sentence))


def _plain(character: str) -> str:
    """One character that folding again leaves alone: « … » is a dot, a ligature its first letter."""
    folded = without_accents(character).casefold()
    if len(folded) == 1 and (character == " " or not folded.isspace()):
        return folded
    return folded[0] if folded[:1].isalpha() else "."
