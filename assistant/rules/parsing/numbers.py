"""Whole numbers, in digits or in words up to one hundred, and decimal numbers as the French write them."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.rules.parsing.reading import readable, refusal

_UNITS = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_UNITS += ["dix sept", "dix huit", "dix neuf"]
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre vingt"}
_REGIONAL_TENS = {70: "septante", 80: "huitante", 90: "nonante"}
_LONG_TENS = {60, 80}
_WHOLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?: [0-9]{3}){1,2}")
_DECIMAL = re.compile(r"(?P<whole>[0-9]{1,9}|[0-9]{1,3}(?: [0-9]{3}){1,2})(?:[.,](?P<decimals>[0-9]{1,6}))?")


def _spelled() -> dict[str, int]:
    words = {word: n for n, word in enumerate(_UNITS)}
    for ten, word in [*_TENS.items(), *_REGIONAL_TENS.items()]:
        words[word] = ten
        for unit in range(1, 20 if word in {_TENS[t] for t in _LONG_TENS} else 10):
            words[f"{word} {_UNITS[unit]}"] = ten + unit
            if unit in {1, 11}:
                words[f"{word} et {_UNITS[unit]}"] = ten + unit
    return words | {"quatre vingts": 80, "cent": 100, "une": 1}


def words_to_int(text: str) -> int | None:
    """Return the number (0 to 100) that folded `text` spells, or None: « vingt-quatre », « soixante et onze »."""
    spaced = " ".join(text.replace("-", " ").split())
    if spaced.endswith(" une"):
        spaced = spaced.removesuffix("e")
    return _spelled().get(spaced)


def folded_int(text: str) -> int | None:
    """Return the whole number that folded `text` writes, in digits (« 1 607 ») or in words, or None."""
    if _WHOLE.fullmatch(text):
        return int(text.replace(" ", ""))
    return words_to_int(text)


def folded_decimal(text: str) -> Decimal | None:
    """Return the number that folded `text` writes, with a comma or a point before the decimals, or None."""
    match = _DECIMAL.fullmatch(text)
    if match is None:
        words = words_to_int(text)
        return None if words is None else Decimal(words)
    decimals = f".{match['decimals']}" if match["decimals"] else ""
    return Decimal(match["whole"].replace(" ", "") + decimals)


def parse_int(text: str) -> int:
    """Return a whole number from zero up: « 24 », « 1 607 », « vingt-quatre », « soixante-douze ».

    Raises `FrenchValueError` for decimals, negative numbers, ranges and anything else.
    """
    what = "un nombre entier, en chiffres ou en lettres jusqu'à cent (par exemple 24 ou vingt-quatre)"
    number = folded_int(readable(text, what))
    if number is None:
        raise refusal(text, f"Indiquez {what}.")
    return number
