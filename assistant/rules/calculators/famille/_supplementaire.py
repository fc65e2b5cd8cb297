"""Window, notice and pay of the additional birth leave: code du travail L. 1225-46-2 and following."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.rules.core.dates import Period, add_months, eve, next_day
from assistant.rules.core.french import format_date
from assistant.rules.core.outcome import Stop
from assistant.rules.core.parameters import lookup
from assistant.rules.core.steps import Calcul

LOI = "code-travail#L1225-46-2"


def reference(c: Calcul, naissance: date, prevue: date | None) -> date:
    """Return the date that opens the right, the birth or the due date; ends when neither does."""
    for jour in filter(None, (naissance, prevue)):
        if lookup("csn.mois", jour).exists:
            return jour
    opened = c.parameter("csn.mois", naissance).parameter.after(naissance)
    start = format_date(opened.start) if opened else ""
    reason = f"Ce congé est ouvert pour les enfants nés, adoptés ou attendus à partir du {start}."
    if prevue is None:
        reason += " Si l'accouchement était prévu à partir de cette date, indiquez la date prévue."
    raise Stop(c.not_concerned(reason))


def fenetre(c: Calcul, naissance: date, jour: date) -> tuple[date, date]:
    """Publish `debut_au_plus_tot` and `debut_au_plus_tard` (inclusive): each period must begin between them."""
    opened = c.parameter("csn.ouverture", jour)
    first = c.value("debut_au_plus_tot", "Premier jour possible", max(opened.value, naissance), calendar=False)
    fixed = c.parameter("csn.limite_transitoire", min(jour, naissance))
    if fixed.exists:
        last: date = c.value("debut_au_plus_tard", "Dernier jour pour commencer", fixed.value)
        c.hypothesis("Enfant né avant l'ouverture de ce congé : le délai part de son ouverture, pas de la naissance.")
    else:
        delay = c.parameter("csn.delai", jour)
        last = c.shift(
            *("debut_au_plus_tard", "Dernier jour pour commencer", naissance, delay),
            convention="de date à date, ce jour compris",
            publish=True,
        )
    return first, last


def mois_pris(debut: date, second: date | None, mois: int) -> tuple[tuple[date, int], ...]:
    """Return (first day, months) of each period: one block, or one month and then another."""
    return ((debut, mois),) if second is None or mois == 1 else ((debut, 1), (second, 1))


def fins(c: Calcul, parts: Sequence[tuple[date, int]]) -> tuple[Period, ...]:
    """Record the last day of each period, and return the periods."""
    found = []
    for rank, (first, n) in enumerate(parts, start=1):
        last = c.apply(
            *(f"fin_{rank}", "Dernier jour de la période", _last, first, (n, "mois")),
            expression="veille du {0} + {1}",
            unit="date",
        )
        found.append(Period(first, last))
    return tuple(found)


def _last(first: date, months: int) -> date:
    return eve(add_months(first, months))


def accessibles(c: Calcul, periods: Sequence[Period], first: date, last: date, precedent: date | None) -> bool:
    """Publish `accessible`: every period begins inside the window, after the leave that comes first, apart."""
    ok, free_from = True, max(first, next_day(precedent)) if precedent else first
    for rank, period in enumerate(periods, start=1):
        label = "La période commence-t-elle assez tard ?"
        ok &= c.check(f"assez_tard_{rank}", label, period.first, ">=", free_from)
        ok &= c.check(f"a_temps_{rank}", "La période commence-t-elle à temps ?", period.first, "<=", last)
        free_from = period.end
    return c.value("accessible", "Dates possibles", ok)


def publie(c: Calcul, periods: Sequence[Period], *, possible: bool) -> None:
    """Publish the periods and `fin`; impossible dates stay out of the calendar."""
    for rank, period in enumerate(periods, start=1):
        c.value(f"periode_{rank}", "Période du congé", period, calendar=possible)
    c.value("fin", "Dernier jour du congé", periods[-1].last, calendar=possible)


def lectures(c: Calcul, last: date, mois: int) -> None:
    """Show what « within the delay » may mean: the beginning, or the whole leave."""
    c.reading("Chaque période commence dans le délai : au plus tard", last, source_id=LOI, kept=True)
    why = "Prudente, tant que les décrets pour les agents publics n'ont pas été lus."
    c.reading("Le congé entier tient dans le délai : commencer au plus tard", add_months(last, -mois), why=why)


def preavis(c: Calcul, periods: Sequence[Period], suite: bool | None) -> None:
    """Publish the last day to tell the employer before each period."""
    for rank, period in enumerate(periods, start=1):
        short = suite and rank == 1
        delay = c.parameter("csn.preavis_court" if short else "csn.preavis", period.first)
        name = "preavis_au_plus_tard" if rank == 1 else f"preavis_{rank}_au_plus_tard"
        by = c.shift(name, "Dernier jour pour prévenir l'employeur", period.first, delay, back=True, publish=True)
        c.todo("Prévenez l'employeur par écrit, en gardant une preuve de la date.", by=by)
    if suite is None:
        c.hypothesis(
            "Le congé ne suit pas immédiatement un congé de paternité ou d'adoption (délai plus court sinon)."
        )
