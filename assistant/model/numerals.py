"""Numbers written in words turned into digits, so that « deux mois » and « 2 mois » compare."""

from __future__ import annotations

import re

from assistant.domain.text import fold

_UNITS = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_VALUES = {word: value for value, word in enumerate(_UNITS)}
_VALUES |= {"une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_VALUES |= {"cent": 100, "cents": 100, "mille": 1000}
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_RUN = re.compile(rf"\b(?:{_WORD})(?:[- ](?:et[- ])?(?:{_WORD}))*\b")
_MEASURED = re.compile(
    r"\s{1,20}(?:jours?|mois|ans?|annees?|semaines?|heures?|minutes?|trimestres?|fois|euros?|points?)\b"
)
_ORDINALS = {"deuxieme": "2", "second": "2", "seconde": "2", "troisieme": "3", "quatrieme": "4", "cinquieme": "5"}
_ORDINALS |= {"sixieme": "6", "septieme": "7", "huitieme": "8", "neuvieme": "9", "dixieme": "10", "onzieme": "11"}
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b")


def in_digits(text: str) -> str:
    """Return `text` folded, its numbers in digits (« trente et un jours » is « 31 jours »).

    « un » and « une » are numbers before a unit of measure only: elsewhere they are articles.
    """
    plain = _ORDINAL.sub(lambda m: _ORDINALS[m[0]], fold(text))
    return _RUN.sub(lambda m: _digits(m, plain), plain)


def _digits(match: re.Match[str], plain: str) -> str:
    words = [w for w in re.split(r"[- ]", match[0]) if w != "et"]
    if words in (["un"], ["une"]) and not _MEASURED.match(plain[match.end() :]):
        return match[0]
    return str(_value(words))


def _value(words: list[str]) -> int:
    """Read French number words: « quatre vingt dix sept » is 97, « deux cent trois » 203."""
    total, current = 0, 0
    for word in words:
        value = _VALUES[word]
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100 or (value == 20 and current % 100 == 4):
            current = current - current % 100 + (current % 100 or 1) * value
        else:
            current += value
    return total + current
