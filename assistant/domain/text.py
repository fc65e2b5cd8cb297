"""Comparing French texts: white space folded, accents and case set aside when asked."""

from __future__ import annotations

import re
import unicodedata

BULLET = "- "
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "´": "'"})


def fold_spaces(text: str) -> str:
    """Return `text` with every run of white space (no-break spaces included) made one space, ends trimmed."""
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Return `text` without accents or case, apostrophes unified and white space folded."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return fold_spaces("".join(c for c in plain if not unicodedata.combining(c)).casefold())
