"""Comparing French texts: white space folded, accents and case set aside when asked."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BULLET = "- "
CACHED_TEXTS = 16_384
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "´": "'"})


def fold_spaces(text: str) -> str:
    """Return `text` with every run of white space (no-break spaces included) made one space, ends trimmed."""
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=CACHED_TEXTS)
def fold(text: str) -> str:
    """Return `text` without accents or case, apostrophes unified and white space folded."""
    plain = without_accents(text.translate(_APOSTROPHES))
    return fold_spaces(plain.casefold())


def without_accents(text: str) -> str:
    """Return `text` with its letters parted from their accents, and these left out."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
