"""Dates of a paternity leave: décret 2021-871, articles 13 and 14; code du travail L. 1225-35."""

from __future__ import annotations

from datetime import date

from assistant.rules.calculators.famille._paternite_faits import CongePaternite
from assistant.rules.calculators.famille._periodes import parties_valides
from assistant.rules.core.dates import Period, add_days, eve, next_day
from assistant.rules.core.steps import Calcul

DECRET = "decret-2021-871#13"


def premiere_periode(s: CongePaternite, c: Calcul, naissance: date, apres: date) -> date:
    """Publish `premiere_debut` and `premiere_fin`, prolonged while the child is in hospital; return the last day."""
    days = c.parameter("paternite.obligatoire", naissance)
    debut = c.value("premiere_debut", "Premier jour de la période obligatoire", next_day(apres))
    convention = "jours de calendrier, le premier compris"
    fin = c.shift("fin_obligatoire", "Fin de la période obligatoire", eve(debut), days, convention=convention)
    if s.date_fin_hospitalisation:
        fin = _prolongee(c, naissance, fin, s.date_fin_hospitalisation)
    return c.value("premiere_fin", "Dernier jour de la période obligatoire", fin)


def _prolongee(c: Calcul, naissance: date, fin: date, sortie: date) -> date:
    most = c.parameter("paternite.hospitalisation", naissance)
    limit = c.shift("fin_prolongee_maximum", "Prolongation au plus tard", fin, most, sources=[DECRET])
    found = c.apply(
        *("fin_prolongee", "Fin de la période, hospitalisation comprise", _between, fin, sortie, limit),
        expression="le {1}, pas avant le {0} ni après le {2}",
        unit="date",
    )
    c.value("jours_hospitalisation", "Jours ajoutés pour l'hospitalisation", (found - fin).days, "jours")
    return found


def _between(low: date, wanted: date, high: date) -> date:
    return min(max(low, wanted), high)


def limite(s: CongePaternite, c: Calcul, naissance: date, reste: int) -> date:
    """Publish `a_prendre_avant_le` (inclusive) and `debut_au_plus_tard`, with the readings of the delay."""
    delay = c.parameter("paternite.delai", naissance)
    origin = s.date_fin_hospitalisation or naissance
    if s.date_fin_hospitalisation:
        c.hypothesis("L'enfant ayant été hospitalisé, le délai part de la fin de l'hospitalisation.")
    last = c.shift(
        *("a_prendre_avant_le", "Dernier jour possible du congé", origin, delay),
        convention="de date à date, ce jour compris",
        publish=True,
    )
    c.apply(
        *("debut_au_plus_tard", "Dernier jour pour commencer, en une seule fois", _start, last, (reste, "jours")),
        expression="{1} finissant le {0}",
        unit="date",
        publish=True,
    )
    why = "Le congé entier tient dans le délai : c'est la lecture sûre."
    c.reading("Dernier jour du congé le jour même où le délai finit", last, source_id=DECRET, kept=True, why=why)
    why = "La plus prudente, si l'on compte le jour de la naissance comme premier jour du délai."
    c.reading("Dernier jour du congé la veille", eve(last), source_id=DECRET, why=why)
    why = "Si le début seul devait être dans le délai ; risquée sans l'accord écrit du service gestionnaire."
    c.reading("Dernier jour du congé, seul le début étant dans le délai", add_days(last, reste - 1), why=why)
    return last


def _start(last: date, days: int) -> date:
    return add_days(last, 1 - days)


def seconde_periode(s: CongePaternite, c: Calcul, naissance: date, apres: date, reste: int, last: date) -> bool:
    """Check how the second period is to be taken; return whether it can be."""
    if s.periodes is None:
        return True
    most = c.parameter("paternite.periodes", naissance)
    shortest = c.parameter("paternite.periode_minimale", naissance)
    ok = parties_valides(c, s.periodes, reste, most, shortest)
    if not ok:
        c.caveat(
            f"Ce découpage n'est pas possible : {most.value} parties au plus, chacune d'au moins {shortest.shown}, "
            f"et pas "
            "plus de {seconde_jours} en tout."
        )
        return False
    return _dated(s, c, naissance, s.periodes, apres, last)


def _dated(s: CongePaternite, c: Calcul, naissance: date, parties: tuple[int, ...], apres: date, last: date) -> bool:
    """Publish the dates of each part whose first day is known, and when to confirm them."""
    ok, free_from, found = True, next_day(apres), []
    starts = (s.date_premiere_partie, s.date_seconde_partie)
    for rank, (days, start) in enumerate(zip(parties, starts, strict=False), start=1):
        if start is None or not days:
            continue
        part = Period(start, add_days(start, days - 1))
        ok &= c.check(
            f"partie_{rank}_debut", f"La partie {rank} commence-t-elle assez tard ?", start, ">=", free_from
        )
        ok &= c.check(f"partie_{rank}_fin", f"La partie {rank} finit-elle à temps ?", part.last, "<=", last)
        found.append((rank, part))
        free_from = part.end
    if ok:
        _publish(c, naissance, found)
    else:
        c.caveat("Ces dates ne vont pas : les parties doivent suivre la période obligatoire et tenir dans le délai.")
    return ok


def _publish(c: Calcul, naissance: date, found: list[tuple[int, Period]]) -> None:
    for rank, part in found:
        c.value(f"partie_{rank}", f"Partie {rank} de la seconde période", part)
        _confirm(c, naissance, rank, part.first)


def _confirm(c: Calcul, naissance: date, rank: int, start: date) -> None:
    delay = c.parameter("paternite.confirmation", naissance)
    by = c.shift(f"confirmation_{rank}", f"Confirmation de la partie {rank}", start, delay, back=True)
    c.todo(f"Confirmez par écrit les dates de la partie {rank} de la seconde période.", by=by)
