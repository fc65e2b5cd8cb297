"""Unpaid leave for personal reasons, CDI only: décret 86-83, articles 22 and 24."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.conges_non_remuneres._commun import (
    RECOMMANDE,
    CongeSituation,
    demande,
    dernier_jour,
    publie_fin,
    reemploi,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import MONTHS_IN_YEAR
from assistant.rules.core.fields import FrBool, FrDuration
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul


class CongeConvenancesPersonnelles(CongeSituation):
    """The length wanted, what was already taken, a recent training leave."""

    duree: FrDuration | None = fact("duree_conge")
    duree_deja_prise: FrDuration | None = fact("duree_deja_prise")
    formation_recente: FrBool | None = fact("formation_recente")

    @model_validator(mode="after")
    def _whole_months(self) -> Self:
        self.check_duration("duree")
        self.check_duration("duree_deja_prise")
        return self


def compute(s: CongeConvenancesPersonnelles, c: Calcul) -> Outcome:
    """Return `demande_au_plus_tard`, `fin`, `retour`, `reemploi_au_plus_tard`."""
    if c.need(s.contrat, "contrat") == "cdd":
        c.cite("decret-86-83#22")
        return c.not_concerned(
            "Ce congé est réservé aux CDI : il vous sera ouvert quand vous serez en CDI. En CDD, voyez les congés "
            "pour élever un enfant, suivre un conjoint ou aider un proche."
        )
    debut = c.need(s.date_debut, "date_debut")
    if s.formation_recente:
        months, years = (
            c.parameter("convenances.formation_mois", debut),
            c.parameter("convenances.formation_ans", debut),
        )
        return c.not_concerned(
            f"Un congé de formation d'au moins {months.shown}, ou un congé de création d'entreprise, dans les "
            f"{years.shown} qui précèdent empêche ce congé : il redevient possible une fois ce temps passé."
        )
    duree = c.need(s.duree, "duree")
    if reason := _trop_long(s, c, debut, duree.total_months):
        return c.not_concerned(reason)
    fin = dernier_jour(c, "fin_calcul", "Fin du congé", debut, duree.total_months)
    publie_fin(s, c, fin)
    demande(c, debut, c.parameter("convenances.demande", debut), RECOMMANDE)
    reemploi(c, fin)
    _advise(s, c)
    return c.result(
        "Demandez ce congé au plus tard le {demande_au_plus_tard} ; s'il est accordé, il finit le {fin} inclus. "
        "Demandez votre retour ou son renouvellement au plus tard le {reemploi_au_plus_tard}, sous peine de perdre "
        "votre contrat."
    )


def _trop_long(s: CongeConvenancesPersonnelles, c: Calcul, debut: date, months: int) -> str:
    """Return why the leave is too long, in one period or in all; or nothing."""
    period, total = c.parameter("convenances.periode", debut), c.parameter("convenances.total", debut)
    already = s.duree_deja_prise.total_months if s.duree_deja_prise else 0
    if s.duree_deja_prise is None:
        c.hypothesis("Vous n'avez jamais pris ce congé.")
    if not _fits(c, "duree_de_la_periode", "Durée de la période", months, period):
        return f"Une période ne peut pas dépasser {period.shown} : demandez {period.shown} au plus."
    if not _fits(c, "duree_totale", "Durée totale avec les congés déjà pris", months + already, total):
        return f"La durée totale ne peut pas dépasser {total.shown} : demandez une durée plus courte."
    return ""


def _fits(c: Calcul, name: str, label: str, months: int, most: Used) -> bool:
    return c.check(name, label, (months, "mois"), "<=", (most.integer * MONTHS_IN_YEAR, "mois"))


def _advise(s: CongeConvenancesPersonnelles, c: Calcul) -> None:
    c.cite("guide-nice#convenances-personnelles")
    if s.formation_recente is None:
        c.hypothesis("Vous n'avez pas eu de long congé de formation professionnelle ces dernières années.")
    c.say("conge_convenances_personnelles.advise")


CALCULATOR = Calculator(
    "Congé pour convenances personnelles", "AESH en CDI", CongeConvenancesPersonnelles, compute, pivot="date_debut"
)
