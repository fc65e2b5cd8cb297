"""Floor and cap of the compensation of a rupture conventionnelle: décret 2019-1596, articles 2 to 4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Self

from pydantic import model_validator

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import CONVENTION_ANCIENNETE, MONTHS_IN_YEAR, Seniority, next_day, total_seniority
from assistant.rules.core.fields import Euros, FrDate, Years
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.money import cents
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.services import ServicesSituation, contrats_connus

PREFIX = "rupture_conventionnelle."


class RuptureConventionnelleIndemnite(ServicesSituation, ContractSituation):
    """The gross pay of the year before, the services in the public service and the last day of the contract."""

    dernier_jour_emploi: FrDate | None = fact("dernier_jour_emploi")
    remuneration_brute_annuelle: Euros | None = fact("salaire_brut_annuel")
    annees_services: Years | None = fact(
        "anciennete_services",
        counts="ans",
        question="Combien d'années complètes de services publics aurez-vous ?",
        label="Années complètes de services publics",
        help="État, collectivités et hôpitaux réunis. Sinon, donnez vos dates ou tous vos contrats publics.",
    )

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_begun("dernier_jour_emploi")
        return self


def compute(s: RuptureConventionnelleIndemnite, c: Calcul) -> Outcome:
    """Return `plancher` and `plafond` (EUR) between which the parties agree, and `annee_reference`."""
    if s.contrat == "cdd":
        c.cite("cgfp#L552-5")
        return c.not_concerned("La rupture conventionnelle n'existe que pour un CDI : en CDD, aucune indemnité.")
    if s.contrat is None:
        c.hypothesis("Vous êtes en CDI.")
    dernier = c.need(s.dernier_jour_emploi, "dernier_jour_emploi")
    annuelle = c.need(s.remuneration_brute_annuelle, "remuneration_brute_annuelle")
    c.value("annee_reference", "Année de la rémunération à prendre", str(dernier.year - 1))
    duree = _services(s, c, next_day(dernier))
    annees = c.value("annees", "Années complètes retenues", duree.years, "ans")
    mois = c.formula(
        *("mensuelle", "Rémunération brute d'un mois", "annuelle / 12"),
        unit="EUR",
        sources=["decret-2019-1596#4"],
        annuelle=(annuelle, "EUR"),
    )
    _floor(c, mois, annees, duree, dernier)
    _cap(c, annuelle, annees, dernier)
    _advise(c, dernier)
    return c.result(
        "Pour {annees} de services, l'indemnité se négocie entre {plancher} au moins et {plafond} au plus, d'après "
        "votre rémunération brute de {annee_reference}."
    )


def _services(s: RuptureConventionnelleIndemnite, c: Calcul, effet: date) -> Seniority:
    """Add up all public services: here a gap or a resignation erases nothing."""
    if s.annees_services is not None:
        return Seniority(s.annees_services * MONTHS_IN_YEAR)
    periods = [contract.period for contract in contrats_connus(s, c)]
    c.hypothesis(CONVENTION_ANCIENNETE)
    return c.apply(
        *("anciennete", "Services publics à la fin du contrat", total_seniority, periods, effet),
        expression="jusqu'à la veille du {1}",
        sources=["decret-2019-1596#4"],
        publish=True,
    )


def _floor(c: Calcul, mois: Decimal, annees: int, duree: Seniority, on: date) -> None:
    bounds, parts = c.parameter(PREFIX + "bornes", on=on), c.parameter(PREFIX + "parts", on=on)
    slices: dict[str, Any] = {}
    for rank, (counted, bound, part) in enumerate(_slices(Decimal(annees), bounds, parts), start=1):
        amount = c.formula(
            *(f"tranche_{rank}", f"Années jusqu'à {bound} ans", "mois * annees * part"),
            unit="EUR",
            sources=bounds.period.sources,
            mois=(mois, "EUR"),
            annees=(counted, "ans"),
            part=part,
        )
        slices[f"tranche_{rank}"] = (amount, "EUR")
    plancher = c.formula(
        *("plancher", "Indemnité minimale", " + ".join(slices) or "0"),
        unit="EUR",
        rounding=Rounding.CENTIME,
        sources=bounds.period.sources,
        publish=True,
        **slices,
    )
    months = duree.months % MONTHS_IN_YEAR
    years = Decimal(duree.months) / MONTHS_IN_YEAR
    other = cents(sum((mois * n * part for n, _, part in _slices(years, bounds, parts)), Decimal(0)))
    if months and other != plancher:
        why = "Le décret compte « par année d'ancienneté » : c'est la lecture la plus prudente."
        c.reading("Années complètes", plancher, "EUR", source_id="decret-2019-1596#2", kept=True, why=why)
        c.reading("Au prorata des mois", other, "EUR", why="Plus favorable : à demander pendant l'entretien.")


def _slices(annees: Decimal, bounds: Used, parts: Used) -> Sequence[tuple[Decimal, int, Decimal]]:
    """Return (years in the slice, its end, part of a month by year) for each slice that is reached."""
    edges = [0, *bounds.value]
    found = (
        (min(annees, high) - low, high, part) for (low, high), part in zip(pairwise(edges), parts.value, strict=True)
    )
    return [item for item in found if item[0] > 0]


def _cap(c: Calcul, annuelle: Decimal, annees: int, on: date) -> None:
    c.formula(
        *("plafond", "Indemnité maximale", "annuelle / diviseur * min(annees, maximum)"),
        unit="EUR",
        rounding=Rounding.CENTIME,
        publish=True,
        annuelle=(annuelle, "EUR"),
        diviseur=c.parameter(PREFIX + "diviseur_plafond", on=on),
        annees=(annees, "ans"),
        maximum=c.parameter(PREFIX + "annees_plafond", on=on),
    )


def _advise(c: Calcul, dernier: date) -> None:
    c.cite("decret-2019-1596#4")
    if next_day(dernier).year != dernier.year:
        c.say("rupture_conventionnelle_indemnite.advise2")
    c.say("rupture_conventionnelle_indemnite.advise")


CALCULATOR = Calculator(
    "Rupture conventionnelle : minimum et maximum de l'indemnité",
    "AESH en CDI",
    RuptureConventionnelleIndemnite,
    compute,
    pivot="dernier_jour_emploi",
)
