"""Days of sickness put into calendar months, and into thirtieths of the monthly pay.

Convention: a day is a thirtieth of the month's pay. A month that is sick from its first to its last day counts thirty
thirtieths: the thirty-first is left out, and in February the last day stands for those that are missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.rules.calculators.sante._jours import Jour
from assistant.rules.core.dates import add_months
from assistant.rules.core.french import MOIS

TRENTIEMES = 30


@dataclass(frozen=True)
class Mois:
    """A month: `premier` is its first day; days and thirtieths by rate; days paid by the CPAM by certificate."""

    premier: date
    jours: Mapping[str, int]
    trentiemes: Mapping[str, int]
    indemnises: Mapping[int, int]

    @property
    def nom(self) -> str:
        """Its name: « mars 2026 »."""
        return nom_du_mois(self.premier)


def nom_du_mois(jour: date) -> str:
    """Return the month of a day in words."""
    return f"{MOIS[jour.month - 1]} {jour.year}"


def de_ce_mois(jour: date) -> str:
    """Return the month of a day after « de »: « de mars 2026 », « d'avril 2026 »."""
    nom = nom_du_mois(jour)
    return f"d'{nom}" if nom[0] in "ao" else f"de {nom}"


def par_mois(jours: Sequence[Jour]) -> tuple[Mois, ...]:
    """Return the months that hold at least one day of sickness, in order."""
    return tuple(
        _mois(premier, list(items)) for premier, items in groupby(jours, key=lambda j: j.jour.replace(day=1))
    )


def _mois(premier: date, jours: list[Jour]) -> Mois:
    return Mois(
        premier=premier,
        jours=Counter(jour.taux for jour in jours),
        trentiemes=_trentiemes(premier, jours),
        indemnises=Counter(jour.certificat for jour in jours if jour.ij),
    )


def _trentiemes(premier: date, jours: list[Jour]) -> Mapping[str, int]:
    compte = Counter(jour.taux for jour in jours)
    if len(jours) == (add_months(premier, 1) - premier).days:
        compte[jours[-1].taux] += TRENTIEMES - len(jours)
    return compte
