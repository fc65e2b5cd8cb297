"""Carer's leave: CGFP L. 634-1 to L. 634-4, décret 2020-1557."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.conges_non_remuneres._commun import (
    ECRIT,
    CongeSituation,
    avant_la_fin,
    borne_par_le_contrat,
    demande,
    dernier_jour,
    publie_fin,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool, Months
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class CongeProcheAidant(CongeSituation):
    """The first day, the length, the months already taken in the career, the emergency."""

    duree_mois: Months | None = fact(
        "duree_conge",
        counts="mois",
        question="Combien de mois voulez-vous prendre ?",
        label="Mois demandés",
    )
    mois_deja_pris: Months | None = fact(
        "duree_deja_prise",
        counts="mois",
        question="Combien de mois de ce congé avez-vous déjà pris dans votre carrière ?",
        label="Mois déjà pris",
        help="Tous employeurs publics confondus.",
    )
    urgence: FrBool | None = fact("urgence")

    @model_validator(mode="after")
    def _at_least_a_month(self) -> Self:
        if self.duree_mois == 0:
            self.refuse("duree_mois", "indiquez au moins un mois ; pour des jours séparés, laissez vide")
        return self


def compute(s: CongeProcheAidant, c: Calcul) -> Outcome:
    """Return `demande_au_plus_tard`, `fin`, `mois_restants` (before this leave), `renouvellement_au_plus_tard`."""
    debut = c.need(s.date_debut, "date_debut")
    left = _restants(s, c, debut)
    most = c.parameter("aidant.periode", debut)
    if left <= 0:
        c.caveat("Pour un proche gravement malade, voyez aussi le congé de solidarité familiale ou le don de jours.")
        return c.not_concerned("Vous avez déjà pris tout ce congé sur votre carrière : il ne peut plus être accordé.")
    if s.duree_mois and s.duree_mois > most.integer:
        return c.not_concerned(
            f"Une période ne peut pas dépasser {most.shown} : demandez {most.shown}, puis un renouvellement."
        )
    months = _duree(s, c, left, most.integer)
    fin = borne_par_le_contrat(s, c, dernier_jour(c, "fin_demandee", "Fin de la période", debut, months))
    goes_on = publie_fin(s, c, fin)
    _demande(s, c, debut)
    again = goes_on and left > months
    if again:
        delay = c.parameter("aidant.renouvellement", debut)
        by = avant_la_fin(c, "renouvellement_au_plus_tard", "Dernier jour pour demander à continuer", fin, delay)
        c.todo(f"Pour continuer, demandez le renouvellement {ECRIT}.", by=by)
    c.say("conge_proche_aidant.advise")
    return c.result(
        "Demandez ce congé au plus tard le {demande_au_plus_tard} ; il finit le {fin} inclus, sans salaire, et il "
        "est de droit. Avant lui, il vous reste {mois_restants} sur votre carrière."
        + (" Pour continuer, demandez-le au plus tard le {renouvellement_au_plus_tard}." if again else "")
    )


def _restants(s: CongeProcheAidant, c: Calcul, debut: date) -> int:
    if s.mois_deja_pris is None:
        c.hypothesis("Vous n'avez jamais pris ce congé.")
    left = c.formula(
        *("mois_restants", "Mois possibles sur la carrière, avant ce congé", "max(carriere - pris, 0)"),
        unit="mois",
        publish=True,
        carriere=c.parameter("aidant.carriere", debut),
        pris=(s.mois_deja_pris or 0, "mois"),
    )
    return int(left)


def _duree(s: CongeProcheAidant, c: Calcul, left: int, most: int) -> int:
    """Return the months of this period: as asked, never more than what is left."""
    if s.duree_mois is None:
        c.hypothesis("Vous prenez la plus longue période possible, sans interruption.")
    wanted = s.duree_mois or most
    if wanted > left:
        c.hypothesis("La période est ramenée aux {mois_restants} qui restent.")
    return min(wanted, left)


def _demande(s: CongeProcheAidant, c: Calcul, debut: date) -> None:
    if not s.urgence:
        demande(c, debut, c.parameter("aidant.demande", debut), ECRIT)
        c.caveat(
            "En cas d'aggravation soudaine, de crise ou de fin d'hébergement, aucun délai : dites-le pour le calcul."
        )
        return
    c.value("demande_au_plus_tard", "Dernier jour pour demander le congé", debut)
    delay = c.parameter("aidant.justificatif", debut)
    by = c.shift("justificatif_au_plus_tard", "Dernier jour pour prouver l'urgence", debut, delay, publish=True)
    c.todo("Demandez le congé le jour même, puis envoyez la preuve de l'urgence.", by=by)


CALCULATOR = Calculator(
    "Congé de proche aidant", "AESH, en CDD ou en CDI", CongeProcheAidant, compute, pivot="date_debut"
)
