"""Monthly gross of an AESH: grid, point, quotité, indemnité de fonctions, top-up to the minimum wage.

Arrêté of 23/08/2021 (grid), décret 85-1148 article 3 (point), décret 2023-598, décret 91-769.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.calculators.remuneration._faits import (
    SERVICE,
    TraitementSituation,
    mois_de_paie,
    quotite_connue,
)
from assistant.rules.calculators.remuneration._lectures import quotites_voisines
from assistant.rules.calculators.remuneration._traitement import Traitement, mois_complet
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class TraitementBrut(TraitementSituation):
    """Échelon, quotité (or weekly hours) and month."""


def compute(s: TraitementBrut, c: Calcul) -> Outcome:
    """Return `traitement_brut`, `indemnite_fonctions`, `indemnite_differentielle` and `total`, in EUR a month."""
    on = mois_de_paie(s.date_paie, c)
    echelon = c.need(s.echelon, "echelon")
    quotite = quotite_connue(s, c, on)
    paie = mois_complet(c, echelon, quotite, on)
    c.formula(
        *("total", "Total brut du mois", "brut + fonctions + differentielle"),
        unit="EUR/mois",
        publish=True,
        brut=(paie.brut, "EUR/mois"),
        fonctions=(paie.fonctions, "EUR/mois"),
        differentielle=(paie.differentielle, "EUR/mois"),
    )
    if s.quotite is None and s.heures_accompagnement is not None:
        quotites_voisines(c, s.heures_accompagnement, paie.indice, on)
    _remarks(c, echelon, quotite, paie, on)
    return c.result(_sentence(paie))


def _sentence(paie: Traitement) -> str:
    start = "Votre traitement brut est de {traitement_brut}. Avec l'indemnité de fonctions ({indemnite_fonctions})"
    if paie.differentielle:
        start += " et l'indemnité différentielle qui vous amène au SMIC ({indemnite_differentielle})"
    return start + ", le total brut est de {total}, avant cotisations."


def _remarks(c: Calcul, echelon: int, quotite: Decimal, paie: Traitement, on: date) -> None:
    c.hypothesis("Mois entier de service fait, sans arrêt, ni grève, ni autre indemnité (REP, SFT, résidence).")
    c.caveat("Aucune grille plus récente que celle-ci n'a été trouvée ; à vérifier auprès du " + SERVICE + ".")
    c.say("traitement_brut.remarks")
    if paie.differentielle:
        c.caveat("À Mayotte, le SMIC est différent. Un centime d'écart peut venir de l'ordre des arrondis.")
        c.todo(
            "Cherchez la ligne « indemnité différentielle » sur la fiche de paie ; si elle manque, écrivez au "
            + SERVICE
            + "."
        )


CALCULATOR = Calculator(
    "Traitement brut mensuel", "AESH en CDD ou en CDI", TraitementBrut, compute, pivot="date_paie"
)
