"""Situations in which the length of service decides: asked and read in one way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.rules.calculators.sante._anciennete import anciennete_au
from assistant.rules.core.contracts import Contrat, Contrats
from assistant.rules.core.dates import CONVENTION_ANCIENNETE, Seniority
from assistant.rules.core.fields import LATEST, FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.steps import Calcul

HORS_CONTRAT = "votre CDD est déjà fini à cette date ; vérifiez les deux dates"


class SituationAvecServices(AgentSituation):
    """A situation that knows since when the agent serves, from one date or from a list of contracts."""

    date_debut_services: FrDate | None = fact(
        "date_debut_services",
        question="Depuis quelle date êtes-vous agent public sans interruption de plus de quatre mois ?",
        help="Premier jour du premier contrat, dans n'importe quelle administration ; sinon, listez vos contrats.",
        probes=["1er février 2026"],
    )
    contrats: Contrats | None = fact("contrats")
    dernier_jour_cdd: FrDate | None = fact("dernier_jour_cdd")

    def check_contract(self, act: str) -> None:
        """Refuse a date, named by its field, that comes after the end of the contract."""
        day, terme = getattr(self, act), terme_du_contrat(self.contrats or (), self.dernier_jour_cdd)
        if day and day > terme:
            self.refuse(act, HORS_CONTRAT)


def terme_du_contrat(contrats: Sequence[Contrat], dernier_jour_cdd: date | None) -> date:
    """Return the last day of the contract (article 27: no leave goes beyond it), far away when none is known."""
    return min(max((c.period.last for c in contrats), default=LATEST), dernier_jour_cdd or LATEST)


def borner(c: Calcul, terme: date, fin: date, dit: str) -> date:
    """Return `fin`, brought back to the end of the contract when that comes first; `dit` says what stops then."""
    c.cite("decret-86-83#27")
    if fin <= terme:
        return fin
    c.value("terme", "Dernier jour du contrat", terme, calendar=False)
    c.caveat(f"Votre contrat se termine le {{terme}} : {dit}")
    return terme


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
