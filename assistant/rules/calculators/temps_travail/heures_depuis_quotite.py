"""Hours of service from a quotité: the way back, which does not give the same hours (circulaire 2019-090, § 3.4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Percent
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.quotite import (
    Base,
    DureeSituation,
    autre_base,
    date_du_contrat,
    heures,
    semaines_du_contrat,
    temps_complet,
)

LABEL = "Heures d'accompagnement par semaine"
WHOLE = "complet * quotite / 100"
YEAR = (
    ("annuel", "Heures de service de l'année", WHOLE),
    ("accompagnement", "Dont heures avec les élèves", f"{WHOLE} * classe / semaines"),
    ("connexes", "Dont activités connexes", f"{WHOLE} * (semaines - classe) / semaines"),
)


class HeuresDepuisQuotite(DureeSituation):
    """Quotité of the contract, weeks of service, base."""

    quotite: Percent | None = fact("quotite", help="Un temps complet est à 100 %.")


def compute(s: HeuresDepuisQuotite, c: Calcul) -> Outcome:
    """Return the hours of the year and of the week.

    `annuel`, `accompagnement`, `connexes` and `semaine_heures` are in hours, to the hundredth; `semaine` in minutes.
    """
    on = date_du_contrat(s, c)
    quotite = c.need(s.quotite, "quotite")
    semaines = semaines_du_contrat(s, c, on)
    complet = temps_complet(c, on, s.base)
    _year(c, quotite, complet, semaines, on)
    _week(c, quotite, complet, semaines)
    for base in (s.base or "1607", autre_base(s.base)):
        _reading(c, quotite, semaines, on, base, kept=base == (s.base or "1607"))
    c.say("heures_depuis_quotite.compute")
    return c.result(
        "À {quotite_contrat}, le service est de {annuel}, soit {semaine} d'accompagnement par semaine. L'année se "
        "partage en {accompagnement} avec les élèves et {connexes} d'activités connexes."
    )


def _year(c: Calcul, quotite: Decimal, complet: int, semaines: int, on: date) -> None:
    c.value("quotite_contrat", "Quotité du contrat", Rounding.CENTIEME.apply(quotite), "%")
    classe = c.parameter("quotite.semaines_eleves", on)
    for name, label, text in YEAR:
        c.formula(
            *(name, label, text),
            unit="heures/an",
            rounding=Rounding.CENTIEME,
            publish=True,
            complet=(heures(complet), "heures/an"),
            quotite=(quotite, "%"),
            classe=classe,
            semaines=(semaines, "semaines"),
        )


def _week(c: Calcul, quotite: Decimal, complet: int, semaines: int) -> None:
    exact = Decimal(complet) * quotite / 100 / semaines
    c.formula(
        *("semaine", LABEL, "complet * quotite / 100 / semaines"),
        unit="minutes",
        rounding=Rounding.ENTIER,
        publish=True,
        complet=(complet, "minutes"),
        quotite=(quotite, "%"),
        semaines=(semaines, "semaines"),
    )
    c.value("semaine_heures", f"{LABEL}, en heures décimales", heures(exact), "heures")
    if quotite == int(quotite):
        _way_back(c, Decimal(complet) * (quotite - 1) / 100 / semaines, exact)


def _way_back(c: Calcul, below: Decimal, exact: Decimal) -> None:
    """Publish the weekly durations that the rounding up brings to the same quotité: above `below`, up to `exact`."""
    c.value("semaine_minimum", "Plus petite durée qui donne cette quotité arrondie", int(below) + 1, "minutes")
    c.value("semaine_maximum", "Plus grande durée qui donne cette quotité arrondie", int(exact), "minutes")
    c.hypothesis(
        "En sens inverse, toute durée de {semaine_minimum} à {semaine_maximum} donne cette quotité arrondie."
    )


def _reading(c: Calcul, quotite: Decimal, semaines: int, on: date, base: Base, *, kept: bool) -> None:
    complet = temps_complet(c, on, base)
    week = int(Rounding.ENTIER.apply(Decimal(complet) * quotite / 100 / semaines))
    full = base == "1607"
    c.reading(
        "Année complète" if full else "Heures de fractionnement déduites",
        week,
        "minutes",
        source_id="decret-2000-815#1" if full else "sgen-fractionnement",
        kept=kept,
        why="Durée légale d'un temps complet."
        if full
        else "Certaines académies les déduisent de l'année ; d'autres donnent deux jours de congé à la place.",
    )


CALCULATOR = Calculator(
    "Heures de service d'après la quotité",
    "AESH en CDD ou en CDI",
    HeuresDepuisQuotite,
    compute,
    pivot="date_contrat",
)
