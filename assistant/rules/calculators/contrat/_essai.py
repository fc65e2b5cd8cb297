"""The longest trial that a contract allows: one jour ouvré by week of contract, within a limit by length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.rules.core.calendar import Territory, next_ouvre
from assistant.rules.core.dates import Period, Seniority, eve, next_day
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import SHIFTS, Calcul
from assistant.rules.core.units import show

DAYS_IN_WEEK = 7


@dataclass(frozen=True)
class Essai:
    """The longest trial: length in words, last days (inclusive), and its last day when the first does not count."""

    duree: str
    fin: date
    fin_renouvele: date
    fin_sans_premier_jour: date
    sources: tuple[str, ...]


def essai_maximal(c: Calcul, debut: date, contrat: Period | None, territory: Territory) -> Essai | None:
    """Return the longest trial of a CDD (`contrat`) or of a CDI (None); None when no day of trial is possible."""
    plafond = _plafond(c, contrat.seniority, debut) if contrat else c.parameter("essai.plafond_cdi", on=debut)
    c.value("plafond", "Limite selon la durée du contrat", plafond.shown)
    limite = c.apply(
        *("fin_plafond", "Dernier jour selon la limite", _last_day, debut, plafond.integer, plafond.unit),
        expression=f"{{0}} + {plafond.shown}, le premier jour étant compté",
        unit="date",
    )
    by_limit = Essai(
        plafond.shown,
        limite,
        _last_day(debut, 2 * plafond.integer, plafond.unit),
        next_day(limite),
        plafond.period.sources,
    )
    return _modulated(c, debut, contrat, by_limit, territory) if contrat else by_limit


def _last_day(debut: date, length: int, unit: str) -> date:
    return eve(SHIFTS[unit](debut, length))


def _plafond(c: Calcul, duree: Seniority, on: date) -> Used:
    """Choose the limit; a length exactly reached belongs to the longer contracts."""
    for threshold, limit in (
        ("essai.seuil_six_mois", "essai.plafond_six_mois"),
        ("essai.seuil_un_an", "essai.plafond_un_an"),
        ("essai.seuil_deux_ans", "essai.plafond_deux_ans"),
    ):
        months = c.parameter(threshold, on=on)
        name = threshold.rpartition(".")[2]
        if c.apply(name, months.parameter.label, _shorter, duree, months, expression="{0} < {1} ?"):
            return c.parameter(limit, on=on)
    longest = c.parameter("essai.plafond_au_dela", on=on)
    if duree == Seniority(months.integer):
        why = "L'article actuel dit « supérieure à deux ans » ; l'ancien disait « supérieure ou égale »."
        c.reading("Deux ans pile, comme dans l'ancien article", longest.shown, kept=True, why=why)
        c.reading("Deux ans pile, à la lettre", c.parameter("essai.plafond_deux_ans", on=on).shown, why=why)
    return longest


def _shorter(duree: Seniority, months: int) -> bool:
    return duree.months < months


def _modulated(c: Calcul, debut: date, contrat: Period, by_limit: Essai, territory: Territory) -> Essai | None:
    """Return the shorter of the limit and of one jour ouvré by whole week of contract."""
    per_week = c.parameter("essai.jours_par_semaine", on=debut)
    days = c.apply(
        *("jours_modulation", "Jours d'essai selon la durée du contrat", _days_of_trial, contrat, per_week),
        expression="semaines entières de contrat ({0}) × {1}",
        unit="jours ouvrés",
        publish=True,
    )
    if not days:
        return None
    fin = c.apply(
        *("fin_modulation", "Dernier jour selon la durée du contrat", nth_ouvre, debut, days, territory),
        expression="{1} jours du lundi au vendredi, fériés exclus, à partir du {0}",
        unit="date",
    )
    if by_limit.fin <= fin:
        return by_limit
    begun = contrat.days % DAYS_IN_WEEK
    if begun:
        c.reading("Semaines entières seulement", days, "jours ouvrés", kept=True, why="Lecture la plus protectrice.")
        c.reading(
            "Semaine commencée comptée", days + per_week.integer, "jours ouvrés", why="Le texte ne précise pas."
        )
    return Essai(
        show(days, "jours ouvrés"),
        fin,
        nth_ouvre(debut, 2 * days, territory),
        nth_ouvre(next_day(debut), days, territory),
        per_week.period.sources,
    )


def _days_of_trial(contrat: Period, per_week: int) -> int:
    return contrat.days // DAYS_IN_WEEK * per_week


def nth_ouvre(first: date, n: int, territory: Territory) -> date:
    """Return the `n`-th jour ouvré (Monday to Friday, no public holiday) from `first`, itself included."""
    day = next_ouvre(first, territory)
    for _ in range(n - 1):
        day = next_ouvre(next_day(day), territory)
    return day
