"""Length of a notice by length of service, and what half of it is: décret 86-83, articles 46 and 45-5."""

from __future__ import annotations

from datetime import date

from assistant.rules.core.dates import DAYS_IN_COUNTED_MONTH, Seniority, add_days, add_months
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul

CONVENTION = "de date à date, le jour du point de départ n'étant pas compté ; sans report au lundi"


def duree_du_preavis(c: Calcul, anciennete: Seniority, on: date) -> Used:
    """Choose the notice in force on `on`; a threshold exactly reached gives the longer one."""
    for threshold, length in (("preavis.seuil_long", "preavis.long"), ("preavis.seuil_moyen", "preavis.moyen")):
        months = c.parameter(threshold, on=on)
        step = threshold.rpartition(".")[2]
        if c.apply(step, months.parameter.label, _reaches, anciennete, months, expression="{0} ≥ {1} ?"):
            return c.parameter(length, on=on)
    return c.parameter("preavis.court", on=on)


def _reaches(anciennete: Seniority, months: int) -> bool:
    return anciennete.months >= months


def fin_du_preavis(depart: date, length: int, unit: str) -> date:
    """Return the last day of a notice of `length` « jours » or « mois » from `depart`, itself not counted."""
    return add_days(depart, length) if unit == "jours" else add_months(depart, length)


def fin_de_la_moitie(depart: date, length: int, unit: str, divisor: int) -> date:
    """Return the last day of the delay that is a `divisor`-th of the days of the notice, a part of a day left out."""
    days = (fin_du_preavis(depart, length, unit) - depart).days
    return add_days(depart, days // divisor)


def moitie(length: int, unit: str, divisor: int) -> tuple[int, str]:
    """Return the part of a notice as it is said: 4 jours, 15 jours (a month counts 30 days), 1 mois."""
    if unit == "mois" and length % divisor == 0:
        return length // divisor, "mois"
    days = length if unit == "jours" else length * DAYS_IN_COUNTED_MONTH
    return days // divisor, "jours"


def derniere_demande(depart: date, length: int, unit: str, divisor: int) -> date:
    """Return the earliest of the last days that the readings of « half of the notice » give: the safe one."""
    said = fin_du_preavis(depart, *moitie(length, unit, divisor))
    return min(said, fin_de_la_moitie(depart, length, unit, divisor))
