"""Forfait mobilités durables: décret 2020-543, arrêté of 9 May 2020 modified on 13 December 2022."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import Period, eve
from assistant.rules.core.fields import LATEST, Count, FrBool, FrDate, Percent
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au

FULL = Decimal(100)


class ForfaitMobilites(AgentSituation):
    """The days of bicycle or car sharing in a civil year, and the quotité."""

    date_trajets: FrDate | None = fact(
        "mois_concerne",
        question="De quelle année civile s'agit-il (indiquez un jour de cette année) ?",
        label="Année des trajets",
        help="",
    )
    jours: Count | None = fact("jours_trajet", probes=["10", "200"])
    quotite: Percent | None = fact("quotite", help="Les seuils de jours baissent avec elle.")
    moyen: Literal["velo", "covoiturage", "engin", "autopartage", "autre"] | None = fact("moyen_transport")
    annee_complete: FrBool | None = fact("annee_complete")

    @model_validator(mode="after")
    def _days_of_a_year(self) -> Self:
        year = (self.date_trajets or LATEST).year
        if (self.jours or 0) > Period(date(year, 1, 1), eve(date(year + 1, 1, 1))).days:
            self.refuse("jours", "c'est plus qu'une année ; comptez les jours de l'année civile")
        return self


def compute(s: ForfaitMobilites, c: Calcul) -> Outcome:
    """Return `forfait` (EUR a year) and the threshold of each tier at the quotité."""
    on = bareme_au(s.date_trajets, c, "fmd.seuils", "une autre année")
    c.cite("decret-2020-543", "guide-nice#mobilites")
    if s.moyen == "autre":
        return c.not_concerned(
            "Le forfait vise le vélo, le covoiturage, les engins personnels non thermiques et l'autopartage. Un "
            "abonnement de transport se rembourse autrement."
        )
    jours = c.need(s.jours, "jours")
    seuils, montants = c.parameter("fmd.seuils", on), c.parameter("fmd.montants", on)
    quotite = FULL if jours >= seuils.value[-1] else c.need(s.quotite, "quotite")
    adjusted = _thresholds(c, seuils.value, quotite)
    forfait = _tier(adjusted, montants.value, jours)
    c.value("jours", "Jours de déplacement", jours, "jours")
    c.value("forfait", "Forfait mobilités durables", forfait, "EUR/an")
    if quotite < FULL:
        _readings(c, seuils.value, adjusted, montants.value, jours)
    _remarks(s, c, on)
    return c.result(_sentence(c, jours, adjusted))


def _thresholds(c: Calcul, seuils: Sequence[int], quotite: Decimal) -> list[Decimal]:
    return [
        c.formula(
            *(f"seuil_{rank}", f"Seuil du palier {rank}, à votre quotité", "seuil * quotite / 100"),
            unit="jours",
            sources=["decret-2020-543"],
            publish=True,
            seuil=(seuil, "jours"),
            # Without trailing zeros, so that equal quotités give equal thresholds to the last digit.
            quotite=(quotite.normalize(), "%"),
        )
        for rank, seuil in enumerate(seuils, start=1)
    ]


def _tier(seuils: Sequence[Decimal | int], montants: Sequence[int], jours: int) -> int:
    """Return the amount of the highest tier reached, 0 below the first."""
    return max((amount for seuil, amount in zip(seuils, montants, strict=True) if jours >= seuil), default=0)


def _sentence(c: Calcul, jours: int, seuils: Sequence[Decimal]) -> str:
    missing = [seuil for seuil in seuils if jours < seuil]
    start = "Avec {jours} de déplacement, le forfait mobilités durables est de {forfait}."
    if not missing:
        return start + " C'est le palier le plus haut."
    more = int(Rounding.ENTIER_SUPERIEUR.apply(missing[0] - jours))
    c.value("jours_manquants", "Jours qui manquent pour le palier suivant", more, "jours")
    return start + " Il manque {jours_manquants} pour le palier suivant."


def _readings(
    c: Calcul, full: Sequence[int], adjusted: Sequence[Decimal], montants: Sequence[int], jours: int
) -> None:
    """Tell what other roundings of the thresholds give: the texts read do not say."""
    below = [Rounding.ENTIER_INFERIEUR.apply(seuil) for seuil in adjusted]
    for label, seuils, kept, why in (
        (
            "Seuils exacts à la quotité",
            adjusted,
            True,
            "Le décret module les seuils selon la quotité, sans arrondi écrit.",
        ),
        ("Seuils arrondis à l'entier inférieur", below, False, "Arrondi favorable que votre service peut appliquer."),
        ("Seuils d'un temps complet", full, False, "Ce que donnerait un service qui oublie de moduler."),
    ):
        source_id = "arrete-fmd#2" if seuils is full else "decret-2020-543"
        c.reading(label, _tier(seuils, montants, jours), "EUR/an", source_id=source_id, kept=kept, why=why)


def _remarks(s: ForfaitMobilites, c: Calcul, on: date) -> None:
    if s.annee_complete is None:
        c.hypothesis("Vous avez été en activité toute l'année civile.")
    if s.annee_complete is False:
        c.caveat(
            "Arrivée, départ ou congé en cours d'année : seuils et montant suivent le temps de présence, à vérifier."
        )
    c.caveat("Le guide de l'académie de Nice annonce un forfait unique : l'arrêté prévoit trois paliers.")
    c.caveat("Il se cumule avec le remboursement d'un abonnement de transport.")
    c.todo(
        "Déposez la déclaration sur l'honneur (Colibris dans l'académie de Nice), avec les preuves de covoiturage.",
        by=eve(date(on.year + 1, 1, 1)),
    )


CALCULATOR = Calculator(
    "Forfait mobilités durables", "AESH en CDD ou en CDI", ForfaitMobilites, compute, pivot="date_trajets"
)
