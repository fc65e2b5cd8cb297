"""Dates, amounts and durations written in French, and the error whose message a user may read as it stands.

Spaces: a number and its unit hold together with the no-break space U+00A0, which also separates thousands
(« 1 867,02 € » holds two of them); dates and durations in words keep plain spaces. `plain_spaces` undoes it.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
GROUPED_FROM = 10_000
MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2007\u2009", " "))


class FrenchValueError(ValueError):
    """A value that cannot be used; its message is in French, says what to do, and can be shown to the user."""


def plain_spaces(text: str) -> str:
    """Return `text` with no-break and thin spaces made plain ones, to search or compare what was formatted."""
    return text.translate(_SPACES)


def format_date(d: date) -> str:
    """Return the date in words: « 1er mars 2026 », « 31 décembre 2026 »."""
    day = "1er" if d.day == 1 else str(d.day)
    return f"{day} {MOIS[d.month - 1]} {d.year}"


def format_date_long(d: date) -> str:
    """Return the date in words with its weekday: « lundi 1er mars 2027 »."""
    return f"{JOURS[d.weekday()]} {format_date(d)}"


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """Return « 1607 » or « 61,23 »: exact without trailing zeros, or rounded half-up to `places` decimals.

    Thousands are parted from five digits on (« 12 345 »), as French usage allows, so that four-digit amounts read,
    copy and search as one word.
    """
    exact = Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{exact:,f}" if abs(exact) >= GROUPED_FROM else f"{exact:f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return _without_negative_zero(text).replace(",", NBSP).replace(".", ",")


def _without_negative_zero(text: str) -> str:
    return text.removeprefix("-") if not text.strip("-0.") else text


def format_euros(amount: Decimal | int) -> str:
    """Return an amount in euros, always with its cents: « 1867,02 € » (rounded half-up)."""
    return f"{format_number(amount, 2)}{NBSP}€"


def format_percent(value: Decimal | int, places: int | None = None) -> str:
    """Return a percentage given in points (62, not 0.62): « 62 % », « 61,23 % »."""
    return f"{format_number(value, places)}{NBSP}%"


def format_hours(minutes: int) -> str:
    """Return a duration in minutes as hours: « 39 h 12 », « 24 h », « 45 min »; negative minutes are refused."""
    if minutes < 0:
        raise FrenchValueError("Une durée en heures ne peut pas être négative : indiquez une durée à partir de 0 h.")
    hours, rest = divmod(minutes, 60)
    if not rest:
        return f"{format_number(hours)}{NBSP}h"
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{format_number(hours)}{NBSP}h{NBSP}{rest:02d}"


def count(n: int, singular: str, plural: str = "") -> str:
    """Return a count and its noun, plural from two up: « 1 jour », « 2 jours », « 0 jour »."""
    noun = singular if abs(n) < 2 else plural or f"{singular}s"
    return f"{n} {noun}"


def join_and(items: list[str]) -> str:
    """Return the items in one phrase: « a », « a et b », « a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} et {items[-1]}"


def format_duration(years: int = 0, months: int = 0, days: int = 0) -> str:
    """Return « 3 ans et 2 mois », « 1 an, 2 mois et 3 jours », « 18 mois »; nothing at all is « 0 jour »."""
    if min(years, months, days) < 0:
        raise FrenchValueError("Une durée ne peut pas être négative : vérifiez l'ordre des dates.")
    parts = [(years, "an", "ans"), (months, "mois", "mois"), (days, "jour", "jours")]
    return join_and([count(n, one, many) for n, one, many in parts if n]) or count(0, "jour")
