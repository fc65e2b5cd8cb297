"""Notice of resignation, forwards or back from a departure: décret 86-83, articles 46 (length) and 48."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.contrat._depart import dernier_jour_voulu, derniere_reception
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.contracts import Contrat
from assistant.rules.core.dates import Seniority, next_day
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_services
from assistant.rules.shared.preavis import duree_du_preavis
from assistant.rules.shared.services import ServicesSituation, contrats_connus, services_accomplis

CONVENTION = "de date à date, le jour de la réception n'étant pas compté ; sans report au lundi"


class PreavisDemission(ServicesSituation):
    """What the notice depends on: when the letter is received (or the departure wanted), and the contracts before."""

    date_reception_courrier: FrDate | None = fact("date_reception_lettre")
    dernier_jour_voulu: FrDate | None = fact("dernier_jour_souhaite")
    date_depart: FrDate | None = fact("date_depart_souhaitee")
    periode_essai: FrBool | None = fact("en_periode_essai")

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_begun("date_reception_courrier")
        self.check_begun("dernier_jour_voulu")
        self.check_begun("date_depart")
        if self.dernier_jour_voulu and self.date_depart and next_day(self.dernier_jour_voulu) != self.date_depart:
            self.refuse(
                "date_depart", "ce n'est pas le lendemain du dernier jour voulu ; gardez une seule des deux dates"
            )
        return self


def compute(s: PreavisDemission, c: Calcul) -> Outcome:
    """Return the notice: `preavis`, `premier_jour`, `dernier_jour` (inclusive) and the wording of the letter.

    With no letter received yet but a departure wanted: `reception_au_plus_tard`, the last day to receive the letter.
    """
    wanted = dernier_jour_voulu(c, s.dernier_jour_voulu, s.date_depart)
    if s.periode_essai:
        return _trial_period(s, c, wanted)
    if s.periode_essai is None and (wanted or s.date_reception_courrier):
        c.hypothesis("Vous n'êtes pas en période d'essai.")
    if s.date_reception_courrier is None and wanted is not None:
        return _backwards(s, c, wanted)
    reception = c.need(s.date_reception_courrier, "date_reception_courrier")
    end = _notice(s, c, reception)
    if wanted is not None and end > wanted:
        if s.dernier_jour_voulu:
            c.value("dernier_jour_voulu", "Dernier jour de contrat voulu", wanted, calendar=False)
        c.caveat("La lettre arrive trop tard pour partir le {dernier_jour_voulu} au soir sans l'accord de "
                 "l'administration.")  # fmt: skip
    _advise(c)
    c.say("preavis_demission.close")
    return c.result(
        "Votre préavis est de {preavis} : il commence le {premier_jour} et votre contrat prend fin le "
        "{dernier_jour} au soir."
    )


def _notice(s: PreavisDemission, c: Calcul, reception: date) -> date:
    """Return the last day of the notice that runs from `reception`, with its length."""
    preavis = duree_du_preavis(c, _seniority(c, contrats_connus(s, c), reception), reception)
    c.value("preavis", "Durée du préavis", preavis.shown)
    c.apply(
        *("premier_jour", "Premier jour du préavis", next_day, reception),
        expression="lendemain du {0}",
        sources=["ce-296099"],
        publish=True,
    )
    ends = "Dernier jour du contrat" if s.date_reception_courrier else "Fin du préavis au plus tôt"
    return c.shift("dernier_jour", ends, reception, preavis, convention=CONVENTION, publish=True)


def _backwards(s: PreavisDemission, c: Calcul, wanted: date) -> Outcome:
    """Return the latest day on which the letter may be received for a contract that ends on `wanted`."""
    if s.dernier_jour_voulu:
        c.value("dernier_jour_voulu", "Dernier jour de contrat voulu", wanted)
    reception = derniere_reception(c, contrats_connus(s, c), wanted)
    _notice(s, c, reception)
    c.cite("decret-86-83#48")
    c.text(
        "lettre",
        "Phrase pour la lettre",
        "Je démissionne de mes fonctions d'AESH. Compte tenu d'un préavis de {preavis}, le dernier jour de mon "
        "contrat sera le {dernier_jour_voulu}.",
    )
    c.todo("Envoyez la lettre en recommandé assez tôt pour qu'elle soit reçue à cette date : l'envoi ne compte pas.",
           by=reception)  # fmt: skip
    c.say("preavis_demission.close")
    return c.result(
        "Pour que votre contrat prenne fin le {dernier_jour_voulu} au soir, votre lettre doit être reçue au plus "
        "tard le {reception_au_plus_tard} : votre préavis est de {preavis}."
    )


def _trial_period(s: PreavisDemission, c: Calcul, wanted: date | None) -> Outcome:
    c.cite("cgfp#R332-25")
    if wanted is not None:
        if s.dernier_jour_voulu:
            c.value("dernier_jour_voulu", "Dernier jour de contrat voulu", wanted)
        c.caveat("Envoyez la lettre en recommandé ; si l'essai est déjà terminé, le préavis est dû.")
        return c.result(
            "Pendant la période d'essai, aucun texte ne fixe de préavis : le contrat prend fin à la date que votre "
            "lettre indique, le {dernier_jour_voulu} au soir."
        )
    return c.not_concerned(
        "Pendant la période d'essai, aucun texte ne fixe de préavis de démission : le contrat prend fin à la date "
        "que votre lettre indique. Convenez-en avec l'employeur et envoyez votre lettre en recommandé. Le préavis "
        "est dû si l'essai est terminé."
    )


def _seniority(c: Calcul, contracts: Sequence[Contrat], reception: date) -> Seniority:
    most = c.parameter("preavis.interruption_maximale", on=reception)
    found = services_accomplis(c, contracts, reception, most, "decret-86-83#46", "à la réception de la lettre")
    c.value("anciennete_mois", "Mois complets de services", found.months, "mois")
    return found


def _advise(c: Calcul) -> None:
    c.cite("decret-86-83#48")
    c.text(
        "lettre",
        "Phrase pour la lettre",
        "Je démissionne de mes fonctions d'AESH. Compte tenu d'un préavis de {preavis}, le dernier jour de mon "
        "contrat sera le {dernier_jour}.",
    )
    c.todo(
        "Envoyez la lettre en recommandé avec avis de réception et gardez l'avis : sa date fait partir le préavis."
    )


CALCULATOR = Calculator(
    "Préavis de démission",
    "AESH en CDD ou en CDI",
    PreavisDemission,
    compute,
    pivot="date_reception_courrier",
    tables={
        "date_debut_services": by_services("preavis.seuil_moyen", "preavis.seuil_long", on="date_reception_courrier")
    },
)
