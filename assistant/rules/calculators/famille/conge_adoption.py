"""Adoption leave: CGFP L. 631-8, code du travail L. 1225-37, L. 1225-40 and D. 1225-11-1."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.famille._periodes import Parties, parties_valides
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_days
from assistant.rules.core.fields import Count, FrBool, FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_threshold
from assistant.rules.shared.bareme import bareme_au


class CongeAdoption(AgentSituation):
    """Children adopted and already there, sharing between parents, dates."""

    enfants_adoptes: Count | None = fact("enfants_adoptes", probes=[2])
    enfants_a_charge: Count | None = fact(
        "enfants_a_charge",
        question="Combien d'enfants aviez-vous déjà à charge avant l'adoption ?",
        help="",
        probes=[2],
    )
    partage: FrBool | None = fact("conge_partage")
    date_arrivee: FrDate | None = fact("date_arrivee_enfant")
    date_debut: FrDate | None = fact("date_debut_conge")
    periodes: Parties | None = fact(
        "parties_conge",
        question="Si vous prenez votre congé en plusieurs fois, en combien de jours chacune ?",
    )

    @model_validator(mode="after")
    def _at_least_one(self) -> Self:
        if self.enfants_adoptes == 0:
            self.refuse("enfants_adoptes", "indiquez au moins un enfant adopté")
        return self


def compute(s: CongeAdoption, c: Calcul) -> Outcome:
    """Return `semaines`, `jours_total`, the share of each parent, and the dates when the arrival is known."""
    on = bareme_au(s.date_arrivee, c, "adoption.semaines", "une autre année")
    jours = _durees(s, c, on)
    dates = s.date_arrivee is not None and _dates(s, c, s.date_arrivee, jours)
    if s.periodes:
        _parties(s, c, on, jours)
    _advise(s, c)
    shared = " En partage, aucun parent ne peut dépasser {semaines_par_parent}." if s.partage else ""
    when = " Il peut commencer à partir du {debut_au_plus_tot} et doit finir au plus tard le {fin_au_plus_tard}."
    return c.result(
        "Le congé d'adoption dure {jours_total} ({semaines} pour un seul parent), payés en entier."
        + shared
        + (when if dates else "")
    )


def _durees(s: CongeAdoption, c: Calcul, on: date) -> int:
    """Publish the length for one parent and, where shared, the days added; return the total in days."""
    cas = _cas(s, c, on)
    weeks: int = c.parameter("adoption.semaines", on).table[cas]
    c.value("semaines", "Congé pris par un seul parent", weeks, "semaines")
    added: int = c.parameter("adoption.partage", on).table["plusieurs" if cas == "plusieurs" else "un"]
    if s.partage:
        c.value("jours_supplementaires", "Jours ajoutés pour le partage", added, "jours")
        c.value("semaines_par_parent", "Part de chaque parent, au plus", weeks, "semaines")
    elif s.partage is None:
        c.hypothesis("Un seul parent prend le congé.")
        c.value("jours_si_partage", "Jours ajoutés si les deux parents se le partagent", added, "jours")
    total = c.formula(
        *("jours_total", "Durée totale en jours", "semaines * 7 + partage"),
        unit="jours",
        publish=True,
        semaines=(weeks, "semaines"),
        partage=(added if s.partage else 0, "jours"),
    )
    return int(total)


def _cas(s: CongeAdoption, c: Calcul, on: date) -> str:
    if c.need(s.enfants_adoptes, "enfants_adoptes") > 1:
        return "plusieurs"
    deja = (c.need(s.enfants_a_charge, "enfants_a_charge"), "enfants")
    rang = c.parameter("adoption.rang", on)
    more = c.check("rang", "Enfants déjà à charge", deja, ">=", rang)
    return "foyer_de_trois" if more else "un"


def _dates(s: CongeAdoption, c: Calcul, arrivee: date, jours: int) -> bool:
    """Publish the first and last days possible, and the leave itself when its first day is known."""
    early = c.parameter("adoption.avance", arrivee)
    first = c.shift("debut_au_plus_tot", "Premier jour possible", arrivee, early, back=True, publish=True)
    last = c.shift(
        *("fin_au_plus_tard", "Dernier jour possible du congé", arrivee, c.parameter("adoption.delai", arrivee)),
        convention="de date à date, ce jour compris",
        publish=True,
    )
    if s.date_debut is None or s.partage or s.periodes:
        return True
    _conge(c, s.date_debut, jours, first, last)
    return True


def _conge(c: Calcul, debut: date, jours: int, first: date, last: date) -> None:
    """Publish `fin` and `dates_possibles` for a leave taken in one block."""
    fin = c.apply(
        *("fin", "Dernier jour du congé", _last, debut, (jours, "jours")),
        expression="{0} + {1}, premier jour compris",
        unit="date",
    )
    soon = c.check("debut_possible", "Le congé commence-t-il assez tard ?", debut, ">=", first)
    in_time = c.check("fin_possible", "Le congé finit-il à temps ?", fin, "<=", last)
    possible = c.value("dates_possibles", "Dates possibles", soon and in_time)
    c.value("fin", "Dernier jour du congé", fin, calendar=possible)
    if not possible:
        c.say("conge_adoption.conge")


def _last(first: date, days: int) -> date:
    return add_days(first, days - 1)


def _parties(s: CongeAdoption, c: Calcul, on: date, jours: int) -> None:
    most, shortest = c.parameter("adoption.periodes", on), c.parameter("adoption.periode_minimale", on)
    if not parties_valides(c, s.periodes or (), jours, most, shortest):
        c.caveat(
            f"Ce découpage n'est pas possible : {most.value} parties au plus, d'au moins {shortest.shown} chacune, "
            f"et pas "
            "plus de {jours_total} en tout."
        )


def _advise(s: CongeAdoption, c: Calcul) -> None:
    c.say("conge_adoption.advise")
    if s.partage is not False:
        c.say("conge_adoption.advise3")
    c.say("conge_adoption.advise2")


CALCULATOR = Calculator(
    "Durée et dates du congé d'adoption",
    "AESH parent adoptif",
    CongeAdoption,
    compute,
    pivot="date_arrivee",
    tables={
        "enfants_a_charge": by_threshold("adoption.rang", "moins de {n} enfants déjà", "{n} enfants déjà, ou plus")
    },
)
