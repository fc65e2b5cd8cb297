"""Working days, jours francs, deadlines and school holidays, on the `holidays` library.

Vocabulary: *jours calendaires* are all days; *jours ouvrables* run Monday to Saturday except public holidays; *jours
ouvrés* Monday to Friday except public holidays; *jours francs* leave out both the day of the event and the last day.

Public holidays are those of the code du travail (L.3133-1, L.3422-2 overseas) and of local law in Alsace-Moselle.
Days that only custom gives (Mi-Carême, Vendredi saint and Victor Schoelcher in Guadeloupe or Martinique), which the
library lists with the others, move no deadline: they are told apart by `custom_day_name`.

School holidays are those of zones A, B and C, for the school years that an arrêté has fixed. The library goes on
beyond by extrapolation: those years are refused here. Corsica and overseas have calendars of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import holidays

from assistant.rules.core.dates import add_days, add_months, eve, next_day
from assistant.rules.core.french import FrenchValueError

FIRST_YEAR, LAST_YEAR = 1984, 2099
SATURDAY, SUNDAY = 5, 6


class Territory(StrEnum):
    """Where the agent works, for the list of public holidays.

    In Alsace-Moselle the Vendredi saint is a holiday only where there is a Protestant church or a mixed one.
    """

    METROPOLE = "métropole"
    ALSACE_MOSELLE = "alsace-moselle"
    GUADELOUPE = "guadeloupe"
    MARTINIQUE = "martinique"
    GUYANE = "guyane"
    LA_REUNION = "la-réunion"
    MAYOTTE = "mayotte"
    SAINT_BARTHELEMY = "saint-barthélemy"
    SAINT_PIERRE_ET_MIQUELON = "saint-pierre-et-miquelon"


METROPOLE = Territory.METROPOLE
_SUBDIVISION: dict[Territory, str | None] = {
    Territory.METROPOLE: None,
    Territory.ALSACE_MOSELLE: "57",
    Territory.GUADELOUPE: "971",
    Territory.MARTINIQUE: "972",
    Territory.GUYANE: "973",
    Territory.LA_REUNION: "974",
    Territory.MAYOTTE: "976",
    Territory.SAINT_BARTHELEMY: "BL",
    Territory.SAINT_PIERRE_ET_MIQUELON: "PM",
}
_CUSTOM_ONLY = {
    Territory.GUADELOUPE: {"Mi-Carême", "Vendredi saint", "Fête de Victor Schoelcher"},
    Territory.MARTINIQUE: {"Fête de Victor Schoelcher"},
}


@cache
def _listed(year: int, territory: Territory) -> Mapping[date, str]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise FrenchValueError(
            f"Le calendrier des jours fériés est connu de {FIRST_YEAR} à {LAST_YEAR} : vérifiez l'année {year}."
        )
    found = holidays.country_holidays("FR", subdiv=_SUBDIVISION[territory], years=year, language="fr")
    return dict(found.items())


def holiday_name(d: date, territory: Territory = METROPOLE) -> str | None:
    """Return the name of the public holiday that falls on `d`, in French, or None."""
    name = _listed(d.year, territory).get(d)
    return None if name in _CUSTOM_ONLY.get(territory, ()) else name


def custom_day_name(d: date, territory: Territory) -> str | None:
    """Return the name of a day off given by local custom only (it moves no deadline), or None."""
    name = _listed(d.year, territory).get(d)
    return name if name in _CUSTOM_ONLY.get(territory, ()) else None


def is_holiday(d: date, territory: Territory = METROPOLE) -> bool:
    """Return whether `d` is a public holiday (*jour férié*)."""
    return holiday_name(d, territory) is not None


def is_ouvrable(d: date, territory: Territory = METROPOLE) -> bool:
    """Return whether `d` is a *jour ouvrable*: Monday to Saturday, not a public holiday."""
    return d.weekday() != SUNDAY and not is_holiday(d, territory)


def is_ouvre(d: date, territory: Territory = METROPOLE) -> bool:
    """Return whether `d` is a *jour ouvré*: Monday to Friday, not a public holiday."""
    return d.weekday() < SATURDAY and not is_holiday(d, territory)


def _first(test: Callable[[date, Territory], bool], d: date, territory: Territory, step: int) -> date:
    while not test(d, territory):
        d = add_days(d, step)
    return d


def next_ouvre(d: date, territory: Territory = METROPOLE) -> date:
    """Return `d` itself when it is a jour ouvré, else the next one."""
    return _first(is_ouvre, d, territory, 1)


def next_ouvrable(d: date, territory: Territory = METROPOLE) -> date:
    """Return `d` itself when it is a jour ouvrable, else the next one."""
    return _first(is_ouvrable, d, territory, 1)


def jours_ouvrables_from(d: date, n: int, territory: Territory = METROPOLE) -> tuple[date, ...]:
    """Return the first `n` jours ouvrables from `d`, `d` itself included when it is one."""
    _require_positive(n)
    found = [next_ouvrable(d, territory)]
    while len(found) < n:
        found.append(next_ouvrable(next_day(found[-1]), territory))
    return tuple(found)


def add_jours_ouvrables(d: date, n: int, territory: Territory = METROPOLE) -> date:
    """Return the `n`-th jour ouvrable strictly after `d`."""
    return jours_ouvrables_from(next_day(d), n, territory)[-1]


def _require_positive(n: int) -> None:
    if n < 1:
        raise FrenchValueError("Le nombre de jours doit être un entier à partir de 1.")


def jours_francs_deadline(event: date, n: int, territory: Territory = METROPOLE, *, extend: bool = True) -> date:
    """Return the last day to act within `n` jours francs of `event`: D + n + 1.

    With `extend`, a Saturday, Sunday or public holiday moves it to the next jour ouvré. Without, the same day is also
    the first one on which « at least n jours francs » have gone by.
    """
    _require_positive(n)
    raw = add_days(event, n + 1)
    return next_ouvre(raw, territory) if extend else raw


class Backward(NamedTuple):
    """The last day to do something before an event. `plain`: D minus the delay; `safe`: the day before that.

    The safe day leaves the whole delay between the two, neither day counted. Neither is moved for a week-end.
    """

    plain: date
    safe: date


def days_before(event: date, n: int) -> Backward:
    """Return the last day that is at least `n` calendar days before `event`."""
    plain = add_days(event, -n)
    return Backward(plain, eve(plain))


def months_before(event: date, n: int) -> Backward:
    """Return the last day that is at least `n` months before `event`, clamped to the end of the month."""
    plain = add_months(event, -n)
    return Backward(plain, eve(plain))
