"""What a month is worth at a date: index, gross, allowance, top-up to the minimum wage.

Décret 85-1148 article 3 (value of index 100), arrêté of 23/08/2021 (grid), décret 2023-598 (indemnité de fonctions),
décret 91-769 (indemnité différentielle). Amounts in euros per month; quotités in points (62 means 62 %).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.rules.core.formula import Rounding
from assistant.rules.core.steps import Calcul


@dataclass(frozen=True)
class Traitement:
    """A month of pay: each line is rounded to the cent on its own."""

    indice: int
    plein: Decimal
    brut: Decimal
    fonctions: Decimal
    differentielle: Decimal

    @property
    def total(self) -> Decimal:
        """Gross, indemnité de fonctions and top-up together."""
        return self.brut + self.fonctions + self.differentielle


def _rank(grille: Sequence[int], echelon: int) -> int:
    return grille[echelon - 1]


def indice_majore(c: Calcul, echelon: int, on: date, *, suffix: str = "", publish: bool = True) -> int:
    """Return the indice majoré of an échelon (1 to 11) in the grid in force on `on`.

    `suffix` ("_nouveau") tells apart the steps of two months compared, here and below.
    """
    grille = c.parameter("paie.grille", on)
    return c.apply(
        *(f"indice_majore{suffix}", "Indice majoré de l'échelon" + _words(suffix), _rank, grille, echelon),
        expression="grille des AESH, échelon {1}",
        unit="points",
        publish=publish,
    )


def _words(suffix: str) -> str:
    return suffix and f" ({suffix.strip('_')})"


def traitement_plein(c: Calcul, indice: int, on: date, *, suffix: str = "", publish: bool = True) -> Decimal:
    """Return the monthly gross of an index at full time, rounded to the cent."""
    return c.formula(
        *(
            f"traitement_plein{suffix}",
            "Traitement brut à temps complet" + _words(suffix),
            "cent / 100 * indice / 12",
        ),
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        publish=publish,
        cent=c.parameter("paie.indice_cent", on),
        indice=(indice, "points"),
    )


def traitement_brut(
    c: Calcul, indice: int, quotite: Decimal, on: date, *, suffix: str = "", publish: bool = True
) -> Decimal:
    """Return the monthly gross of an index at a quotité, rounded once, to the cent."""
    return c.formula(
        *(f"traitement_brut{suffix}", "Traitement brut" + _words(suffix), "cent / 100 * indice / 12 * quotite / 100"),
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        publish=publish,
        cent=c.parameter("paie.indice_cent", on),
        indice=(indice, "points"),
        quotite=(quotite, "%"),
    )


def indemnite_fonctions(c: Calcul, quotite: Decimal, on: date, *, publish: bool = True) -> Decimal:
    """Return the monthly indemnité de fonctions at a quotité."""
    return c.formula(
        *("indemnite_fonctions", "Indemnité de fonctions", "montant / 12 * quotite / 100"),
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        publish=publish,
        montant=c.parameter("paie.indemnite_fonctions", on),
        quotite=(quotite, "%"),
    )


def indemnite_differentielle(
    c: Calcul, plein: Decimal, quotite: Decimal, on: date, *, suffix: str = "", publish: bool = True
) -> Decimal:
    """Return the monthly top-up: minimum wage less full-time gross (0 if negative), at the quotité."""
    smic = c.parameter("paie.smic", on)
    if publish and not suffix:
        c.value("smic_mensuel", smic.parameter.label, smic.decimal, smic.unit)
    return c.formula(
        *(
            f"indemnite_differentielle{suffix}",
            "Indemnité différentielle (SMIC)" + _words(suffix),
            "max(0, smic - plein) * quotite / 100",
        ),
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        sources=["decret-91-769"],
        publish=publish,
        smic=smic,
        plein=(plein, "EUR/mois"),
        quotite=(quotite, "%"),
    )


def mois_complet(c: Calcul, echelon: int, quotite: Decimal, on: date, *, publish: bool = True) -> Traitement:
    """Return every line of a month of full service, each recorded as a step (and published unless told)."""
    indice = indice_majore(c, echelon, on, publish=publish)
    plein = traitement_plein(c, indice, on, publish=publish)
    return Traitement(
        indice=indice,
        plein=plein,
        brut=traitement_brut(c, indice, quotite, on, publish=publish),
        fonctions=indemnite_fonctions(c, quotite, on, publish=publish),
        differentielle=indemnite_differentielle(c, plein, quotite, on, publish=publish),
    )
