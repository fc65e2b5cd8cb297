"""The months of a leave in euros: what the employer owes, what the CPAM pays, what will be taken back and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.rules.calculators.sante._jours import CARENCE, SANS
from assistant.rules.calculators.sante._mois import Mois, de_ce_mois
from assistant.rules.core.dates import add_months, eve
from assistant.rules.core.formula import Rounding
from assistant.rules.core.parameters import lookup
from assistant.rules.core.steps import Calcul

RETENUE = "brut / 30 * (perdus + reduits * (100 - taux) / 100 + demis * (100 - moitie) / 100)"
PARTIEL = "brut / 30 * jours"
MAINTENU = "brut / 30 * (pleins + reduits * taux / 100 + demis * moitie / 100)"


@dataclass(frozen=True)
class Ligne:
    """One month in euros. `paie` is the first day of the earliest month whose pay slip may carry the claw-back."""

    mois: Mois
    retenue: Decimal
    du: Decimal
    ij: Decimal
    precompte: Decimal
    paie: date | None

    def donnees(self) -> dict[str, object]:
        """Return the line as plain data: months as "2026-03", amounts in euros."""
        return {
            "mois": f"{self.mois.premier:%Y-%m}",
            "jours": dict(self.mois.jours),
            "retenue": self.retenue,
            "du_employeur": self.du,
            "ij_brutes": self.ij,
            "precompte": self.precompte,
            "paie_du_precompte": f"{self.paie:%Y-%m}" if self.paie else None,
        }


@dataclass(frozen=True)
class Reprise:
    """How the allowances of a certificate are paid: the amount per day, and whether the employer receives them."""

    ij: Decimal
    subrogation: bool


def lignes(
    c: Calcul, mois: Sequence[Mois], brut: Decimal, reprises: Mapping[int, Reprise], terme: date
) -> tuple[Ligne, ...]:
    """Record and return each month in euros, up to the end of the contract.

    `brut` is the usual gross of a month; `reprises` goes by certificate.
    """
    return tuple(_ligne(c, item, brut, reprises, terme) for item in mois)


def _ligne(c: Calcul, mois: Mois, brut: Decimal, reprises: Mapping[int, Reprise], terme: date) -> Ligne:
    termes = _termes(mois)
    cle = f"{mois.premier:%Y_%m}"
    retenue = c.formula(
        *(f"retenue_{cle}", f"Retenue {de_ce_mois(mois.premier)}", RETENUE),
        unit="EUR",
        rounding=Rounding.CENTIME,
        brut=(brut, "EUR"),
        **{nom: termes[nom] for nom in ("perdus", "reduits", "taux", "demis", "moitie")},
    )
    maintenu = c.formula(
        *(f"maintenu_{cle}", f"Salaire maintenu pour les jours d'arrêt {de_ce_mois(mois.premier)}", MAINTENU),
        unit="EUR",
        rounding=Rounding.CENTIME,
        brut=(brut, "EUR"),
        **{nom: termes[nom] for nom in ("pleins", "reduits", "taux", "demis", "moitie")},
    )
    ij = _indemnites(mois, reprises, maintenu)
    precompte = c.formula(
        *(f"precompte_{cle}", f"Indemnités journalières {de_ce_mois(mois.premier)} à rendre", "min(ij, maintenu)"),
        unit="EUR",
        ij=(ij, "EUR"),
        maintenu=(maintenu, "EUR"),
    )
    du = _du_mois(c, mois.premier, brut, terme) - retenue
    return Ligne(mois, retenue, du, ij, precompte, _paie(mois, precompte))


def _du_mois(c: Calcul, premier: date, brut: Decimal, terme: date) -> Decimal:
    """Return the pay of a full month of work, in thirtieths where the contract ends during the month."""
    if terme >= eve(add_months(premier, 1)):
        return brut
    return c.formula(
        *(f"mois_partiel_{premier:%Y_%m}", f"Salaire {de_ce_mois(premier)} jusqu'à la fin du contrat", PARTIEL),
        unit="EUR",
        rounding=Rounding.CENTIME,
        brut=(brut, "EUR"),
        jours=(terme.day, "jours"),
    )


def _termes(mois: Mois) -> dict[str, Any]:
    """Sort the thirtieths of a month by what they pay."""
    moitie = lookup("cmo.taux_demi", mois.premier).integer
    taux = [int(cle) for cle in mois.trentiemes if cle.isdigit() and int(cle) not in (100, moitie)]
    reduit = taux[0] if taux else 100
    par_taux = mois.trentiemes
    return {
        "perdus": (par_taux.get(CARENCE, 0) + par_taux.get(SANS, 0), "jours"),
        "pleins": (par_taux.get("100", 0), "jours"),
        "reduits": (par_taux.get(str(reduit), 0) if taux else 0, "jours"),
        "taux": (reduit, "%"),
        "demis": (par_taux.get(str(moitie), 0), "jours"),
        "moitie": (moitie, "%"),
    }


def _indemnites(mois: Mois, reprises: Mapping[int, Reprise], maintenu: Decimal) -> Decimal:
    """Return what the agent receives from the CPAM for the month, before it is taken back.

    The employer receives it instead (subrogation) only where the law provides for it and the pay maintained is at
    least as high: nothing then reaches the agent twice.
    """
    total = sum((n * reprises[rang].ij for rang, n in mois.indemnises.items()), Decimal(0))
    subroge = any(reprises[rang].subrogation for rang in mois.indemnises)
    return Decimal(0) if subroge and maintenu >= total else total


def _paie(mois: Mois, precompte: Decimal) -> date | None:
    if not precompte:
        return None
    return add_months(mois.premier, lookup("precompte.decalage", mois.premier).integer)
