"""Hours and quotité: what a full time is, in minutes, and what a share of it comes to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.core.fields import MINUTES_IN_HOUR
from assistant.rules.core.formula import Rounding
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul


def semaines_de_reference(c: Calcul, on: date) -> Used:
    """Return the weeks of service of most contracts: the fewest that the circular allows."""
    return c.parameter("quotite.semaines_minimum", on)


def temps_complet(c: Calcul, on: date, *, fractionnement: bool = False) -> int:
    """Return the minutes of a full-time year; `fractionnement` takes off the hours that some académies deduct."""
    hours = c.parameter("quotite.duree_annuelle", on).integer
    if fractionnement:
        hours -= c.parameter("quotite.fractionnement", on).integer
    return hours * MINUTES_IN_HOUR


def en_minutes(hours: Decimal) -> int:
    """Return a duration given in hours as whole minutes, rounded half-up."""
    return int(Rounding.ENTIER.apply(hours * MINUTES_IN_HOUR))


def en_heures(minutes: int | Decimal) -> Decimal:
    """Return a duration given in minutes as hours, rounded to the hundredth."""
    return Rounding.CENTIEME.apply(Decimal(minutes) / MINUTES_IN_HOUR)
