"""Notice of resignation: décret 86-83, articles 46 (length) and 48 (resignation)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Self

from pydantic import model_validator

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.contracts import Contrat, Contrats, services
from assistant.rules.core.dates import (
    CONVENTION_ANCIENNETE,
    Seniority,
    exceeds_months,
    gap_between,
    next_day,
    total_seniority,
)
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import AgentSituation, question
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul

CONVENTION = "de date à date, le jour de la réception n'étant pas compté ; sans report au lundi"


class PreavisDemission(AgentSituation):
    """What the notice depends on: when the letter is received, and the contracts before it."""

    date_reception_courrier: FrDate | None = question(
        "À quelle date l'administration a-t-elle reçu (ou recevra-t-elle) votre lettre de démission ?",
        label="Réception de la lettre de démission",
        help="La date figure sur l'avis de réception du recommandé.",
        example="2 mars 2026",
    )
    date_debut_services: FrDate | None = question(
        "Depuis quelle date êtes-vous AESH sans interruption de plus de quatre mois ?",
        label="Début des services",
        help="C'est le premier jour du premier contrat ; après des interruptions, listez plutôt vos contrats.",
        example="1er septembre 2025",
    )
    contrats: Contrats | None = question(
        "Quels ont été vos contrats successifs ?",
        label="Contrats successifs",
        help="Un contrat par ligne : premier jour et dernier jour inclus, et comment il a pris fin.",
        example="du 1er septembre 2023 au 31 août 2024 (terme) ; depuis le 1er septembre 2024",
    )
    periode_essai: FrBool | None = question(
        "Êtes-vous en période d'essai ?",
        label="Période d'essai",
        help="Elle n'existe que si le contrat l'écrit.",
    )

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_order("date_debut_services", "date_reception_courrier")
        received = self.date_reception_courrier
        if self.contrats and received and all(c.period.first > received for c in self.contrats):
            self.refuse("contrats", "aucun contrat n'a commencé à la réception de la lettre ; vérifiez les dates")
        return self


def compute(s: PreavisDemission, c: Calcul) -> Outcome:
    """Return the notice: `preavis`, `premier_jour`, `dernier_jour` (inclusive) and the wording of the letter."""
    if s.periode_essai:
        return _trial_period(c)
    reception = c.need(s.date_reception_courrier, "date_reception_courrier")
    if s.periode_essai is None:
        c.hypothesis("Vous n'êtes pas en période d'essai.")
    contracts = s.contrats or (Contrat(debut=c.need(s.date_debut_services, "date_debut_services"), fin="en_cours"),)
    preavis = _length(c, _seniority(c, contracts, reception), reception)
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
    """Add up the contracts that count on the day of reception, and record the gaps between them."""
    most = c.parameter("preavis.interruption_maximale", on=reception)
    counted = services(contracts, until=reception, max_gap_months=most.integer)
    for rank, (earlier, later) in enumerate(pairwise(counted), start=1):
        gap = gap_between(earlier, later)
        c.apply(
            *(f"interruption_{rank}", "L'interruption coupe-t-elle les services ?", exceeds_months, gap, most),
            expression="{0} : plus de {1} ?",
        )
        c.value(f"interruption_{rank}", "Interruption qui ne coupe pas les services", gap, calendar=False)
    if counted:
        c.value("services_depuis", "Services comptés depuis le", counted[0].first, calendar=False)
    found = c.apply(
        *("anciennete", "Services accomplis à la réception de la lettre", total_seniority, counted, reception),
        expression="{0}, jusqu'à la veille du {1}",
        sources=["decret-86-83#46"],
        publish=True,
    )
    c.value("anciennete_mois", "Mois complets de services", found.months, "mois")
    c.hypothesis(CONVENTION_ANCIENNETE)
    return found


def _length(c: Calcul, anciennete: Seniority, reception: date) -> Used:
    """Choose the notice; a threshold exactly reached gives the longer one."""
    for threshold, length in (("preavis.seuil_long", "preavis.long"), ("preavis.seuil_moyen", "preavis.moyen")):
        months = c.parameter(threshold, on=reception)
        step = threshold.rpartition(".")[2]
        if c.apply(step, months.parameter.label, _reaches, anciennete, months, expression="{0} ≥ {1} ?"):
            return c.parameter(length, on=reception)
    return c.parameter("preavis.court", on=reception)


def _reaches(anciennete: Seniority, months: int) -> bool:
    return anciennete.months >= months


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
