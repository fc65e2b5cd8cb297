"""Hours and minutes, kept as a whole number of minutes."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.rules.parsing.numbers import folded_decimal, folded_int
from assistant.rules.parsing.reading import readable, refusal

_H = r"(?:heures?|hrs?|h)(?![a-z])\.?"
_MIN = r"(?:minutes?|min|mn)(?![a-z])\.?"
_HOURS = re.compile(rf"(?P<hours>.+?) ?(?:{_H}|:)(?: ?(?:et )?(?P<minutes>[^ ].*?)(?P<unit> ?{_MIN})?)?")
_MINUTES = re.compile(rf"(?P<minutes>.+?) ?{_MIN}")
_TWO_DECIMALS = re.compile(r"[0-9 ]+[.,](?!00)[0-5][0-9]")
_PARTS = {"demi": 30, "demie": 30, "1/2": 30, "quart": 15, "un quart": 15, "trois quarts": 45}
_IN_HOUR = 60
_FORM = "une durée en heures et minutes (par exemple 24 h, 24 h 30 ou 24,5 h)"


def parse_hours(text: str) -> int:
    """Return a duration in minutes: « 24 h », « 24h30 », « 24,5 h », « 45 min », « vingt-quatre heures ».

    A bare number is in hours. Raises `FrenchValueError` for « 24,30 h » (24 h 30, or 24 h 18), for « 24h5 » (05 or
    50), for 60 minutes or more beside hours, and for anything around the duration (« par semaine »).
    """
    folded = readable(text, _FORM)
    only = _MINUTES.fullmatch(folded)
    minutes = folded_int(only["minutes"]) if only else None
    if minutes is not None:
        return minutes
    match = _HOURS.fullmatch(folded)
    if match is None or match["minutes"] is None:
        return _decimal_hours(text, match["hours"] if match else folded)
    hours = folded_int(match["hours"])
    if hours is None:
        raise refusal(text, f"Indiquez {_FORM}.")
    return hours * _IN_HOUR + _minutes(text, match["minutes"], with_unit=bool(match["unit"]))


def _decimal_hours(text: str, written: str) -> int:
    number = folded_decimal(written)
    if number is None:
        raise refusal(text, f"Indiquez {_FORM}.")
    if _TWO_DECIMALS.fullmatch(written):
        raise refusal(text, "Écrivez les minutes après le h (24 h 30) ou une seule décimale (24,5 h pour 24 h 30).")
    minutes: Decimal = number * _IN_HOUR
    if minutes != int(minutes):
        raise refusal(text, "Cette durée ne fait pas un nombre entier de minutes : écrivez par exemple 24 h 20.")
    return int(minutes)


def _minutes(text: str, written: str, *, with_unit: bool) -> int:
    part = _PARTS.get(written)
    if part is not None:
        return part
    minutes = folded_int(written)
    if minutes is None:
        raise refusal(text, f"Indiquez seulement {_FORM}.")
    if minutes >= _IN_HOUR:
        raise refusal(text, f"Les minutes vont de 0 à 59. Indiquez {_FORM}.")
    if len(written) == 1 and not with_unit:
        raise refusal(text, f"Écrivez les minutes sur deux chiffres : 0{written} ou {written}0.")
    return minutes
