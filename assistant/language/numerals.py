"""Numbers in a folded sentence, in digits or in words (« vingt-quatre », « une »)."""

from __future__ import annotations

from assistant.rules.parsing import FrenchValueError, parse_int
from assistant.rules.parsing.numbers import words_to_int

_UNITS = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_TENS = "vingt trente quarante cinquante soixante".split()
_SPELLED = [
    *(f"{ten}(?:[- ]et)?[- ](?:{'|'.join(_UNITS)})" for ten in _TENS),
    "dix[- ](?:sept|huit|neuf)",
    "quatre[- ]vingts?(?:[- ](?:dix[- ](?:sept|huit|neuf)|(?:" + "|".join(_UNITS) + ")))?",
    "cent",
    *_TENS,
    "une",
    *sorted(_UNITS, key=len, reverse=True),
]
WORDS = rf"(?:{'|'.join(_SPELLED)})"
NUMBER = rf"(?:\d+|{WORDS})"


def number(written: str) -> int | None:
    """Return the number that `written` (folded) says, or None."""
    spelled = words_to_int(written)
    if spelled is not None:
        return spelled
    try:
        return parse_int(written)
    except FrenchValueError:
        return None
