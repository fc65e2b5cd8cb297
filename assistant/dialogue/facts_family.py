"""Children: how many, of what rank, of what age, how many are expected or adopted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.dialogue.fact import Fact
from assistant.language.numerals import NUMBER, number

_CHILD = r"(?:enfants?|gosses?|gamine?s?|mioches?|loulous?|bebes?|bb)"
_CHILDREN = re.compile(rf"\b({NUMBER}) (?:petits? |jeunes? )?{_CHILD}\b")
_PUPILS = re.compile(r"(?:accompagn\w*|suivre|suis|occupe\w*|classe|aide\w*|eleves?)[^,;.?]{0,25}$")
_ONE = re.compile(r"(?:j'ai|\bai|\bavec|(?:mere|pere|maman|papa) d'|\bseulement|\bsft|charge de)\s*$")
_ADOPTED = re.compile(r"adopt\w*[^,;.?]{0,25}$")
_ALREADY = re.compile(r"deja\s*$")
_ORDINAL = r"(premier|1er|1ere|deuxieme|second|2e|2eme|2nd|troisieme|3e|3eme|quatrieme|4e|4eme|cinquieme|5e|5eme)"
_RANK = re.compile(rf"\b{_ORDINAL} {_CHILD}\b")
_PREGNANT = re.compile(r"enceinte|grossesse|matern\w*|accouch\w*|\bterme\b|j'attends|naissance")
_RANK_ALONE = re.compile(rf"\b(?:mon|ma|du|notre|d'un) {_ORDINAL}(?! (?:contrat|echelon|jour|mois))\b")
_AGE = re.compile(
    rf"\b(?:fils|filles?|enfants?|gamine?s?|gosses?|petite?|bebe|loulou|garcons?|puce|ado|chou|"
    rf"eleve mon fils)\b(?! prevu)[^.?!,;]{{0,25}}?\b({NUMBER}) ans\b(?! d'anciennete)"
)
_TWINS = re.compile(r"\bjumeaux|\bjumelles")
_TRIPLETS = re.compile(r"\btriplees?\b|\btriples?\b|\btriplet\w*")
_MOST = 10


def family_facts(plain: str) -> Iterator[Fact]:
    """Yield the facts on children of a folded sentence."""
    yield from _counted(plain)
    rank = _RANK.search(plain) or (_RANK_ALONE.search(plain) if _PREGNANT.search(plain) else None)
    if rank:
        yield Fact("rang", _ordinal(rank[1]), rank[0])
    if (age := _AGE.search(plain)) and (years := number(age[1])) is not None:
        yield Fact("age_enfant", years, age[0])
    if twins := _TWINS.search(plain):
        yield Fact("naissances", 2, twins[0])
    if triplets := _TRIPLETS.search(plain):
        yield Fact("naissances", 3, triplets[0])


def _counted(plain: str) -> Iterator[Fact]:
    for match in _CHILDREN.finditer(plain):
        before, value = plain[: match.start()], number(match[1])
        if not value or value > _MOST or _PUPILS.search(before):
            continue
        if _ADOPTED.search(before) and not _ALREADY.search(before):
            yield Fact("enfants_adoptes", value, match[0])
        elif value > 1 or _ONE.search(before):
            yield Fact("enfants", value, match[0])


def _ordinal(written: str) -> int:
    names = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5}
    return names.get(written) or int(re.sub(r"\D", "", written))
