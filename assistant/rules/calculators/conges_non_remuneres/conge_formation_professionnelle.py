"""Training leave of a contract agent: décret 2007-1942; CGFP L. 422-1 and L. 422-3."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.conges_non_remuneres._commun import (
    ECRIT,
    CongeSituation,
    borne_par_le_contrat,
    demande,
    dernier_jour,
    publie_fin,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import MONTHS_IN_YEAR
from assistant.rules.core.fields import FrBool, FrDate, Months
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class CongeFormationProfessionnelle(CongeSituation):
    """Services, months wanted and already used, priority."""

    mois_services: Months | None = fact(
        "anciennete_services",
        counts="mois",
        question="Combien de mois de services publics avez-vous accomplis ?",
        label="Mois de services publics",
        help="Tous contrats de droit public réunis.",
        probes=["24"],
    )
    mois_services_administration: Months | None = fact("mois_services_administration", counts="mois", probes=[7])
    mois_demandes: Months | None = fact(
        "duree_conge",
        counts="mois",
        question="Combien de mois de formation demandez-vous ?",
        label="Mois demandés",
    )
    mois_deja_pris: Months | None = fact(
        "duree_deja_prise",
        counts="mois",
        question="Combien de mois de ce congé avez-vous déjà pris ?",
        label="Mois déjà pris",
        help="",
    )
    mois_deja_payes: Months | None = fact("mois_deja_payes", counts="mois")
    prioritaire: FrBool | None = fact("public_prioritaire")
    date_reception_demande: FrDate | None = fact("date_reception_demande")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        services, here = self.mois_services, self.mois_services_administration
        if services is not None and here is not None and here > services:
            self.refuse("mois_services_administration", "ce nombre dépasse le total des services ; vérifiez les deux")
        taken, paid = self.mois_deja_pris, self.mois_deja_payes
        if taken is not None and paid is not None and paid > taken:
            self.refuse("mois_deja_payes", "ce nombre dépasse les mois déjà pris ; vérifiez les deux")
        if self.mois_demandes == 0:
            self.refuse("mois_demandes", "indiquez au moins un mois")
        return self


def compute(s: CongeFormationProfessionnelle, c: Calcul) -> Outcome:
    """Return `demande_au_plus_tard`, `mois_restants`, `mois_indemnises`, `fin`."""
    debut = c.need(s.date_debut, "date_debut")
    if reasons := _services(s, c, debut):
        return c.not_concerned(*reasons)
    left = _restants(s, c, debut)
    wanted = s.mois_demandes
    if wanted and wanted > left:
        return c.not_concerned("La demande dépasse les mois qui vous restent sur la carrière : demandez-en moins.")
    demande(c, debut, c.parameter("formation.demande", debut), ECRIT)
    _reponse(s, c, debut)
    _advise(s, c, debut)
    if wanted is None:
        return c.result(
            "Demandez ce congé au plus tard le {demande_au_plus_tard}. Il vous reste {mois_restants} de congé de "
            "formation sur votre carrière, dont {mois_indemnisables} au plus indemnisés."
        )
    _conge(s, c, debut, wanted)
    return c.result(
        "Demandez ce congé au plus tard le {demande_au_plus_tard} ; il finit le {fin} inclus. {mois_indemnises} "
        "seraient indemnisés à {taux} du traitement brut et de l'indemnité de résidence."
    )


def _services(s: CongeFormationProfessionnelle, c: Calcul, debut: date) -> list[str]:
    """Return every reason why the services are not enough."""
    reasons = []
    total = c.parameter("formation.services", debut)
    done = (c.need(s.mois_services, "mois_services"), "mois")
    if not c.check("services", "Services publics accomplis", done, ">=", total):
        reasons.append(f"Il faut {total.shown} de services publics avant le congé : attendez de les avoir.")
    here = c.parameter("formation.administration", debut)
    inside = (c.need(s.mois_services_administration, "mois_services_administration"), "mois")
    if not c.check("administration", "Dont à l'éducation nationale", inside, ">=", here):
        reasons.append(f"Il faut {here.shown} de services à l'éducation nationale avant le congé.")
    return reasons


def _restants(s: CongeFormationProfessionnelle, c: Calcul, debut: date) -> int:
    """Publish `mois_restants` and `mois_indemnisables`, what the career still allows."""
    career = c.parameter("formation.carriere_prioritaire" if s.prioritaire else "formation.carriere", debut)
    left = c.formula(
        *("mois_restants", "Mois de congé de formation qui restent", "max(carriere - pris, 0)"),
        unit="mois",
        publish=True,
        carriere=(career.integer * MONTHS_IN_YEAR, "mois"),
        pris=(s.mois_deja_pris or 0, "mois"),
    )
    if s.mois_deja_pris is None:
        c.hypothesis("Vous n'avez jamais eu de congé de formation professionnelle.")
    c.formula(
        *("mois_indemnisables", "Mois encore indemnisables", "max(indemnises - payes, 0)"),
        unit="mois",
        publish=True,
        indemnises=c.parameter("formation.paye", debut),
        payes=(_payes(s), "mois"),
    )
    return int(left)


def _payes(s: CongeFormationProfessionnelle) -> int:
    """Return the months already paid; unknown, the months already taken, which is the safe count."""
    return s.mois_deja_payes if s.mois_deja_payes is not None else s.mois_deja_pris or 0


def _conge(s: CongeFormationProfessionnelle, c: Calcul, debut: date, wanted: int) -> None:
    whole = dernier_jour(c, "fin_demandee", "Fin de la formation demandée", debut, wanted)
    publie_fin(s, c, borne_par_le_contrat(s, c, whole))
    c.formula(
        *("mois_indemnises", "Mois indemnisés de ce congé", "min(demandes, max(indemnises - payes, 0))"),
        unit="mois",
        publish=True,
        demandes=(wanted, "mois"),
        indemnises=c.parameter("formation.paye", debut),
        payes=(_payes(s), "mois"),
    )
    c.value("taux", "Part versée", c.parameter("formation.taux", debut).value, "%")


def _reponse(s: CongeFormationProfessionnelle, c: Calcul, debut: date) -> None:
    delay = c.parameter("formation.reponse", debut)
    if s.date_reception_demande is None:
        c.caveat(f"L'administration répond dans les {delay.shown} qui suivent la réception ; un refus est motivé.")
        return
    label = "Dernier jour de l'administration pour répondre"
    by = c.shift("reponse_au_plus_tard", label, s.date_reception_demande, delay, publish=True)
    c.todo("Sans réponse à cette date, relancez par écrit en demandant le motif.", by=by)


def _advise(s: CongeFormationProfessionnelle, c: Calcul, debut: date) -> None:
    c.say("conge_formation_professionnelle.advise")
    if s.prioritaire:
        c.caveat(
            "Pour un public prioritaire, la durée et l'indemnité plus favorables sont à vérifier pour un contractuel."
        )
    elif s.prioritaire is None:
        longer = c.parameter("formation.carriere_prioritaire", debut)
        c.caveat(f"Handicap reconnu ou faible diplôme : la durée peut aller jusqu'à {longer.shown}, à vérifier.")
    c.todo("Consultez la circulaire académique : sa date limite peut tomber avant celle du décret.")


CALCULATOR = Calculator(
    "Congé de formation professionnelle",
    "AESH, en CDD ou en CDI",
    CongeFormationProfessionnelle,
    compute,
    pivot="date_debut",
)
