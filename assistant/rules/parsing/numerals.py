"""Numbers in words put into digits: « deux mille vingt-sept » is 2027, « cent vingt » is 120, « un an » is 1 an."""

from __future__ import annotations

import re
from functools import lru_cache

from text_to_num import alpha2digit

from assistant.rules.parsing.numbers import words_to_int

# Words that are numbers for the library and something else here.
_KEPT = re.compile(r"\b(?:premier|second|seconde|quart|tiers|huit(?= ?jours francs))\b|\ben huit\b")
_ONE = re.compile(r"\b(?:un|une) (?=an\b|annee|mois\b|semaine|jour|heure|enfant|bebe)")
_AND_ONE = re.compile(r"\b(?P<tens>vingt|trente|quarante|cinquante|soixante)(?: et |-et-)une?\b")
_FIRST = re.compile(r"\bpremier (?=janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)")
_NUMBER_WORD = re.compile(
    r"\b(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|"
    r"quarante|cinquante|soixante|septante|huitante|nonante|cents?|mille)\b"
)


def _and_one(match: re.Match[str]) -> str:
    return str(words_to_int(f"{match['tens']} et un"))


@lru_cache(maxsize=1024)
def in_digits(text: str) -> str:
    """Return folded `text` with its numbers in words written in digits; what is no number stays as it is."""
    text = _FIRST.sub("1er ", _ONE.sub("1 ", _AND_ONE.sub(_and_one, text)))
    if not _NUMBER_WORD.search(text) or _KEPT.search(text):
        return text
    # « sept » before a year is September.
    guarded = re.sub(r"\bsept(?=\.? ?(?:\d{4}|'?\d{2}\b|deux mille))", "septembre", text)
    return str(alpha2digit(guarded.replace("pour cent", "%"), "fr", threshold=0))
