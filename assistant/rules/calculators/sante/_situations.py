"""Situations in which the length of service decides: asked and read in one way."""

from __future__ import annotations

from datetime import date

from assistant.rules.calculators.sante._anciennete import anciennete_au
from assistant.rules.core.contracts import Contrat, Contrats
from assistant.rules.core.dates import CONVENTION_ANCIENNETE, Seniority
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.steps import Calcul


class SituationAvecServices(AgentSituation):
    """A situation that knows since when the agent serves, from one date or from a list of contracts."""

    date_debut_services: FrDate | None = fact(
        "date_debut_services",
        question="Depuis quelle date êtes-vous agent public sans interruption de plus de quatre mois ?",
        help="Premier jour du premier contrat, dans n'importe quelle administration ; sinon, listez vos contrats.",
        probes=["1er février 2026"],
    )
    contrats: Contrats | None = fact(
        "contrats", example="du 1er septembre 2023 au 31 août 2025 ; depuis le 1er septembre 2025"
    )


def contrats_de(c: Calcul, s: SituationAvecServices) -> tuple[Contrat, ...]:
    """Return the contracts, or one that runs since the first day of service; ask when neither is known."""
    if s.contrats:
        return s.contrats
    return (Contrat(debut=c.need(s.date_debut_services, "date_debut_services"), fin="en_cours"),)


def anciennete(c: Calcul, contrats: tuple[Contrat, ...], jour: date, label: str) -> Seniority:
    """Record and return the service on a day, that day not counted; publish it as `anciennete` and in months."""
    found = c.apply(
        *("anciennete", label, lambda d: anciennete_au(contrats, d), jour),
        expression="jusqu'à la veille du {0}",
        sources=["service-public-f491"],
        publish=True,
    )
    c.value("mois_services", "Mois complets de services", found.months, "mois")
    if len(contrats) > 1:
        c.hypothesis(CONVENTION_ANCIENNETE)
    return found
