"""Services accomplished up to an act: the facts to ask, and their count with its steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from assistant.rules.core.contracts import Contrat, Contrats, services
from assistant.rules.core.dates import (
    CONVENTION_ANCIENNETE,
    Period,
    Seniority,
    exceeds_months,
    gap_between,
    total_seniority,
)
from assistant.rules.core.fields import FrDate, Months
from assistant.rules.core.french import FrenchValueError, format_date
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul


class ServicesSituation(AgentSituation):
    """A situation in which services count: their first day, or the list of contracts when there were gaps."""

    date_debut_services: FrDate | None = fact("date_debut_services")
    contrats: Contrats | None = fact("contrats")

    def check_begun(self, act: str) -> None:
        """Refuse services that begin after the act, named by its field, or contracts that are all over before it."""
        self.check_order("date_debut_services", act)
        day = getattr(self, act)
        if not self.contrats or not day:
            return
        if all(c.period.first > day for c in self.contrats):
            self.refuse("contrats", "aucun contrat n'a commencé à la date donnée ; vérifiez les dates")
        if all(c.period.last < day for c in self.contrats):
            self.refuse("contrats", f"aucun contrat ne va jusqu'au {format_date(day)} ; ajoutez le contrat en cours")


class ServicesAvecConges(ServicesSituation):
    """Services from which some unpaid leave is left out."""

    mois_non_comptes: Months | None = fact("mois_non_comptes", counts="mois", label="Mois de congé non comptés")


def contrats_connus(s: ServicesSituation, c: Calcul) -> Sequence[Contrat]:
    """Return the contracts listed, or one that goes on since the first day of service (asked when unknown)."""
    return s.contrats or (Contrat(debut=c.need(s.date_debut_services, "date_debut_services"), fin="en_cours"),)


def services_accomplis(
    c: Calcul, contracts: Sequence[Contrat], until: date, most: Used, source: str, acte: str
) -> Seniority:
    """Count the services up to `until`, the day of the act (`acte`, in words), which is not counted.

    `most` is the longest gap, in months, that does not break the chain; a longer one or a resignation erases what
    precedes it. `source` is the article on the count. Publishes `anciennete`.
    """
    counted = services(contracts, until=until, max_gap_months=most.integer)
    record_gaps(c, counted, most)
    found = c.apply(
        *("anciennete", f"Services accomplis {acte}", total_seniority, counted, until),
        expression="{0}, jusqu'à la veille du {1}",
        sources=[source],
        publish=True,
    )
    c.hypothesis(CONVENTION_ANCIENNETE)
    return found


def record_gaps(c: Calcul, counted: Sequence[Period], most: Used) -> None:
    """Record each gap between services that count, and the day from which services count."""
    for rank, (earlier, later) in enumerate(pairwise(counted), start=1):
        gap = gap_between(earlier, later)
        c.apply(
            *(f"interruption_{rank}", "L'interruption coupe-t-elle les services ?", exceeds_months, gap, most),
            expression="{0} : plus de {1} ?",
        )
        c.value(f"interruption_{rank}", "Interruption qui ne coupe pas les services", gap, calendar=False)
    if counted:
        c.value("services_depuis", "Services comptés depuis le", counted[0].first, calendar=False)


def sans_conges(c: Calcul, anciennete: Seniority, months: int | None, source: str) -> Seniority:
    """Take off the months of leave that do not count; unchanged when there are none.

    Raises `FrenchValueError` when there are more of them than months of service.
    """
    if not months:
        return anciennete
    return c.apply(
        *("anciennete_retenue", "Services sans les congés qui ne comptent pas", _less, anciennete, (months, "mois")),
        expression="{0} − {1}",
        sources=[source],
        publish=True,
    )


def _less(anciennete: Seniority, months: int) -> Seniority:
    if months > anciennete.months:
        raise FrenchValueError(
            "Les mois de congé non comptés dépassent la durée des services : vérifiez ces deux informations."
        )
    return Seniority(anciennete.months - months, anciennete.days)
