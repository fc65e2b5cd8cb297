"""Dates and spaces as a French reader expects them."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date


def long_date(day: date) -> str:
    """Return `day` in words: « 1er juin 2026 », « 15 mars 2027 »."""
    if day.day == 1:
        return f"1er {format_date(day, 'MMMM y', locale='fr')}"
    return format_date(day, "d MMMM y", locale="fr")


_BEFORE = re.compile(r" (?=[:;!?»%€])")
_AFTER = re.compile(r"(?<=«) ")
_NO_BREAK = "\u00a0"


def typeset(text: str) -> str:
    """Return `text` with no-break spaces where a line must not end: before « : ; ! ? » % € and inside guillemets."""
    return _AFTER.sub(_NO_BREAK, _BEFORE.sub(_NO_BREAK, text))
