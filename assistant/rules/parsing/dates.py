"""Dates as the French write them. A date is complete or it is refused: no part is ever taken from today."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from assistant.domain.text import fold
from assistant.rules.core.french import JOURS, MOIS, FrenchValueError, format_date
from assistant.rules.parsing.reading import readable, refusal

_SHORT = {"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "juill": 7, "sept": 9, "sep": 9, "oct": 10}
MONTHS = {fold(name): n for n, name in enumerate(MOIS, 1)} | _SHORT | {"nov": 11, "dec": 12}
_WEEKDAYS = "|".join(JOURS)
_PREFIX = re.compile(rf"(?:le )?(?:(?P<weekday>{_WEEKDAYS}),? )?(?:le )?(?P<rest>.+?)[.,]?")
_WORDS = re.compile(r"(?P<day>1 ?er|premier|[0-9]{1,2})[ -]?(?P<month>[a-z]{3,9})\.?[ -]?(?P<year>[0-9]{4}|[0-9]{2})")
_DIGITS = re.compile(r"(?P<day>[0-9]{1,2})(?P<sep>[/.\- ])(?P<month>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"(?P<year>[0-9]{4})(?P<sep>[/-])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})")
_MONTH_YEAR = re.compile(r"(?:[a-z]{3,9}\.? ?|[0-9]{1,2}[/.-])[0-9]{4}")
_DAY_MONTH = re.compile(r"(?:1 ?er|premier|[0-9]{1,2})(?: ?[a-z]{3,9}\.?|[/.-][0-9]{1,2})")
_FORM = "le jour, le mois et l'année (par exemple 01/09/2026 ou 1er septembre 2026)"
_FIRST_YEAR, _LAST_YEAR, _LAST_SHORT_YEAR = 1900, 2100, 60


def parse_date(text: str) -> date:
    """Return the date written in `text`: « 1er sept. 2026 », « lundi 1er mars 2027 », « 01/09/2026 », « 2026-09-01 ».

    A year of two digits is of this century, up to 60 (« 1/9/26 »). Raises `FrenchValueError` when a part is missing,
    when the day does not exist, or when the weekday is not that of the date.
    """
    match = _PREFIX.fullmatch(readable(text, _FORM))
    rest = match["rest"] if match else ""
    parts = _WORDS.fullmatch(rest) or _DIGITS.fullmatch(rest) or _ISO.fullmatch(rest)
    if match is None or parts is None:
        raise refusal(text, _advice(rest))
    day = int(re.sub(r"premier|1 ?er", "1", parts["day"]))
    found = _existing(text, day, _month(text, parts["month"]), _year(text, parts["year"]))
    _check_weekday(match["weekday"], found)
    return found


def _advice(rest: str) -> str:
    if re.fullmatch(r"1 ?er|premier|[0-9]{1,2}", rest):
        return f"Il manque le mois et l'année : indiquez {_FORM}."
    if _MONTH_YEAR.fullmatch(rest):
        return f"Il manque le jour : indiquez {_FORM}."
    if _DAY_MONTH.fullmatch(rest):
        return f"Il manque l'année : indiquez {_FORM}."
    return f"Indiquez {_FORM}."


def _month(text: str, written: str) -> int:
    month = int(written) if written.isdigit() else MONTHS.get(written, 0)
    if 1 <= month <= len(MOIS):
        return month
    raise refusal(text, f"Le mois « {written} » n'existe pas : indiquez {_FORM}, le jour avant le mois.")


def _year(text: str, written: str) -> int:
    year = int(written)
    if len(written) == 2 and year <= _LAST_SHORT_YEAR:
        return year + 2000
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        return year
    raise refusal(text, f"Écrivez l'année sur quatre chiffres, entre {_FIRST_YEAR} et {_LAST_YEAR}.")


def _existing(text: str, day: int, month: int, year: int) -> date:
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise refusal(
            text, f"Cette date n'existe pas : {MOIS[month - 1]} {year} va du 1er au {last}. Corrigez le jour."
        )
    return date(year, month, day)


def _check_weekday(written: str | None, found: date) -> None:
    if written and written != JOURS[found.weekday()]:
        raise FrenchValueError(
            f"Le {format_date(found)} est un {JOURS[found.weekday()]}, pas un {written} : "
            "vérifiez le jour et la date, puis indiquez la bonne date."
        )
