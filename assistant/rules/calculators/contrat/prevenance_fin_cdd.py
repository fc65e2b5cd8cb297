"""Information before the end of a CDD: CGFP R. 332-27 to R. 332-30, before them décret 86-83, article 45."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import Seniority, eve, next_day
from assistant.rules.core.fields import FrBool, FrDate, Months
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_services
from assistant.rules.shared.services import ServicesSituation, contrats_connus, services_accomplis

CONVENTION = "de date à date, en remontant depuis le dernier jour du contrat ; sans report"


class PrevenanceFinCdd(ServicesSituation, ContractSituation):
    """The term, all the contracts before it, and the day on which the administration spoke."""

    dernier_jour_cdd: FrDate | None = fact("dernier_jour_cdd")
    mois_de_contrats: Months | None = fact(
        "anciennete_services",
        counts="mois",
        question="Combien de mois de contrats aurez-vous au total à cette date ?",
        label="Mois de contrats au terme",
        help="À remplir seulement si vous connaissez ce total ; sinon, donnez la date de début ou vos contrats.",
    )
    cdi_possible: FrBool | None = fact("cdi_possible")
    date_notification: FrDate | None = fact("date_decision_renouvellement")
    travailleur_handicape: FrBool | None = fact("travailleur_handicape")

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_begun("dernier_jour_cdd")
        self.check_order("date_debut_services", "date_notification")
        return self


def compute(s: PrevenanceFinCdd, c: Calcul) -> Outcome:
    """Return `delai`, `derniere_notification` (inclusive), `entretien_du`, and `jours_retard` where it came late."""
    if s.contrat == "cdi":
        c.cite("cgfp#R332-27")
        return c.not_concerned("Un CDI n'a pas de terme : le délai de prévenance vaut pour la fin d'un CDD.")
    terme = c.need(s.dernier_jour_cdd, "dernier_jour_cdd")
    duree = _total(s, c, terme)
    cdi = _may_become_cdi(s, c, duree, terme)
    delai = c.parameter("prevenance.cdi", on=terme) if cdi else _by_length(c, duree, terme)
    c.value("delai", "Délai de prévenance", delai.shown)
    limite = c.shift(
        *("derniere_notification", "Dernier jour pour vous prévenir", terme, delai),
        back=True,
        convention=CONVENTION,
        sources=["ce-353572"],
        publish=True,
    )
    entretien = _interview(c, duree, cdi, terme)
    _readings(c, limite)
    _compare(s, c, limite)
    _advise(s, c, limite)
    spoken = " Un entretien doit précéder sa décision." if entretien else ""
    return c.result(
        "L'administration doit vous dire si elle renouvelle votre contrat au plus tard le {derniere_notification}, "
        "soit {delai} avant sa fin." + spoken
    )


def _total(s: PrevenanceFinCdd, c: Calcul, terme: date) -> Seniority:
    if s.mois_de_contrats is not None:
        return c.value("anciennete", "Durée des contrats au terme", Seniority(s.mois_de_contrats))
    most = c.parameter("prevenance.interruption_maximale", on=terme)
    source = most.period.sources[0]
    return services_accomplis(c, contrats_connus(s, c), next_day(terme), most, source, "au terme du contrat")


def _may_become_cdi(s: PrevenanceFinCdd, c: Calcul, duree: Seniority, terme: date) -> bool:
    """Take the user's word, or deduce it: the next contract may be a CDI once the years of service are reached."""
    if s.cdi_possible is not None:
        return c.value("cdi_possible", "Renouvellement possible en CDI", s.cdi_possible)
    required = c.parameter("acces_cdi.duree_exercice", on=next_day(terme))
    return c.apply(
        *("cdi_possible", "Renouvellement possible en CDI", _reaches, duree, required),
        expression="{0} ≥ {1} ?",
        publish=True,
    )


def _by_length(c: Calcul, duree: Seniority, on: date) -> Used:
    for name in ("long", "moyen"):
        months = c.parameter(f"prevenance.seuil_{name}", on=on)
        label = months.parameter.label
        if c.apply(f"seuil_{name}", label, _reaches, duree, months, expression="{0} ≥ {1} ?"):
            return c.parameter(f"prevenance.{name}", on=on)
    return c.parameter("prevenance.court", on=on)


def _reaches(duree: Seniority, months: int) -> bool:
    return duree.months >= months


def _interview(c: Calcul, duree: Seniority, cdi: bool, on: date) -> bool:
    return c.apply(
        *("entretien_du", "Entretien dû avant la décision", _interview_due, cdi, duree),
        c.parameter("prevenance.seuil_entretien", on=on),
        expression="CDI possible ({0}), ou contrats de {1} ≥ {2} ?",
        publish=True,
    )


def _interview_due(cdi: bool, duree: Seniority, months: int) -> bool:
    return cdi or _reaches(duree, months)


def _readings(c: Calcul, limite: date) -> None:
    why = "Le délai se compte de date à date depuis le terme : c'est la date la plus souvent retenue."
    c.reading("De date à date depuis le terme", limite, source_id="ce-353572", kept=True, why=why)
    why = "Ni le jour de la notification ni le terme ne comptent."
    c.reading("Délai entier entre la notification et le terme", eve(limite), why=why)


def _compare(s: PrevenanceFinCdd, c: Calcul, limite: date) -> None:
    if s.date_notification is None or s.date_notification <= limite:
        return
    c.apply(
        *("jours_retard", "Retard de la notification", _days, s.date_notification, limite),
        expression="du {1} au {0}",
        unit="jours",
        publish=True,
    )
    c.say("prevenance_fin_cdd.compare")


def _days(late: date, limite: date) -> int:
    return (late - limite).days


def _advise(s: PrevenanceFinCdd, c: Calcul, limite: date) -> None:
    c.cite("ce-355509", "ce-304995", "cgfp#R332-31")
    c.todo("Sans nouvelle ce jour-là, écrivez au service qui gère votre contrat.", by=limite)
    c.say("prevenance_fin_cdd.advise")
    if s.travailleur_handicape:
        c.say("prevenance_fin_cdd.advise3")
    c.say("prevenance_fin_cdd.advise2")


CALCULATOR = Calculator(
    "Délai de prévenance avant la fin du CDD",
    "AESH en CDD",
    PrevenanceFinCdd,
    compute,
    pivot="dernier_jour_cdd",
    tables={
        "date_debut_services": by_services("prevenance.seuil_moyen", "prevenance.seuil_long", on="dernier_jour_cdd")
    },
)
