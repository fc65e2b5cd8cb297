"""Access to a CDI and its timetable: code de l'éducation L. 917-1, décret 2014-724, article 3."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import (
    CONVENTION_ANCIENNETE,
    Period,
    Seniority,
    add_days,
    add_months,
    linked,
    next_day,
    total_seniority,
)
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.services import ServicesSituation, contrats_connus, record_gaps


class AccesCdi(ServicesSituation, ContractSituation):
    """The contracts as AESH, and the term of the one that runs."""

    dernier_jour_cdd: FrDate | None = fact("dernier_jour_cdd")

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_begun("dernier_jour_cdd")
        return self


def compute(s: AccesCdi, c: Calcul) -> Outcome:
    """Return `cdi_possible` at the term, `date_duree_atteinte`, and the days to watch when it is possible."""
    if s.contrat == "cdi":
        c.cite("code-education#L917-1")
        return c.not_concerned("Vous êtes déjà en CDI : ce calcul concerne la fin d'un CDD.")
    terme = c.need(s.dernier_jour_cdd, "dernier_jour_cdd")
    nouveau = next_day(terme)
    counted = _services(s, c, nouveau)
    duree = c.apply(
        *("anciennete", "Exercice comme AESH au terme du CDD", total_seniority, counted, nouveau),
        expression="{0}, jusqu'à la veille du {1}",
        publish=True,
    )
    required = c.parameter("acces_cdi.duree_exercice", on=nouveau)
    c.value("duree_exigee", "Durée d'exercice exigée", required.shown)
    _reached_on(c, "date_duree_atteinte", "Durée exigée atteinte, si vous continuez", counted, required)
    c.value("terme", "Dernier jour du CDD", terme, calendar=False)
    possible = c.apply(
        *("cdi_possible", "CDI possible au terme du CDD", _reaches, duree, required),
        expression="{0} ≥ {1} ?",
        publish=True,
    )
    _remarks(c)
    if not possible:
        return _not_yet(c)
    return _timetable(c, duree, terme, nouveau, required)


def _services(s: AccesCdi, c: Calcul, until: date) -> tuple[Period, ...]:
    """Return the periods that count; only gaps matter here, the texts read say nothing of resignations."""
    most = c.parameter("acces_cdi.interruption_maximale", on=until)
    periods = (contract.period.before(until) for contract in contrats_connus(s, c))
    counted = linked([p for p in periods if p is not None], most.integer if most.exists else 0)
    if most.exists:
        record_gaps(c, counted, most)
        return counted
    c.say("acces_cdi.services")
    return counted


def _reached_on(c: Calcul, name: str, label: str, counted: Sequence[Period], required: Used) -> date:
    return c.apply(
        *(name, label, first_day_with, counted, required),
        expression="{0}, poursuivis sans interruption : premier jour où {1} sont accomplis",
        unit="date",
        publish=True,
    )


def first_day_with(counted: Sequence[Period], months: int) -> date:
    """Return the first day on which `months` of service have been done, the last period going on."""
    start, last = counted[0].first, counted[-1]
    longest = add_months(last.first, months)
    going_on = (*counted[:-1], Period(last.first, max(last.last, longest)))

    def served(offset: int) -> int:
        return total_seniority(going_on, add_days(start, offset)).months

    return add_days(start, bisect_left(range((longest - start).days + 1), months, key=served))


def _reaches(duree: Seniority, required: int) -> bool:
    return duree.months >= required


def _remarks(c: Calcul) -> None:
    c.hypothesis(CONVENTION_ANCIENNETE)
    c.hypothesis("Tous ces contrats sont des contrats d'AESH ; temps incomplet et temps partiel comptent en entier.")
    c.caveat("Un contrat d'AED, de CUI ou de PEC n'est pas un exercice comme AESH.")


def _not_yet(c: Calcul) -> Outcome:
    c.todo("Demandez au service qui gère votre contrat ce qu'il prévoit au terme du CDD.")
    return c.result(
        "Au terme de votre CDD, le {terme}, vous aurez exercé {anciennete} : le CDI n'est pas encore possible. Les "
        "{duree_exigee} exigés seraient atteints le {date_duree_atteinte}, si vous continuez sans interruption."
    )


def _timetable(c: Calcul, duree: Seniority, terme: date, nouveau: date, required: Used) -> Outcome:
    always = c.parameter("acces_cdi.duree_obligatoire", on=nouveau)
    obligatory = c.apply(
        *("cdi_obligatoire", "Durée après laquelle seul un CDI est permis par la loi", _reaches, duree, always),
        expression="{0} ≥ {1} ?",
        publish=True,
    )
    c.value("premier_jour_cdi", "Premier jour du CDI, s'il est conclu", nouveau)
    limit = c.shift(
        *("derniere_notification", "Dernier jour pour vous prévenir", terme, c.parameter("prevenance.cdi", on=terme)),
        back=True,
        convention="de date à date, en remontant depuis le terme",
        publish=True,
    )
    if not obligatory and required.integer != always.integer:
        _readings(c)
    c.todo("Sans proposition ni entretien ce jour-là, écrivez à la DSDEN pour demander votre CDI.", by=limit)
    c.say("acces_cdi.timetable")
    return c.result(
        "Au terme de votre CDD, le {terme}, vous aurez exercé {anciennete} : un nouveau contrat peut être un CDI, à "
        "partir du {premier_jour_cdi}. L'administration doit vous prévenir au plus tard le {derniere_notification}."
    )


def _readings(c: Calcul) -> None:
    why = "Le décret ne permet plus de renouveler ce CDD que pour une durée indéterminée."
    c.reading("Décret", "un CDI ou rien", source_id="decret-2014-724#3", kept=True, why=why)
    why = "Écrit encore par un syndicat en décembre 2025 : interrogez la DSDEN si on vous le propose."
    c.reading("Page syndicale", "un CDI ou un nouveau CDD", source_id="snalc-cdi-aesh", why=why)


CALCULATOR = Calculator("Passage du CDD au CDI", "AESH en CDD", AccesCdi, compute, pivot="dernier_jour_cdd")
