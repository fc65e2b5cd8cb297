"""Additional birth leave, new in 2026: loi 2025-1403, article 99. Provisional: the decrees have not been read."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.famille import _supplementaire as regles
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool, FrDate, Months
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class CongeSupplementaireNaissance(AgentSituation):
    """Birth, months wanted, dates."""

    date_naissance: FrDate | None = fact("date_naissance_enfant")
    date_prevue_accouchement: FrDate | None = fact("date_prevue_accouchement")
    mois: Months | None = fact(
        "duree_conge",
        counts="mois",
        question="Combien de mois voulez-vous prendre, un ou deux ?",
        label="Nombre de mois",
        probes=[1],
    )
    date_debut: FrDate | None = fact("date_debut_conge")
    date_debut_second_mois: FrDate | None = fact(
        "date_seconde_partie",
        question="Si vous séparez les deux mois, à quelle date commence le second ?",
        label="Début du second mois",
    )
    suite_immediate: FrBool | None = fact("suite_immediate")
    fin_conge_precedent: FrDate | None = fact("dernier_jour_conge_precedent")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.mois == 0:
            self.refuse("mois", "indiquez un ou deux mois")
        if self.mois == 1 and self.date_debut_second_mois:
            self.refuse("date_debut_second_mois", "vous ne demandez qu'un mois ; laissez cette date vide")
        self.check_order("date_naissance", "date_debut")
        self.check_order("date_debut", "date_debut_second_mois")
        return self


def compute(s: CongeSupplementaireNaissance, c: Calcul) -> Outcome:
    """Return the window to begin, and for a first day `fin`, `preavis_au_plus_tard`, `accessible`, `taux_mois`."""
    naissance = c.need(s.date_naissance, "date_naissance")
    jour = regles.reference(c, naissance, s.date_prevue_accouchement)
    most = c.parameter("csn.mois", jour)
    c.value("mois_maximum", "Durée par parent, au plus", most.integer, "mois")
    if s.mois and s.mois > most.integer:
        return c.not_concerned(
            f"Ce congé est d'un mois ou de {most.shown} par parent : demandez-en {most.shown} au plus."
        )
    c.value("ouvert", "Droit ouvert", True)
    first, last = regles.fenetre(c, naissance, jour)
    c.say("conge_supplementaire_naissance.provisional")
    regles.lectures(c, last, s.mois or most.integer)
    if s.date_debut is None:
        return c.result(
            "Chaque parent peut prendre jusqu'à {mois_maximum} de congé supplémentaire, à commencer au plus tard le "
            "{debut_au_plus_tard}, une fois son congé de maternité, de paternité ou d'adoption terminé."
        )
    mois = c.need(s.mois, "mois")
    periods = regles.fins(c, regles.mois_pris(s.date_debut, s.date_debut_second_mois, mois))
    ok = regles.accessibles(c, periods, first, last, s.fin_conge_precedent)
    regles.publie(c, periods, possible=ok)
    if ok:
        regles.preavis(c, periods, s.suite_immediate)
        rates = c.parameter("csn.taux", s.date_debut).value[:mois]
        c.value("taux_mois", "Part du traitement annoncée (à vérifier)", rates, "%")
    return _conclude(c, possible=ok)


def _conclude(c: Calcul, *, possible: bool) -> Outcome:
    if not possible:
        return c.result(
            "Ces dates ne vont pas : chaque période doit commencer du {debut_au_plus_tot} au {debut_au_plus_tard} "
            "inclus, après le congé de maternité, de paternité ou d'adoption."
        )
    return c.result(
        "Le congé supplémentaire de naissance finit le {fin} inclus ; prévenez l'employeur au plus tard le "
        "{preavis_au_plus_tard}. La paie annoncée est de {taux_mois} du traitement, à faire confirmer."
    )


CALCULATOR = Calculator(
    "Congé supplémentaire de naissance",
    "AESH parents d'un enfant né ou adopté",
    CongeSupplementaireNaissance,
    compute,
    pivot="date_naissance",
)
