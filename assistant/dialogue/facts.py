"""What a question says of the case: contract, seniority, hours, échelon, children, amounts, role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.dialogue.sms import plain_french
from assistant.dialogue.when import FoundDate, find_dates
from assistant.domain.text import fold
from assistant.rules.core.dates import add_months
from assistant.rules.parsing import (
    Duration,
    FrenchValueError,
    parse_amount,
    parse_duration,
    parse_echelon,
    parse_hours,
    parse_int,
    parse_percent,
)

FactValue = str | int | bool | Decimal | Duration | date

_NUMBER = r"(?:\d+(?:[.,]\d+)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente)"
_SPAN = rf"{_NUMBER} ?(?:ans?|annees?|mois)(?:(?: et)? {_NUMBER} ?mois| et demie?| 1/2)?"
_DURATION = re.compile(rf"\b{_SPAN}")
_TERM = re.compile(rf"\b(?:cdd|contrat) (?:d'|de )?({_SPAN})")
_HOURS = re.compile(r"\b(\d{1,2}(?:[.,]\d)?) ?(?:h|heures?)\b ?(\d{2})?(?! ?(?:du matin|le matin))")
_PERCENT = re.compile(r"\b(\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|pour ?cent|pct)")
_ECHELON = re.compile(r"\bechelon (\d{1,2})\b|\b(\d{1,2})(?:er|e|eme|nd)? echelon\b")
_AMOUNT = re.compile(r"\b(\d{1,3}(?:[ .]?\d{3})*(?:,\d{1,2})?) ?(?:€|euros?\b|e\b)")
_CHILDREN = re.compile(rf"\b({_NUMBER}) (?:enfants?|gosses?|gamins?|mioches?)\b")
_RANK = re.compile(
    r"\b(premier|1er|1ere|deuxieme|second|2e|2eme|troisieme|3e|3eme|quatrieme|4e|4eme) (?:enfant|bebe|bb)\b"
)
_DAYS = re.compile(rf"\b({_NUMBER}) ?(?:jours?|j)\b")
_RANKS = {"premier": 1, "1er": 1, "1ere": 1, "deuxieme": 2, "second": 2, "2e": 2, "2eme": 2}
_NOT_SENIORITY = re.compile(r"\b(?:cdd|contrat|conge|arret|enfant|fils|fille|gamin|agee?|a) (?:d'|de |a )?$")
_TURNS = re.compile(r"\bj'aurai (\d{2}) ans (?:le |au )?$")
_BORN = re.compile(r"\bje suis nee? (?:le )?$")
_CHILD_AGE = re.compile(r"\b(?:fils|fille|enfant|gamine?|gosse)\b[^.?!]{0,25}?\b(\d{1,2}) ans\b")
_IS_AGE = re.compile(r"^\s*(?:et demi)?\s*(?:handicap|malade)")
_SENIORITY_NEAR = re.compile(r"anciennete|depuis|ca fait|services?|boite|metier|experience")


@dataclass(frozen=True)
class Fact:
    """One thing said: `key` names it, `value` is typed (minutes, percent, euros), `written` is as typed."""

    key: str
    value: FactValue
    written: str


@dataclass(frozen=True)
class Said:
    """All that one turn says of the case: facts by key (the last one wins) and dates with their surroundings."""

    facts: dict[str, Fact]
    dates: tuple[FoundDate, ...]


def read_facts(text: str, today: date) -> Said:
    """Return the facts and dates of `text`. What cannot be read strictly is left out."""
    french = plain_french(text)
    plain = fold(french)
    facts = {fact.key: fact for fact in _facts(plain)}
    dates = find_dates(french, today)
    if born := _birth(dates):
        facts[born.key] = born
        dates = [d for d in dates if d.written not in born.written]
    return Said(facts, tuple(dates))


def _birth(dates: list[FoundDate]) -> Fact | None:
    """Read a birth date: « né le 15 juin 1960 », « j'aurai 67 ans le 15 juin 2027 »."""
    for found in dates:
        age = _TURNS.search(found.before)
        if age:
            return Fact("naissance", add_months(found.day, -12 * int(age[1])), f"{age[0]}{found.written}")
        if _BORN.search(found.before):
            return Fact("naissance", found.day, found.written)
    return None


