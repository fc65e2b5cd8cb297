"""Notice of resignation: décret 86-83, articles 46 (length) and 48 (resignation)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.contrat._preavis import duree_du_preavis
from assistant.rules.calculators.contrat._services import ServicesSituation, contrats_connus, services_accomplis
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.contracts import Contrat
from assistant.rules.core.dates import Seniority, next_day
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import question
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

CONVENTION = "de date à date, le jour de la réception n'étant pas compté ; sans report au lundi"


class PreavisDemission(ServicesSituation):
    """What the notice depends on: when the letter is received, and the contracts before it."""

    date_reception_courrier: FrDate | None = question(
        "À quelle date l'administration a-t-elle reçu (ou recevra-t-elle) votre lettre de démission ?",
        label="Réception de la lettre de démission",
        help="La date figure sur l'avis de réception du recommandé.",
        example="2 mars 2026",
    )
    periode_essai: FrBool | None = question(
        "Êtes-vous en période d'essai ?",
        label="Période d'essai",
        help="Elle n'existe que si le contrat l'écrit.",
    )

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_begun("date_reception_courrier")
        return self


def compute(s: PreavisDemission, c: Calcul) -> Outcome:
    """Return the notice: `preavis`, `premier_jour`, `dernier_jour` (inclusive) and the wording of the letter."""
    if s.periode_essai:
        return _trial_period(c)
    reception = c.need(s.date_reception_courrier, "date_reception_courrier")
    if s.periode_essai is None:
        c.hypothesis("Vous n'êtes pas en période d'essai.")
    preavis = duree_du_preavis(c, _seniority(c, contrats_connus(s, c), reception), reception)
    c.value("preavis", "Durée du préavis", preavis.shown)
    c.apply(
        *("premier_jour", "Premier jour du préavis", next_day, reception),
        expression="lendemain du {0}",
        sources=["ce-296099"],
        publish=True,
    )
    c.shift("dernier_jour", "Dernier jour du contrat", reception, preavis, convention=CONVENTION, publish=True)
    _advise(c)
    return c.result(
        "Votre préavis est de {preavis} : il commence le {premier_jour} et votre contrat prend fin le "
        "{dernier_jour} au soir."
    )


def _trial_period(c: Calcul) -> Outcome:
    c.cite("cgfp#R332-25")
    return c.not_concerned(
        "Pendant la période d'essai, aucun texte ne fixe de préavis de démission : convenez de la date avec "
        "l'employeur et envoyez votre lettre en recommandé. Le préavis est dû si l'essai est terminé."
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
    c.todo("Travaillez jusqu'au dernier jour du contrat, ou demandez par écrit une dispense.")
    c.caveat("Une date plus proche n'est possible qu'avec l'accord écrit de l'administration.")
    c.caveat("Si votre CDD se termine avant le {dernier_jour}, le contrat s'arrête à son terme.")


CALCULATOR = Calculator(
    id="preavis_demission",
    title="Préavis de démission",
    public="AESH en CDD ou en CDI",
    theme="contrat",
    situation=PreavisDemission,
    run=compute,
    pivot="date_reception_courrier",
)
