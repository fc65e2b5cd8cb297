"""Amounts, with « net » or « brut » where it is said, and counted days of strike or of journeys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.dialogue.fact import Fact, alone, parsed
from assistant.language.numerals import NUMBER, number
from assistant.rules.parsing import parse_amount

_AMOUNT = r"(\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)"
# « 1200e » est une somme, « 13e mois » un rang.
_RANKED = r"(?! (?:mois|jours?|enfant|echelon|semaine|annee|fois|an|anniversaire|arret|contrat|bebe))"
_EUROS = re.compile(
    rf"(?<![\d.,/])(?<!echelon )(?<!ech ){_AMOUNT} ?"
    rf"(?:€|euros?\b|(?<=\d\d)e\b{_RANKED}|(?<=\d\d )e\b|eur\b|balles\b)(?! ?\d)"
)
_WHOLE = r"((?:\d{1,3}(?: \d{3})+|\d{3,5})(?:[.,]\d{1,2})?)"
_BARE = re.compile(
    rf"\b(?:brut|net)(?: (?:mensuel|annuel|par mois|par an|de|a|est de|c'est|:))* {_WHOLE}\b(?! ?\d)"
    rf"|(?<![\d.,/])(?<!\d ){_WHOLE} (?:brut|net)\b"
)
_NATURE = re.compile(r"\b(brut|net)s?\b")
_NEAR = 30
_STRIKE = re.compile(
    rf"\b({NUMBER}) ?(?:jours?|j|journees?)\b (?:de |d')?(?:greve|debrayage)|\bgreves?\b (?:de |pendant |"
    rf": ?)?({NUMBER}) ?(?:jours?|j|journees?)\b"
)
_TRIP = re.compile(r"\bvelos?\b|covoitur\w*|trottinettes?|forfait (?:de )?mobilite|\bfmd\b|autopartage")
_DAYS = re.compile(rf"\b({NUMBER}) ?(?:jours?|j|fois)\b(?! (?:par semaine|ouvr|avant|minimum))")
_TAKEN = re.compile(
    rf"\b(?:deja (?:pris|pose|eu|utilise)|absente?s?) ({NUMBER}) ?(?:jours?|j)\b|\b({NUMBER}) ?(?:jours?|"
    rf"j) (?:deja )?(?:pris|"
    rf"poses|utilises)\b"
)


def pay_facts(plain: str) -> Iterator[Fact]:
    """Yield the amounts and the counted days of a folded sentence."""
    amounts = alone(_amounts(plain))
    yield from amounts
    for fact in amounts:
        if nature := _nature(plain, fact.written):
            yield Fact("nature", nature, fact.written)
    for match in _STRIKE.finditer(plain):
        yield from _days("jours", match[1] or match[2], match[0])
    if _TRIP.search(plain):
        yield from alone([fact for m in _DAYS.finditer(plain) for fact in _days("jours", m[1], m[0])])
    if taken := _TAKEN.search(plain):
        yield from _days("jours_pris", taken[1] or taken[2], taken[0])


def _amounts(plain: str) -> list[Fact]:
    found = []
    for match in (*_EUROS.finditer(plain), *_BARE.finditer(plain)):
        digits = next(group for group in match.groups() if group)
        value = parsed(parse_amount, f"{digits} €".replace(".", ","))
        if value is not None:
            found.append(Fact("montant", value, match[0]))
    return found


def _nature(plain: str, written: str) -> str:
    """Return « net » or « brut », whichever stands nearer to the amount, or ""."""
    start = plain.find(written)
    end = start + len(written)
    if inside := _NATURE.search(written):
        return inside[1]
    before, after = plain[max(0, start - _NEAR) : start], plain[end : end + _NEAR]
    near = [(len(before) - match.end(), match[1]) for match in _NATURE.finditer(before)]
    near += [(match.start(), match[1]) for match in _NATURE.finditer(after)]
    return min(near)[1] if near else ""


def _days(key: str, written: str, whole: str) -> Iterator[Fact]:
    value = number(written)
    if value:
        yield Fact(key, value, whole)
