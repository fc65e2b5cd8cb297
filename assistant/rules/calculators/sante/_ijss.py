"""Daily allowances of the social security: ceiling, base and amount (code de la sécurité sociale, R. 323-4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from assistant.rules.core.dates import eve
from assistant.rules.core.formula import Rounding
from assistant.rules.core.parameters import lookup
from assistant.rules.core.steps import Calcul

BASE = "(min(premier, plafond) + min(deuxieme, plafond) + min(troisieme, plafond)) / diviseur"


class Indemnite(NamedTuple):
    """Amounts per day, in euros: the base and the gross allowance, each rounded to the cent."""

    sjb: Decimal
    brute: Decimal


def jour_du_smic(premier_jour: date) -> date:
    """Return the last day of the month before the stop: the minimum wage of that day sets the ceiling."""
    return eve(premier_jour.replace(day=1))


def plafond_du(premier_jour: date) -> Decimal:
    """Return the monthly ceiling for a stop begun on `premier_jour`, unrounded and unrecorded."""
    fois = lookup("ijss.plafond", premier_jour)
    return lookup("paie.smic", jour_du_smic(premier_jour)).decimal * fois.decimal


def plafond_mensuel(c: Calcul, premier_jour: date, *, suffixe: str = "", publish: bool = False) -> Decimal:
    """Record and return the monthly ceiling of the pay that counts, in euros rounded to the cent.

    The minimum wage is that of a past day: what it becomes later changes nothing, so it is cited but not followed.
    """
    smic = lookup("paie.smic", jour_du_smic(premier_jour))
    c.cite(*smic.period.sources)
    return c.formula(
        *(f"plafond_mensuel{suffixe}", "Salaire mensuel retenu au plus", "smic * fois"),
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        publish=publish,
        smic=smic,
        fois=c.parameter("ijss.plafond", on=premier_jour),
    )


def indemnite(
    c: Calcul, bruts: Sequence[Decimal], premier_jour: date, *, suffixe: str = "", publish: bool = False
) -> Indemnite:
    """Record and return the allowance for three monthly gross pays (EUR), for a stop begun on `premier_jour`.

    The allowance is computed from the unrounded base, and rounded half-up to the cent.
    """
    mois = dict(zip(("premier", "deuxieme", "troisieme"), ((brut, "EUR") for brut in bruts), strict=True))
    termes: dict[str, Any] = {
        **mois,
        "plafond": (plafond_mensuel(c, premier_jour, suffixe=suffixe, publish=publish), "EUR"),
    }
    diviseur = c.parameter("ijss.diviseur", on=premier_jour)
    sjb = c.formula(
        *(f"sjb{suffixe}", "Salaire journalier de base", BASE),
        unit="EUR/jour",
        rounding=Rounding.CENTIME,
        publish=publish,
        **termes,
        diviseur=diviseur,
    )
    brute = c.formula(
        *(f"ij_brute{suffixe}", "Indemnité journalière brute", f"({BASE}) * taux / 100"),
        unit="EUR/jour",
        rounding=Rounding.CENTIME,
        publish=publish,
        **termes,
        diviseur=diviseur,
        taux=c.parameter("ijss.taux", on=premier_jour),
    )
    return Indemnite(sjb, brute)
