"""Unpaid leave to start a business: décret 86-83, articles 23 and 24."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.conges_non_remuneres._commun import (
    CongeSituation,
    borne_par_le_contrat,
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
from assistant.rules.core.steps import Calcul

COMMENT = "par lettre recommandée avec avis de réception, ou remise contre signature"


class CongeCreationEntreprise(CongeSituation):
    """The first day, the length, and whether it is the renewal."""

    duree: FrDuration | None = fact("duree_conge")
    deja_renouvele: FrBool | None = fact("deja_renouvele")

    @model_validator(mode="after")
    def _whole_months(self) -> Self:
        self.check_duration("duree")
        return self


def compute(s: CongeCreationEntreprise, c: Calcul) -> Outcome:
    """Return `demande_au_plus_tard`, `fin`, `fin_si_renouvele`, `reemploi_au_plus_tard`."""
    debut = c.need(s.date_debut, "date_debut")
    period = c.parameter("creation.periode", debut)
    times = c.parameter("creation.renouvellements", debut)
    if s.deja_renouvele:
        return c.not_concerned(f"Ce congé dure {period.shown} et ne se renouvelle que {times.shown} : il est épuisé.")
    most = period.integer * MONTHS_IN_YEAR
    months = s.duree.total_months if s.duree else most
    if s.duree is None:
        c.hypothesis("Vous demandez la plus longue durée possible.")
    if not c.check("duree_possible", "Durée du congé", (months, "mois"), "<=", (most, "mois")):
        return c.not_concerned(
            f"Ce congé dure {period.shown} au plus : demandez {period.shown}, puis le renouvellement."
        )
    fin = borne_par_le_contrat(s, c, dernier_jour(c, "fin_calcul", "Fin du congé", debut, months))
    goes_on = publie_fin(s, c, fin)
    demande(c, debut, c.parameter("creation.demande", debut), COMMENT)
    c.say("conge_creation_entreprise.advise")
    if not goes_on:
        return c.result(
            "Demandez ce congé au plus tard le {demande_au_plus_tard} ; il finit avec le contrat, le {fin}."
        )
    label = "Dernier jour si le congé est renouvelé"
    last = dernier_jour(c, "fin_renouvelee", label, debut, months + most * times.integer)
    c.value("fin_si_renouvele", label, borne_par_le_contrat(s, c, last))
    reemploi(c, fin)
    return c.result(
        "Demandez ce congé au plus tard le {demande_au_plus_tard} ; s'il est accordé, il finit le {fin} inclus "
        "({fin_si_renouvele} s'il est renouvelé). Demandez le retour ou le renouvellement au plus tard le "
        "{reemploi_au_plus_tard}, sous peine de perdre votre contrat."
    )


CALCULATOR = Calculator(
    "Congé pour création d'entreprise", "AESH, en CDD ou en CDI", CongeCreationEntreprise, compute, pivot="date_debut"
)
