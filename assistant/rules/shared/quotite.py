"""Hours and quotité: facts asked, what a full time is in minutes, and the weeks of service."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.rules.core.fields import MINUTES_IN_HOUR, Count, FrDate
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Stop
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au

Base = Literal["1607", "1593"]
ALLEGED = "1593"


class DureeSituation(AgentSituation):
    """What every conversion rests on: the contract's date, its weeks, the hours of a full-time year."""

    date_contrat: FrDate | None = fact("date_effet_contrat")
    semaines: Count | None = fact("semaines_service")
    base: Base | None = fact("base_annuelle")


def date_du_contrat(s: DureeSituation, c: Calcul) -> date:
    """Return the date that selects the rules."""
    return bareme_au(s.date_contrat, c, "quotite.duree_annuelle", "un autre contrat")


def semaines_de_reference(c: Calcul, on: date) -> Used:
    """Return the weeks of service of most contracts: the fewest that the circular allows."""
    return c.parameter("quotite.semaines_minimum", on)


def semaines_du_contrat(s: DureeSituation, c: Calcul, on: date) -> int:
    """Return the weeks of service of the contract; ends out of field outside what the circular allows."""
    fewest, most = semaines_de_reference(c, on), c.parameter("quotite.semaines_maximum", on)
    if s.semaines is None:
        c.hypothesis(f"Contrat sur {fewest.shown}, le cas le plus courant.")
        return fewest.integer
    if not fewest.integer <= s.semaines <= most.integer:
        raise Stop(
            c.out_of_field(
                f"La circulaire répartit le service sur {fewest.value} à {most.shown} : relisez le contrat.",
                "Si le contrat dit autre chose, demandez au service qui le gère sur quel texte il s'appuie.",
            )
        )
    return s.semaines


def temps_complet(c: Calcul, on: date, base: Base | None = None) -> int:
    """Return the minutes of a full-time year; the smaller base takes off the hours that some académies deduct."""
    hours = c.parameter("quotite.duree_annuelle", on).integer
    if base == ALLEGED:
        hours -= c.parameter("quotite.fractionnement", on).integer
    return hours * MINUTES_IN_HOUR


def heures(minutes: int | Decimal) -> Decimal:
    """Return a duration given in minutes as hours, rounded to the hundredth."""
    return Rounding.CENTIEME.apply(Decimal(minutes) / MINUTES_IN_HOUR)


def autre_base(base: Base | None) -> Base:
    """Return the base that was not chosen."""
    return "1607" if base == ALLEGED else "1593"
