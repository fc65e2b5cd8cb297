"""Quotité of a contract from the weekly hours of accompaniment: circulaire 2019-090, § 3.4."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import WeekMinutes
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.quotite import (
    DureeSituation,
    autre_base,
    date_du_contrat,
    semaines_du_contrat,
    temps_complet,
)

YEAR = (
    ("annuel", "Heures de service de l'année", "semaine * semaines"),
    ("accompagnement", "Dont heures avec les élèves", "semaine * classe"),
    ("connexes", "Dont activités connexes, hors présence des élèves", "semaine * (semaines - classe)"),
)
ROUNDINGS = (
    (
        *(Rounding.ENTIER_INFERIEUR, "Fraction abandonnée", "snuipp10-temps"),
        "Des tableaux l'impriment ainsi ; aucun texte ne permet d'abandonner la fraction.",
    ),
    (
        *(Rounding.CENTIEME, "Sans arrondi", "circulaire-2019-090#3.4"),
        "C'est le résultat de la formule de la circulaire, qui ne parle pas d'arrondi.",
    ),
    (
        *(Rounding.ENTIER_SUPERIEUR, "Arrondie à l'entier supérieur", "fsu36-temps"),
        "C'est l'usage : vingt-quatre heures par semaine sont payées à la quotité que citent guides et contrats.",
    ),
)
WHY_OTHER_BASE = "Certaines académies déduisent les heures de fractionnement de l'année, d'autres donnent deux jours."


class QuotiteDepuisHeures(DureeSituation):
    """Weekly hours of accompaniment, weeks of service, base."""

    heures_accompagnement: WeekMinutes | None = fact("heures_accompagnement")


def compute(s: QuotiteDepuisHeures, c: Calcul) -> Outcome:
    """Return `annuel`, `accompagnement`, `connexes` (minutes), `quotite_exacte` and `quotite` (points)."""
    on = date_du_contrat(s, c)
    semaine = c.need(s.heures_accompagnement, "heures_accompagnement")
    semaines = semaines_du_contrat(s, c, on)
    annuel = _year(c, semaine, semaines, on)
    complet = temps_complet(c, on, s.base)
    exacte = _share(c, annuel, complet, "quotite_exacte", Rounding.CENTIEME)
    quotite = _share(c, annuel, complet, "quotite", Rounding.ENTIER_SUPERIEUR)
    _readings(s, c, Decimal(annuel), on)
    c.say("quotite_depuis_heures.compute")
    if exacte > quotite:
        c.caveat("Ces heures dépassent un temps complet : vérifiez-les.")
    c.todo("Comparez {quotite} avec la quotité du contrat ; si elle est plus basse, demandez le détail du calcul.")
    return c.result(
        "Ces heures d'accompagnement font {annuel} par an, activités connexes comprises, soit {quotite_exacte} d'un "
        "temps complet : la quotité arrondie à l'entier supérieur est de {quotite}."
    )


def _year(c: Calcul, semaine: int, semaines: int, on: date) -> int:
    """Record the hours of the year, with pupils and without, and return them in minutes."""
    classe = c.parameter("quotite.semaines_eleves", on)
    for name, label, text in YEAR:
        c.formula(
            *(name, label, text),
            unit="minutes",
            publish=True,
            semaine=(semaine, "minutes"),
            semaines=(semaines, "semaines"),
            classe=classe,
        )
    return semaine * semaines


def _share(c: Calcul, annuel: int, complet: int, name: str, rounding: Rounding) -> Decimal:
    exact = rounding is Rounding.CENTIEME
    return c.formula(
        name,
        "Quotité exacte" if exact else "Quotité arrondie à l'entier supérieur",
        "annuel / complet * 100" if exact else "min(100, annuel / complet * 100)",
        unit="%",
        rounding=rounding,
        sources=["circulaire-2019-090#3.4"] if exact else ["fsu36-temps"],
        publish=True,
        annuel=(annuel, "minutes"),
        complet=(complet, "minutes"),
    )


def _readings(s: QuotiteDepuisHeures, c: Calcul, annuel: Decimal, on: date) -> None:
    """Record how administrations and unions read the same hours."""
    share = annuel / temps_complet(c, on, s.base) * 100
    for rounding, label, source_id, why in ROUNDINGS:
        value = rounding.apply(share if rounding is Rounding.CENTIEME else min(Decimal(100), share))
        c.reading(label, value, "%", source_id=source_id, kept=rounding is Rounding.ENTIER_SUPERIEUR, why=why)
    other = Rounding.ENTIER_SUPERIEUR.apply(
        min(Decimal(100), annuel / temps_complet(c, on, autre_base(s.base)) * 100)
    )
    c.reading("Avec l'autre durée annuelle", other, "%", source_id="fsu60-fractionnement", why=WHY_OTHER_BASE)


CALCULATOR = Calculator(
    "Quotité de travail d'après les heures d'accompagnement",
    "AESH en CDD ou en CDI",
    QuotiteDepuisHeures,
    compute,
    pivot="date_contrat",
)
