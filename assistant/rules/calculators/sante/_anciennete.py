"""Months of service on a day: from one start, or from successive contracts that may be added up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.rules.calculators.sante._droits import Anciennete
from assistant.rules.core.contracts import Contrat, services
from assistant.rules.core.dates import Period, Seniority, months_between, total_seniority
from assistant.rules.core.parameters import lookup


def services_au(contrats: Sequence[Contrat], jour: date) -> tuple[Period, ...]:
    """Return the periods of service that count on `jour`.

    No text read sets aside the services that a resignation ended: only the length of the gap matters here.
    """
    gap = lookup("cmo.interruption_maximale", jour).integer
    counted = [contrat.model_copy(update={"fin": "terme"}) for contrat in contrats]
    return services(counted, until=jour, max_gap_months=gap)


def anciennete_au(contrats: Sequence[Contrat], jour: date) -> Seniority:
    """Return the service added up on `jour`, that day not counted as served."""
    return total_seniority(services_au(contrats, jour), jour)


def couvert(contrats: Sequence[Contrat], jour: date) -> bool:
    """Return whether a contract runs on `jour`."""
    return any(jour in contrat.period for contrat in contrats)


def mois_de_services(debut: date | None, contrats: Sequence[Contrat]) -> Anciennete:
    """Return the function that gives the complete months of service on a day."""
    if contrats:
        return lambda jour: anciennete_au(contrats, jour).months
    return lambda jour: months_between(debut, jour) if debut and debut <= jour else 0
