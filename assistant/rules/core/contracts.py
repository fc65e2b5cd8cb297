"""Successive contracts, as an agent lists them, and the service they add up to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from assistant.rules import parsing
from assistant.rules.core.dates import Period, linked
from assistant.rules.core.fields import LATEST, FrDate
from assistant.rules.core.french import FrenchValueError
from assistant.rules.core.inputs import Facts, folded, question

Fin = Literal["terme", "demission", "licenciement", "en_cours"]
MAX_CONTRACT_CHARS = 200
DU = re.compile(r"du ", re.I)
HOW = "écrivez « du 1er septembre 2023 au 31 août 2024 », un contrat par ligne ou séparés par un point-virgule"
UNTIL = re.compile(r" (?:au|jusqu'au) ", re.I)
SINCE = re.compile(r"(?:depuis le|depuis|à partir du) ", re.I)


class Contrat(Facts):
    """One contract: both days are days of the contract; no last day means a CDI or an unknown term."""

    debut: FrDate | None = question(
        "Quel est le premier jour de ce contrat ?", label="Premier jour du contrat", example="1er septembre 2023"
    )
    dernier_jour: FrDate | None = question(
        "Quel est le dernier jour de ce contrat (inclus) ?",
        label="Dernier jour du contrat",
        help="Laissez vide pour un CDI.",
        example="31 août 2026",
    )
    fin: Fin = question(
        "Comment ce contrat a-t-il pris fin ?",
        label="Fin du contrat",
        choices={
            "terme": "Arrivé à son terme",
            "demission": "Démission",
            "licenciement": "Licenciement",
            "en_cours": "En cours",
        },
        default="terme",
    )

    @model_validator(mode="after")
    def _ordered(self) -> Contrat:
        if self.debut is None:
            self.refuse("debut", "indiquez le premier jour de chaque contrat")
        self.check_order("debut", "dernier_jour")
        return self

    @property
    def period(self) -> Period:
        """The days of the contract; an open end is taken as far away."""
        if self.debut is None:
            raise FrenchValueError("indiquez le premier jour de chaque contrat")
        return Period(self.debut, self.dernier_jour or LATEST)


def parse_contract(text: str) -> dict[str, Any]:
    """Read "du 1er sept. 2023 au 31 août 2024 (démission)" or "depuis le 1er janvier 2025".

    Raises `FrenchValueError`. Spaces are folded and the length bounded first: what anyone sends comes here.
    """
    spaced = " ".join(text[: 4 * MAX_CONTRACT_CHARS].split())
    if len(text) > 4 * MAX_CONTRACT_CHARS or len(spaced) > MAX_CONTRACT_CHARS:
        raise FrenchValueError(f"un contrat s'écrit en {MAX_CONTRACT_CHARS} caractères au plus ; {HOW}")
    if (since := SINCE.match(spaced)) and since.end() < len(spaced):
        return {"debut": parsing.parse_date(spaced[since.end() :]), "fin": "en_cours"}
    if span := _span(spaced):
        first, last, why = span
        found = {"debut": parsing.parse_date(first), "dernier_jour": parsing.parse_date(last)}
        return {**found, "fin": _ending(why)}
    raise FrenchValueError(f"« {spaced} » n'est pas compris ; {HOW}")


def _span(spaced: str) -> tuple[str, str, str] | None:
    """Return the first day, the last and the words between brackets (often empty), all as written."""
    begin = du.end() if (du := DU.match(spaced)) else 0
    until = UNTIL.search(spaced, begin)
    if until is None:
        return None
    first = spaced[begin : until.start()]
    last, bracket, why = spaced[until.end() :].partition("(")
    closed = not bracket or (why.endswith(")") and ")" not in why[:-1])
    return (first, last.strip(), why.removesuffix(")")) if first and last.strip() and closed else None


def _ending(why: str | None) -> str:
    words = {"demission": "demission", "licenciement": "licenciement", "en cours": "en_cours", "terme": "terme"}
    if not why:
        return "terme"
    if folded(why) not in words:
        raise FrenchValueError(f"fin de contrat « {why} » inconnue ; écrivez {', '.join(words)}")
    return words[folded(why)]


def _parse_list(value: object) -> object:
    if isinstance(value, str):
        value = [part for part in re.split(r"[;\n]", value) if part.strip()]
    if isinstance(value, list | tuple):
        return [parse_contract(item) if isinstance(item, str) else item for item in value]
    return value


Contrats = Annotated[
    tuple[Contrat, ...],
    Field(min_length=1, max_length=60),
    BeforeValidator(_parse_list),
]


def services(contracts: Sequence[Contrat], until: date, max_gap_months: int) -> tuple[Period, ...]:
    """Return the periods of service that count on `until` (the day of the act, not served).

    A resignation, or a gap longer than `max_gap_months` months, erases what precedes it. Contracts that begin on or
    after `until` are left out.
    """
    started = sorted((c for c in contracts if c.period.first < until), key=lambda c: c.period)
    resigned = [i for i, c in enumerate(started) if c.fin == "demission" and c.period.last < until]
    kept = started[resigned[-1] + 1 :] if resigned else started
    periods = (c.period.before(until) for c in kept)
    return linked([p for p in periods if p is not None], max_gap_months)
