"""Who speaks and from where: role, académie, age, date of birth."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from assistant.dialogue.fact import Fact
from assistant.language.numerals import NUMBER, number
from assistant.language.dates import FoundDate
from assistant.domain.text import fold
from assistant.rules.core.dates import add_months

ACADEMIES = Path(__file__).with_name("academies.toml")
PEOPLE = Path(__file__).with_name("people.toml")
_LINK = r"\W{1,3}(?:academie )?(?:de la |de l'|du |des |de |d')?"
_OFFICE = rf"\b(?:academie|rectorat|recteur|rectrice|ac|region academique){_LINK}"
_LOCAL = rf"\b(?:dsden|departement|inspection academique|ia|academie){_LINK}"
_NUMBERED = r"\b(?:dsden(?: du| de| de l')?|departement|aesh (?:du|dans le)|\bdans le) "
_TURNS = re.compile(r"\bj'aurai (\d{2}) ans (?:le |au )?$")
_SELF = re.compile(r"\b(?:je suis|suis|suis-je|j'suis) nee? (?:le )?$")
_AGE = re.compile(
    rf"\bj'ai ({NUMBER}) ans\b(?! (?:d'|de |et ))|\b(?:collegue|adherente?|aesh|agent) (?:de|"
    rf"a) ({NUMBER}) ans\b(?! d)"
)
_ADULT = range(16, 80)


def people_facts(plain: str) -> Iterator[Fact]:
    """Yield the role, the académie and the age told by a folded sentence."""
    for role, patterns in _roles().items():
        if match := next((m for p in patterns if (m := p.search(plain))), None):
            yield Fact("role", role, match[0])
    yield from _academie(plain.replace("-", " "))
    if (match := _AGE.search(plain)) and (years := number(match[1] or match[2])) in _ADULT:
        yield Fact("age", years or 0, match[0])


def birth(dates: Sequence[FoundDate]) -> Fact | None:
    """Read a birth date: « je suis né le 15 juin 1960 », « j'aurai 67 ans le 15 juin 2027 »."""
    for found in dates:
        age = _TURNS.search(found.before)
        if age:
            return Fact("naissance", add_months(found.day, -12 * int(age[1])), f"{age[0]}{found.written}")
        if _SELF.search(found.before):
            return Fact("naissance", found.day, found.written)
    return None


@cache
def _roles() -> dict[str, tuple[re.Pattern[str], ...]]:
    raw: dict[str, list[str]] = tomllib.loads(PEOPLE.read_text("utf-8"))["role"]
    return {role: tuple(re.compile(pattern) for pattern in patterns) for role, patterns in raw.items()}


@cache
def _places() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each académie with the pattern that names it, by its seat, a département or its number."""
    found = []
    for row in tomllib.loads(ACADEMIES.read_text("utf-8"))["academie"]:
        seat = re.escape(fold(row["name"]).replace("-", " "))
        numbers = "|".join(row["departements"])
        names = "|".join(re.escape(name) for name in row["departements"].values())
        pattern = rf"{_OFFICE}{seat}\b|{_LOCAL}(?:{seat}|{names})\b|{_NUMBERED}(?:{numbers})\b(?! ?[/h])"
        found.append((row["name"], re.compile(pattern)))
    return tuple(found)


def _academie(plain: str) -> Iterator[Fact]:
    found = [(match.end() - match.start(), name, match[0]) for name, p in _places() if (match := p.search(plain))]
    if found:
        _, name, written = max(found)
        yield Fact("academie", name, written)