def _facts(plain: str) -> Iterator[Fact]:
    yield from _status(plain)
    yield from _durations(plain)
    for match in _HOURS.finditer(plain):
        value = _read(parse_hours, f"{match[1]} h {match[2]}" if match[2] else f"{match[1]} h")
        if value is not None and 5 * 60 <= value <= 45 * 60 and not _clock(plain, match):
            yield Fact("heures", value, match[0].strip())
    for match in _PERCENT.finditer(plain):
        value = _read(parse_percent, f"{match[1]} %")
        if value is not None and 1 <= value <= 100:
            yield Fact("quotite", value, match[0])
    if re.search(r"\btemps? (?:plein|complet)\b", plain) and "incomplet" not in plain:
        yield Fact("quotite", Decimal(100), "temps complet")
    if re.search(r"\bmi[- ]temps\b(?! therapeutique)", plain):
        yield Fact("quotite", Decimal(50), "mi-temps")
    for match in _ECHELON.finditer(plain):
        value = _read(parse_echelon, match[1] or match[2])
        if value is not None:
            yield Fact("echelon", value, match[0])
    for match in _AMOUNT.finditer(plain):
        value = _read(parse_amount, f"{match[1]} €")
        if value is not None:
            yield Fact("montant", value, match[0])
    yield from _family(plain)
    for match in _DAYS.finditer(plain):
        value = _number(match[1])
        if value:
            yield Fact("jours", value, match[0])


def _status(plain: str) -> Iterator[Fact]:
    if match := re.search(r"\bc\.?d\.?i\b|duree indeterminee", plain):
        yield Fact("contrat", "cdi", match[0])
    if match := re.search(r"\bc\.?d\.?d\b|duree determinee", plain):
        yield Fact("contrat", "cdd", match[0])
    if match := re.search(r"periode d'essai|\ba l'essai\b", plain):
        yield Fact("periode_essai", True, match[0])
    if match := re.search(
        r"\bj'accompagne une? (?:collegue|adherente?|aesh)|\bune? (?:adherente?|collegue)\b|\belue?\b", plain
    ):
        yield Fact("role", "representant", match[0])


def _durations(plain: str) -> Iterator[Fact]:
    if term := _TERM.search(plain):
        value = _read(parse_duration, term[1])
        if value is not None:
            yield Fact("duree_cdd", value, term[0])
    for match in _DURATION.finditer(plain):
        before, after = plain[max(0, match.start() - 30) : match.start()], plain[match.end() : match.end() + 30]
        value = _read(parse_duration, match[0].replace(" 1/2", " et demi"))
        if value is None or _NOT_SENIORITY.search(before) or _IS_AGE.search(after):
            continue
        if _SENIORITY_NEAR.search(before) or _SENIORITY_NEAR.search(after):
            yield Fact("anciennete", value, match[0])


def _family(plain: str) -> Iterator[Fact]:
    for match in _CHILDREN.finditer(plain):
        value = _number(match[1])
        if value:
            yield Fact("enfants", value, match[0])
    for match in _RANK.finditer(plain):
        yield Fact("rang", _RANKS.get(match[1], 3 if match[1].startswith(("3", "trois")) else 4), match[0])
    if child := _CHILD_AGE.search(plain):
        yield Fact("age_enfant", int(child[1]), child[0])
    if twins := re.search(r"\bjumeaux|jumelles\b", plain):
        yield Fact("naissances", 2, twins[0])
    if triplets := re.search(r"\btriplees?|triples\b", plain):
        yield Fact("naissances", 3, triplets[0])


def _clock(plain: str, match: re.Match[str]) -> bool:
    """Whether hours are a time of day (« de 12 h à 13 h »)."""
    before, after = plain[max(0, match.start() - 8) : match.start()], plain[match.end() : match.end() + 12]
    return bool(re.search(r"\b(?:a|de|vers|entre|jusqu'a|et) ?$", before)) and bool(
        re.search(r"^ ?(?:a|et|-|jusqu'a|au lieu)", after) or re.search(r"\d ?h\w* ?(?:a|et|-) ?$", before)
    )


def _number(written: str) -> int | None:
    return 1 if written in {"un", "une"} else _read(parse_int, written)


def _read(parse: object, text: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    try:
        return parse(text)  # type: ignore[operator]
    except FrenchValueError:
        return None
