"""Years that count for severance: décret 86-83, articles 54 (fraction, limit of a CDD) and 55 (services)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.rules.core.contracts import Contrat, services
from assistant.rules.core.dates import MONTHS_IN_YEAR, Seniority, months_between, next_day, seniority_between
from assistant.rules.core.dates import total_seniority as without_gaps
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.services import record_gaps, sans_conges

SOURCE = "decret-86-83#55"


def services_pour_indemnite(c: Calcul, contracts: Sequence[Contrat], effet: date, conges: int | None) -> Seniority:
    """Return the length of service on `effet`, the first day without a job, leave that does not count taken off.

    It runs from the first contract, short gaps included, as article 55 says; the other reading is recorded.
    """
    most = c.parameter("indemnite_licenciement.interruption_maximale", on=effet)
    counted = services(contracts, until=effet, max_gap_months=most.integer)
    record_gaps(c, counted, most)
    found = Seniority(0)
    if counted:
        found = c.apply(
            *("anciennete", "Ancienneté à la date d'effet", seniority_between, counted[0].first, effet),
            expression="du {0} à la veille du {1}",
            sources=[SOURCE],
            publish=True,
        )
    if (other := without_gaps(counted, effet)) != found:
        c.reading(
            *("Depuis le premier contrat, interruptions courtes comprises", found),
            source_id=SOURCE,
            kept=True,
            why="L'article fixe la date initiale au premier contrat.",
        )
        c.reading("Sans les jours d'interruption", other, why="Entre deux contrats, aucun service n'est accompli.")
    return sans_conges(c, found, conges, SOURCE)


def mois_retenus(c: Calcul, anciennete: Seniority, mois_partiel: int, quotite: Decimal) -> Decimal:
    """Return the months of service, those worked on a chosen temps partiel counted for their quotité."""
    if not mois_partiel:
        return Decimal(anciennete.months)
    c.cite(SOURCE)
    return c.formula(
        *("mois_retenus", "Mois de services, le temps partiel compté selon sa quotité"),
        "mois - partiel + partiel * quotite / 100",
        unit="mois",
        sources=[SOURCE],
        publish=True,
        mois=(anciennete.months, "mois"),
        partiel=(min(mois_partiel, anciennete.months), "mois"),
        quotite=(quotite, "%"),
    )


def annees_comptees(c: Calcul, mois: Decimal, on: date) -> int:
    """Return whole years; a rest that reaches the threshold counts for one more, a shorter one for nothing."""
    threshold = c.parameter("indemnite_licenciement.seuil_fraction", on=on)
    return c.apply(
        *("annees_avant_limite", "Années de services, la fraction comptée ou négligée", _round_years),
        *((mois, "mois"), threshold),
        expression="{0}, un reste d'au moins {1} comptant pour un an",
        unit="ans",
        publish=True,
    )


def _round_years(mois: Decimal, threshold: int) -> int:
    years, rest = divmod(mois, MONTHS_IN_YEAR)
    return int(years) + (1 if rest >= threshold else 0)


def limite_du_cdd(c: Calcul, annees: int, effet: date, terme: date) -> int:
    """Return the years, not more than the months that were left from `effet` to the term of the CDD (included)."""
    restants = c.apply(
        *("mois_restants", "Mois entiers qui restaient jusqu'au terme", months_between, effet, next_day(terme)),
        expression="du {0} à la veille du {1}",
        unit="mois",
        sources=["decret-86-83#54"],
        publish=True,
    )
    left = seniority_between(effet, next_day(terme))
    if left.days and restants < annees:
        c.reading("Mois entiers seulement", restants, "mois", source_id="decret-86-83#54", kept=True, why=ENTIERS)
        c.reading(
            "Mois commencé compté", restants + 1, "mois", why="L'article ne dit pas si le mois doit être entier."
        )
    return c.apply(
        *("limite", "Années limitées au nombre de mois restants", _at_most, annees, restants),
        expression="le plus petit de {0} et {1}",
        unit="ans",
    )


def _at_most(annees: int, restants: int) -> int:
    return min(annees, restants)


ENTIERS = "C'est la lecture la plus prudente : ne comptez pas sur davantage."
