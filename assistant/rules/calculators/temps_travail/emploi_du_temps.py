"""Check of a timetable against the minimum guarantees: décret 2000-815, article 3."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from assistant.rules.calculators.temps_travail._controles import Controle
from assistant.rules.calculators.temps_travail._horaires import Semaine, Semaines, in_order
from assistant.rules.calculators.temps_travail._mesures import Grille, total
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import WEEK_MINUTES, FrDate, Minutes, WeekMinutes, hours_between
from assistant.rules.core.french import FrenchValueError, format_hours
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au

MOST_TOTALS = 100
TIMES = re.compile(r"\s*(?P<count>[0-9]{1,2})\s*(?:x|×|\*)\s*(?P<hours>.+)")


def _parse_totals(value: object) -> object:
    """Read « 12 × 44 h ; 40 h 30 » as one duration by week."""
    if not isinstance(value, str):
        return value
    found: list[str] = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[;\n]", value))):
        many = TIMES.fullmatch(part)
        found += [many["hours"]] * int(many["count"]) if many else [part]
    return found


Totaux = Annotated[
    tuple[Annotated[Minutes, hours_between(0, WEEK_MINUTES, "une durée par semaine")], ...],
    Field(min_length=1, max_length=MOST_TOTALS),
    BeforeValidator(_parse_totals),
]


class EmploiDuTemps(AgentSituation):
    """A typical week, other weeks that follow it, other public jobs, and totals by week for the average."""

    semaine: Semaine | None = fact("emploi_du_temps")
    autres_semaines: Semaines | None = fact("autres_semaines")
    autres_emplois: Semaine | None = fact("horaires_autres_emplois")
    heures_par_semaine: Totaux | None = fact("heures_par_semaine")
    heures_contrat: WeekMinutes | None = fact("heures_accompagnement")
    a_partir_du: FrDate | None = fact("date_emploi_du_temps")

    @model_validator(mode="after")
    def _jobs_do_not_overlap(self) -> Self:
        for week in (self.semaine or (), *(self.autres_semaines or ())):
            try:
                in_order([*week, *(self.autres_emplois or ())])
            except FrenchValueError as error:
                self.refuse("autres_emplois", str(error))
        return self


def compute(s: EmploiDuTemps, c: Calcul) -> Outcome:
    """Return whether the timetable holds, each irregularity, and the figures that were checked."""
    controle = Controle(c, bareme_au(s.a_partir_du, c, "temps.semaine_maximale", "une autre époque"))
    week = s.semaine or (() if s.heures_par_semaine else c.need(s.semaine, "semaine"))
    if week:
        weeks = (week, *(s.autres_semaines or ()))
        grille = Grille(weeks, s.autres_emplois or ())
        controle.timetable(grille)
        controle.average([m.minutes for m in grille.totals()], s.heures_par_semaine)
        _contract(s, c, controle, max(total(w) for w in weeks))
    else:
        controle.average([], s.heures_par_semaine)
        c.caveat("Seules les heures par semaine sont vérifiées : donnez vos horaires pour les autres limites.")
    _say(s, c)
    return controle.outcome()


def _contract(s: EmploiDuTemps, c: Calcul, controle: Controle, busiest: int) -> None:
    """Compare the hours of accompaniment with those of the contract, other jobs left out."""
    if s.heures_contrat is None:
        return
    label = "Accompagnement hebdomadaire dans la durée du contrat"
    source = "circulaire-2019-090#3.4"
    if not c.check("contrat", label, (busiest, "minutes"), "<=", (s.heures_contrat, "minutes"), sources=[source]):
        controle.irregular(
            f"{format_hours(busiest)} d'accompagnement par semaine, {format_hours(s.heures_contrat)} au contrat : "
            "ces heures ne se lissent pas sur l'année",
            source,
        )


def _say(s: EmploiDuTemps, c: Calcul) -> None:
    c.hypothesis("Les intervalles entre deux créneaux ne sont pas comptés comme du travail.")
    if s.autres_emplois:
        c.say("emploi_du_temps.say2")
    elif s.semaine:
        c.hypothesis("Vous n'avez pas d'autre emploi public : sinon, ajoutez ses horaires.")
    c.say("emploi_du_temps.say")


CALCULATOR = Calculator("Contrôle d'un emploi du temps", "AESH en CDD ou en CDI", EmploiDuTemps, compute)
