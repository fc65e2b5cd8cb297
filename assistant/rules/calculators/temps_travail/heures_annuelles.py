"""The year of a contract, 36 weeks with pupils and the others: circulaire 2019-090, § 3.4.

Two bases are in use: the weekly hours times the weeks, or the rounded quotité of a full-time year. Each is coherent;
taking the total of one and the parts of the other is not, and the guide of the académie de Nice does it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import MINUTES_IN_HOUR, Minutes, WeekMinutes
from assistant.rules.core.formula import Rounding
from assistant.rules.core.french import format_hours
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.quotite import (
    DureeSituation,
    date_du_contrat,
    semaines_du_contrat,
    temps_complet,
)


class HeuresAnnuelles(DureeSituation):
    """Weekly hours of accompaniment, and the hours that the contract writes."""

    heures_accompagnement: WeekMinutes | None = fact("heures_accompagnement")
    heures_contrat: Minutes | None = fact("heures_annuelles")


def compute(s: HeuresAnnuelles, c: Calcul) -> Outcome:
    """Return the year counted from the hours (minutes), and from the rounded quotité (whole hours)."""
    on = date_du_contrat(s, c)
    semaine = c.need(s.heures_accompagnement, "heures_accompagnement")
    semaines = semaines_du_contrat(s, c, on)
    annuel, classe = _from_hours(c, semaine, semaines, on)
    other, other_classe = _from_quotite(s, c, annuel, semaines, on)
    _readings(c, annuel, classe, other, other_classe)
    if s.heures_contrat is not None:
        _contract(c, s.heures_contrat, annuel, other)
    c.say("heures_annuelles.compute")
    return c.result(
        "Sur l'année, vous devez {annuel} : {accompagnement} avec les élèves et {connexes} d'activités connexes. "
        "C'est le compte tiré de vos heures ; tiré de la quotité arrondie ({quotite}), il serait de {annuel_quotite}."
    )


def _from_hours(c: Calcul, semaine: int, semaines: int, on: date) -> tuple[int, int]:
    classe = c.parameter("quotite.semaines_eleves", on)
    for name, label, text in (
        ("annuel", "Heures de l'année, tirées des heures par semaine", "semaine * semaines"),
        ("accompagnement", "Heures avec les élèves", "semaine * classe"),
        ("connexes", "Heures d'activités connexes", "semaine * (semaines - classe)"),
    ):
        c.formula(
            *(name, label, text),
            unit="minutes",
            sources=["circulaire-2019-090#3.4"],
            publish=True,
            semaine=(semaine, "minutes"),
            semaines=(semaines, "semaines"),
            classe=classe,
        )
    return semaine * semaines, semaine * classe.integer


def _from_quotite(s: HeuresAnnuelles, c: Calcul, annuel: int, semaines: int, on: date) -> tuple[int, int]:
    complet = temps_complet(c, on, s.base)
    quotite = c.formula(
        *("quotite", "Quotité arrondie à l'entier supérieur", "min(100, annuel / complet * 100)"),
        unit="%",
        rounding=Rounding.ENTIER_SUPERIEUR,
        sources=["fsu36-temps"],
        publish=True,
        annuel=(annuel, "minutes"),
        complet=(complet, "minutes"),
    )
    total = _whole_hours(c, "annuel_quotite", "complet * quotite / 100", complet, quotite, semaines, on)
    part = _whole_hours(
        c, "accompagnement_quotite", "complet * quotite / 100 * classe / semaines", complet, quotite, semaines, on
    )
    c.value("connexes_quotite", "Heures d'activités connexes, d'après la quotité", total - part, "heures")
    return total, part


def _whole_hours(c: Calcul, name: str, text: str, complet: int, quotite: Decimal, semaines: int, on: date) -> int:
    label = "Heures de l'année" if name == "annuel_quotite" else "Heures avec les élèves"
    return int(
        c.formula(
            *(name, f"{label}, d'après la quotité arrondie", text),
            unit="heures",
            rounding=Rounding.ENTIER,
            publish=True,
            complet=(Decimal(complet) / MINUTES_IN_HOUR, "heures/an"),
            quotite=(quotite, "%"),
            classe=c.parameter("quotite.semaines_eleves", on),
            semaines=(semaines, "semaines"),
        )
    )


def _readings(c: Calcul, annuel: int, classe: int, other: int, other_classe: int) -> None:
    """Tell the two coherent sets, and the mix of the guide."""
    hours = f"{format_hours(annuel)} = {format_hours(classe)} + {format_hours(annuel - classe)}"
    rounded = f"{other} h = {other_classe} h + {other - other_classe} h"
    c.value("bases_identiques", "Les deux comptes donnent-ils le même total ?", annuel == other * MINUTES_IN_HOUR)
    c.reading(
        "D'après les heures par semaine", hours, source_id="circulaire-2019-090#3.4", kept=True,
        why="La circulaire part des heures d'accompagnement ; c'est aussi la clause de contrat que cite le guide.",
    )  # fmt: skip
    c.reading(
        "D'après la quotité arrondie", rounded, source_id="guide-nice#temps-de-travail",
        why="Se tient aussi, mais seulement si le contrat écrit ce total.",
    )  # fmt: skip
    if annuel != other * MINUTES_IN_HOUR:
        c.reading(
            "Total de l'un, parts de l'autre", f"{format_hours(annuel)}, mais {other - other_classe} h connexes",
            source_id="guide-nice#temps-de-travail",
            why="Le guide de Nice fait ce mélange dans son exemple : les deux comptes ne s'additionnent pas.",
        )  # fmt: skip


def _contract(c: Calcul, contrat: int, annuel: int, other: int) -> None:
    """Say which count the contract follows; the quotité gives hours that the contract may write with minutes."""
    c.value("heures_contrat", "Heures écrites au contrat", contrat, "minutes")
    if contrat == annuel:
        c.value("base_du_contrat", "Le contrat suit", "les heures par semaine")
    elif abs(contrat - other * MINUTES_IN_HOUR) < MINUTES_IN_HOUR:
        c.value("base_du_contrat", "Le contrat suit", "la quotité arrondie")
        c.caveat("Le contrat suit la quotité arrondie : ses heures connexes sont alors {connexes_quotite}.")
    else:
        c.value("base_du_contrat", "Le contrat suit", "un autre compte")
        c.todo(
            "Le contrat écrit {heures_contrat}, qu'aucun des deux comptes ne donne : demandez le détail du calcul."
        )


CALCULATOR = Calculator(
    "Heures de service de l'année", "AESH en CDD ou en CDI", HeuresAnnuelles, compute, pivot="date_contrat"
)
