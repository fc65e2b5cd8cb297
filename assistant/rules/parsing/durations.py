"""Durations in years, months, weeks and days, kept as they are said: a month is never turned into days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.rules.core.dates import MONTHS_IN_YEAR
from assistant.rules.core.french import format_duration
from assistant.rules.parsing.numbers import folded_decimal
from assistant.rules.parsing.reading import readable, refusal

_UNIT = r"ans?|annees?|mois|semaines?|jours?"
_PART = re.compile(rf"(?P<n>[0-9., ]+|[a-z][a-z -]*?) ?(?P<unit>{_UNIT})\b(?P<half> (?:et )?(?:demie?|1/2))?")
_LINK = re.compile(r"^(?:, et | et |,? )")
_RANK = {"a": 0, "m": 1, "s": 2, "j": 3}
_FORM = "une durée avec son unité (par exemple 3 ans et 2 mois, 18 mois, 6 semaines ou 90 jours)"
_DAYS_IN_WEEK = 7


@dataclass(frozen=True)
class Duration:
    """A duration as it was said: « 18 mois » is (0, 18, 0), two weeks are 14 days. All three are zero or more."""

    years: int = 0
    months: int = 0
    days: int = 0

    @property
    def total_months(self) -> int:
        """Years and months in months, days left out."""
        return self.years * MONTHS_IN_YEAR + self.months

    def __str__(self) -> str:
        return format_duration(self.years, self.months, self.days)


def parse_duration(text: str) -> Duration:
    """Return the duration in `text`: « 3 ans et 2 mois », « 2 ans et demi », « trois ans », « 6 semaines ».

    Units go from the longest to the shortest, each once. Raises `FrenchValueError` for a number without unit, for
    half a month (its length is not fixed), for jours francs, ouvrables or ouvrés, and for anything else.
    """
    rest, parts, rank = readable(text, _FORM).rstrip(" .,"), [], -1
    while rest:
        match = _PART.match(rest)
        if match is None or _RANK[match["unit"][0]] <= rank:
            raise refusal(text, _advice(rest))
        rank = _RANK[match["unit"][0]]
        parts.append(_part(text, match))
        rest = _LINK.sub("", rest[match.end() :])
    return Duration(*(sum(values) for values in zip(*parts, strict=True)))


def _advice(rest: str) -> str:
    if re.fullmatch(r"[0-9., ]+", rest):
        return f"Il manque l'unité : indiquez {_FORM}."
    if re.match(r"(?:francs?|ouvrables?|ouvres?)\b", rest):
        return "Indiquez une durée en jours du calendrier, sans préciser francs, ouvrables ou ouvrés."
    return f"Indiquez {_FORM}."


def _part(text: str, match: re.Match[str]) -> tuple[int, int, int]:
    number, unit = folded_decimal(match["n"].strip()), match["unit"][0]
    if number is None:
        raise refusal(text, f"Indiquez {_FORM}.")
    if unit == "a":
        return _years(text, number, half=bool(match["half"]))
    if match["half"] or number != int(number):
        raise refusal(text, "Indiquez des nombres entiers de mois, de semaines ou de jours.")
    n = int(number)
    return (0, n, 0) if unit == "m" else (0, 0, n * (_DAYS_IN_WEEK if unit == "s" else 1))


def _years(text: str, number: Decimal, *, half: bool) -> tuple[int, int, int]:
    months = (number % 1) * MONTHS_IN_YEAR
    if months != int(months) or (half and months):
        raise refusal(text, "Indiquez les années et les mois (par exemple 1 an et 4 mois).")
    return int(number), MONTHS_IN_YEAR // 2 if half else int(months), 0
