"""Amount of the supplément familial de traitement: décret 85-1148 articles 10 to 11 ter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.core.formula import Rounding
from assistant.rules.core.steps import Calcul

ALONE = 1
FULL = Decimal(100)


def indice_retenu(c: Calcul, indice: int | None, on: date) -> int:
    """Return the index on which the SFT is counted, between its floor and its ceiling; unknown is the floor."""
    floor, ceiling = c.parameter("sft.plancher", on), c.parameter("sft.plafond", on)
    if indice is None:
        return floor.integer
    return int(
        c.formula(
            *("indice_retenu", "Indice retenu, entre plancher et plafond", "max(plancher, min(plafond, indice))"),
            unit="points",
            plancher=floor,
            plafond=ceiling,
            indice=(indice, "points"),
        )
    )


def sft_du(
    c: Calcul, enfants: int, alternes: int, indice: int, quotite: Decimal, on: date, *, publish: bool = True
) -> Decimal:
    """Return what is due for a month for these children: nothing for none, the fixed sum for one."""
    if not enfants:
        return Decimal(0)
    if enfants == ALONE:
        return sft_du_mois(c, c.parameter("sft.un_enfant", on).decimal, FULL, enfants, alternes, publish=publish)
    plein = sft_plein(c, enfants, indice_retenu(c, indice, on), on)
    return sft_du_mois(c, plein, quotite, enfants, alternes, publish=publish)


def sft_plein(c: Calcul, enfants: int, indice: int, on: date, *, step: str = "sft_temps_complet") -> Decimal:
    """Return the full-time amount for two children or more, not rounded."""
    fixe, taux = c.parameter("sft.fixe", on), c.parameter("sft.taux", on)
    rank = min(enfants - ALONE, len(fixe.value)) - 1
    de_plus = enfants - ALONE - 1 - rank
    text = "fixe + taux / 100 * brut"
    if de_plus:
        text = "fixe + plus_fixe * de_plus + (taux + plus * de_plus) / 100 * brut"
    return c.formula(
        *(
            step,
            "SFT à temps complet, avant arrondi",
            text,
        ),
        unit="EUR/mois",
        sources=["decret-85-1148#10-bis"],
        fixe=(fixe.value[rank], "EUR/mois"),
        taux=(taux.value[rank], "%"),
        plus_fixe=c.parameter("sft.fixe_suivant", on),
        plus=c.parameter("sft.taux_suivant", on),
        de_plus=(de_plus, "enfants"),
        brut=(_brut(c, indice, on), "EUR/mois"),
    )


def _brut(c: Calcul, indice: int, on: date) -> Decimal:
    return c.formula(
        *("traitement_sft", "Traitement brut de l'indice retenu, avant arrondi", "cent / 100 * indice / 12"),
        unit="EUR/mois",
        cent=c.parameter("paie.indice_cent", on),
        indice=(indice, "points"),
    )


def sft_du_mois(
    c: Calcul, plein: Decimal, quotite: Decimal, enfants: int, alternes: int, *, publish: bool = True
) -> Decimal:
    """Return the amount of the month: quotité, then the share of alternate residence, rounded once."""
    shared = "" if not alternes else " * (enfants - alternes / 2) / enfants"
    return c.formula(
        *("sft", "Supplément familial de traitement", "plein * quotite / 100" + shared),
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        sources=["decret-85-1148#11-ter"] if alternes else [],
        publish=publish,
        plein=(plein, "EUR/mois"),
        quotite=(quotite, "%"),
        enfants=(enfants, "enfants"),
        alternes=(alternes, "enfants"),
    )
