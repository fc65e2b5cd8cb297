"""The rule on figures: each number in a fiche's text is a reference, or one of the few structural numbers below.

Structural numbers are: article numbers, numbers of texts (« n° 86-83 »), dates that belong to a cited text, the
ordinals of a numbered list, and the digits of an address (mailbox, web). Nothing else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from assistant.fiches.schema import REFERENCE
from assistant.rules.core.french import MOIS

_NUMBER = r"(?:[LRD]\.?\s?)?\d+(?:-\d+)*(?:\s(?:bis|ter|quater))?(?:\s\d°)?"
_STRUCTURAL = (
    re.compile(rf"\b(?:[Aa]rticles?|art\.)\s{_NUMBER}(?:(?:,|\set|\sà|\sou)\s{_NUMBER})*"),
    re.compile(r"n°\s?\d{2,4}-\d+(?:-\d+)?"),
    re.compile(r"^\s*\d+\.\s", re.MULTILINE),
    re.compile(r"(?<!\S)[^\s@]+@\S+|https?://\S+|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.(?:fr|com|eu)\b\S*"),
)
_DATE = re.compile(rf"\b(1er|\d{{1,2}})\s({'|'.join(MOIS)})\s(\d{{4}})\b")
_WORDS = "deux trois quatre cinq six sept huit neuf dix onze douze quinze seize vingt trente quarante cinquante cent"
_UNITS = r"jours?|mois|ans?|années?|semaines?|heures?|minutes?|euros?|échelons?|trimestres?|points?|exemplaires"
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_WORDS.split())})\s(?:{_UNITS})\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:un\s(?:mois|an)|une\s(?:année|semaine|heure))\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\S)\S*\d\S*")


def bare_numbers(text: str, dates: Iterable[datetime.date] = ()) -> list[str]:
    """Return the numbers of `text` (Markdown, references unrendered) that are neither references nor structural.

    `dates` are those of the cited texts. Durations in words (« deux mois ») count as numbers.
    """
    left = REFERENCE.sub(" ", text)
    known = frozenset(dates)
    left = _DATE.sub(lambda match: " " if _day(match) in known else match.group(0), left)
    for pattern in _STRUCTURAL:
        left = pattern.sub(" ", left)
    return _DIGITS.findall(left) + _IN_WORDS.findall(left) + _ONE.findall(left)


def _day(match: re.Match[str]) -> datetime.date | None:
    day, month, year = match.groups()
    try:
        return datetime.date(int(year), MOIS.index(month) + 1, 1 if day == "1er" else int(day))
    except ValueError:
        return None
