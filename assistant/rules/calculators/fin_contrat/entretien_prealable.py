"""Earliest day of the interview before a dismissal: décret 86-83, article 47."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.calendar import Territory, add_jours_ouvrables
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import DelaiSituation, territory_of

OUVRABLES = "du lundi au samedi, jours fériés exclus, le jour de la présentation n'étant pas compté"


class EntretienPrealable(DelaiSituation):
    """The day on which the convocation was presented, and the day of the interview when it is known."""

    date_presentation_convocation: FrDate | None = fact("date_convocation")
    date_entretien: FrDate | None = fact("date_entretien")

    ORDER: ClassVar = (("date_presentation_convocation", "date_entretien"),)


def compute(s: EntretienPrealable, c: Calcul) -> Outcome:
    """Return `dernier_jour_du_delai`, the fifth jour ouvrable, and `au_plus_tot`, the day after it."""
    presented = c.need(s.date_presentation_convocation, "date_presentation_convocation")
    territory = territory_of(s, c)
    delai = c.parameter("entretien_prealable.delai", on=presented)
    c.value("delai", "Délai minimal", delai.shown)
    fifth = c.apply(
        *("dernier_jour_du_delai", "Dernier jour du délai", add_jours_ouvrables, presented, delai, territory),
        expression="{0} + {1}, " + OUVRABLES,
        unit="date",
    )
    c.value("dernier_jour_du_delai", "Dernier jour du délai", fifth, calendar=False)
    earliest = c.apply(
        *("au_plus_tot", "Premier jour possible, lecture prudente", _next_ouvrable, fifth, territory),
        expression="premier jour ouvrable après le {0}",
        unit="date",
        publish=True,
    )
    why = "Le délai entier doit s'être écoulé : un entretien fixé dès ce jour n'est pas contestable."
    c.reading("Le lendemain du délai", earliest, source_id="decret-86-83#47", kept=True, why=why)
    c.reading(
        "Dès le dernier jour du délai", fifth, why="L'article dit « pas moins de » : certains comptent ce jour."
    )
    _compare(s, c, earliest, fifth)
    c.say("entretien_prealable.advise")
    return c.result(
        "L'entretien préalable ne peut pas se tenir moins de {delai} après la présentation de la convocation : au "
        "plus tôt le {au_plus_tot}, si le délai est compté en entier."
    )


def _next_ouvrable(day: date, territory: Territory) -> date:
    return add_jours_ouvrables(day, 1, territory)


def _compare(s: EntretienPrealable, c: Calcul, earliest: date, fifth: date) -> None:
    if s.date_entretien is None:
        return
    if c.check(
        "delai_respecte", "Entretien fixé après le délai entier", s.date_entretien, ">=", earliest, publish=True
    ):
        return
    if s.date_entretien >= fifth:
        c.caveat("L'entretien est fixé le dernier jour du délai : régulier pour les uns, trop tôt pour les autres.")
    else:
        c.caveat(
            "L'entretien est fixé trop tôt dans toutes les lectures : signalez-le par écrit avant de vous y rendre."
        )
    c.todo("Demandez par écrit le report de l'entretien.", by=s.date_entretien)


CALCULATOR = Calculator(
    "Date de l'entretien préalable au licenciement",
    "AESH en CDD ou en CDI",
    EntretienPrealable,
    compute,
    pivot="date_presentation_convocation",
)
