"""Backwards notice: the last day on which the letter of resignation may be received, from the last day wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from assistant.rules.core.contracts import Contrat, services
from assistant.rules.core.dates import Seniority, add_days, eve, total_seniority
from assistant.rules.core.french import FrenchValueError, format_date
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.preavis import fin_du_preavis

NoticeEnd = Callable[[date], date]
_STEPS = ("preavis.court", "preavis.moyen", "preavis.long")
_THRESHOLDS = ("preavis.seuil_moyen", "preavis.seuil_long")


def dernier_jour_voulu(c: Calcul, last: date | None, depart: date | None) -> date | None:
    """Return the last day of contract wanted, which is the eve of the first day away; None when neither is known."""
    if last is not None or depart is None:
        return last
    return c.apply(
        *("dernier_jour_voulu", "Dernier jour de contrat voulu", eve, depart),
        expression="veille du {0}, premier jour où vous ne travaillez plus",
        publish=True,
    )


def derniere_reception(c: Calcul, contracts: Sequence[Contrat], last: date) -> date:
    """Return the latest day of reception such that the notice ends on or before `last` (inclusive), and record it.

    The notice follows the seniority at reception, so that a later letter may owe a longer notice: every day is tried
    from `last` back. Raises `FrenchValueError` when the letter would have to come before the services begin.
    """
    lengths = [c.parameter(name, on=last) for name in _STEPS]
    thresholds = [c.parameter(name, on=last) for name in _THRESHOLDS]
    most = c.parameter("preavis.interruption_maximale", on=last)
    begins = min(contract.period.first for contract in contracts)

    def latest(wanted: date) -> date:
        return latest_reception(wanted, begins, lambda received: _end(contracts, received, lengths, thresholds, most))

    return c.apply(
        *("reception_au_plus_tard", "Réception de la lettre, au plus tard le", latest, last),
        expression="dernier jour de réception dont le préavis finit au plus tard le {0}",
        sources=["decret-86-83#46", "decret-86-83#48"],
        publish=True,
    )


def latest_reception(wanted: date, begins: date, end: NoticeEnd) -> date:
    """Return the latest day whose notice, by `end`, ends on or before `wanted`; it never precedes `begins`."""
    received = wanted
    while received >= begins:
        if end(received) <= wanted:
            return received
        received = add_days(received, -1)
    raise FrenchValueError(
        f"Aucun préavis ne peut finir le {format_date(wanted)} : il faudrait une lettre reçue avant le début de vos "
        f"services ({format_date(begins)}). Choisissez un jour plus tardif, ou demandez l'accord de l'administration."
    )


def _end(
    contracts: Sequence[Contrat], received: date, lengths: Sequence[Used], thresholds: Sequence[Used], most: Used
) -> date:
    served: Seniority = total_seniority(services(contracts, until=received, max_gap_months=most.integer), received)
    rank = sum(served.months >= threshold.integer for threshold in thresholds)
    return fin_du_preavis(received, lengths[rank].integer, lengths[rank].unit)
