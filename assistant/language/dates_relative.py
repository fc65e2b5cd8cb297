"""Dates counted from the day of the question: « demain », « lundi prochain », « dans 15 jours », « fin du mois »."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.language.dates_written import WEEKDAYS, Read, day_of
from assistant.language.dates_year import tells_past
from assistant.language.numerals import NUMBER, number
from assistant.rules.core.dates import add_months
from assistant.rules.parsing import FrenchValueError

_WEEK = 7
_IN = re.compile(rf"\b(dans|il y a|y a|d'ici) ({NUMBER}) (jours?|j\b|semaines?|mois|ans?|annees?)\b")
_WEEKDAY = re.compile(
    rf"\b(?:ce |le )?({'|'.join(WEEKDAYS)})(?: (\d{{1,2}})\b(?! ?(?:h\b|heures?|h\d|:)))?"
    r"(?: (prochaine?|pro|dernier|passe|en huit|en quinze|de la semaine (?:prochaine|pro|derniere|passee)))?\b"
    r"(?! ?(?:matins?|soirs?|apres-midis?)? ?(?:et|a|au|:) (?:mardi|mercredi|jeudi|vendredi|\d))"
)
# Dans un emploi du temps, un jour revient chaque semaine.
_TIMETABLE = re.compile(
    r"emploi du temps|\bedt\b|planning|horaires? (?:du|de la semaine)|\b(?:lundi|mardi|mercredi|jeudi|"
    r"vendredi)s? ?:? ?\d{1,2} ?h"
)
_NOT_A_DAY = re.compile(r"(?:\ble|\bles|\bchaque|\btous les|\bdu) $")
_WORDS = {
    "apres-demain": 2,
    "apres demain": 2,
    "avant-hier": -2,
    "avant hier": -2,
    "demain": 1,
    "aujourd'hui": 0,
    "hier": -1,
    "ce matin": 0,
    "cet apres-midi": 0,
    "ce soir": 0,
    "ce midi": 0,
}
_OF_MONTH = re.compile(r"\ble (\d{1,2}|premier)(?:er)? (du mois (?:prochain|suivant|dernier)|de ce mois|courant)\b")
_EDGE = re.compile(
    r"\b(fin|debut|mi) (?:du |de ce |ce )?mois( prochain)?\b|\bfin de (?:l'|cette )annee\b(?! scolaire)"
)
_BACK_TO_SCHOOL = re.compile(
    r"\b(?:a |des |pour |de )?la (?:prochaine )?rentree"
    r"(?: (?:de )?(?:septembre )?((?:19|20)\d\d)| (derniere|prochaine))?\b"
)
_SCHOOL_YEAR_START = (9, 1)
_FIRST_OF_YEAR_END = (12, 31)


def relative_days(plain: str, today: date) -> Iterator[Read]:
    """Yield the days of a folded sentence that are counted from `today`."""
    for match in _IN.finditer(plain):
        day = _shifted(match[1], match[2], match[3], today)
        if day and match[1] != "d'ici":
            yield Read(match.start(), match.end(), day, True)
    yield from _weekdays(plain, today)
    for word, days in _WORDS.items():
        for match in re.finditer(rf"(?<![\w-]){word}(?![\w-])", plain):
            yield Read(match.start(), match.end(), today + timedelta(days), True)
    yield from _of_month(plain, today)
    yield from _school(plain, today)


def _weekdays(plain: str, today: date) -> Iterator[Read]:
    for match in _WEEKDAY.finditer(plain):
        if (
            not match[2]
            and not match[3]
            and _NOT_A_DAY.search(plain[: match.start()] + match[0][: match[0].index(match[1])])
        ):
            continue
        if not match[2] and not match[3] and _TIMETABLE.search(plain):
            continue
        place, past = WEEKDAYS.index(match[1]), tells_past(plain[: match.start()])
        day = (
            _numbered(place, int(match[2]), past, today) if match[2] else _weekday(place, match[3] or "", past, today)
        )
        if day:
            yield Read(match.start(), match.end(), day, bool(match[3]) or not match[2])


def _weekday(place: int, said: str, past: bool, today: date) -> date:
    ahead = (place - today.weekday()) % _WEEK
    if said.startswith("de la semaine"):
        week = _WEEK if said.endswith(("prochaine", "pro")) else -_WEEK
        return today - timedelta(today.weekday()) + timedelta(place + week)
    if said in {"dernier", "passe"} or (not said and past):
        return today - timedelta((today.weekday() - place) % _WEEK or _WEEK)
    return today + timedelta((ahead or _WEEK) + {"en huit": _WEEK, "en quinze": 2 * _WEEK}.get(said, 0))


def _numbered(place: int, number_of_day: int, past: bool, today: date) -> date | None:
    """Return the nearest month's day of that number that falls on that weekday (« mercredi 25 »), or None."""
    first = today.replace(day=1)
    months = [add_months(first, n) for n in ((0, -1, -2) if past else (0, 1, 2))]
    days = [day for m in months if (day := day_of(m.year, m.month, number_of_day))]
    right_side = [day for day in days if (day <= today if past else day >= today)]
    return next((day for day in right_side if day.weekday() == place), None)


def _of_month(plain: str, today: date) -> Iterator[Read]:
    for match in _OF_MONTH.finditer(plain):
        step = 1 if match[2].endswith(("prochain", "suivant")) else -1 if match[2].endswith("dernier") else 0
        month = add_months(today.replace(day=1), step)
        day = day_of(month.year, month.month, 1 if match[1] == "premier" else int(match[1]))
        if day:
            yield Read(match.start(), match.end(), day, True)
    for match in _EDGE.finditer(plain):
        if not match[1]:
            yield Read(match.start(), match.end(), date(today.year, *_FIRST_OF_YEAR_END), False)
            continue
        month = add_months(today.replace(day=1), 1 if match[2] else 0)
        last = monthrange(month.year, month.month)[1]
        yield Read(
            match.start(), match.end(), month.replace(day={"debut": 1, "mi": 15, "fin": last}[match[1]]), False
        )


def _school(plain: str, today: date) -> Iterator[Read]:
    for match in _BACK_TO_SCHOOL.finditer(plain):
        past = (
            plain[: match.start()].endswith("depuis ") or match[2] == "derniere" or tells_past(plain[: match.start()])
        )
        year = int(match[1]) if match[1] else today.year
        day = date(year, *_SCHOOL_YEAR_START)
        if not match[1]:
            day = add_months(day, -12) if past and day > today else day
            day = add_months(day, 12) if not past and day <= today else day
        yield Read(match.start(), match.end(), day, False)


def _shifted(sense: str, amount: str, unit: str, today: date) -> date | None:
    count = number(amount)
    if count is None:
        return None
    sign = -1 if sense.endswith("y a") else 1
    try:
        if unit.startswith("j"):
            return today + timedelta(sign * count)
        if unit.startswith("semaine"):
            return today + timedelta(_WEEK * sign * count)
        return add_months(today, sign * count * (1 if unit == "mois" else 12))
    except (FrenchValueError, OverflowError):
        return None  # « dans 9999 ans » is no day of the calendar
