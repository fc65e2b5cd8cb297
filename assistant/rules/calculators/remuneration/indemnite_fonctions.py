"""Indemnité de fonctions of every AESH: décret 2023-598, arrêté of 13/07/2023."""

from __future__ import annotations

from assistant.rules.calculators.remuneration import _traitement
from assistant.rules.calculators.remuneration._faits import SERVICE, QuotiteSituation, mois_de_paie, quotite_connue
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.formula import Rounding
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class IndemniteFonctions(QuotiteSituation):
    """Quotité (or weekly hours) and month."""


def compute(s: IndemniteFonctions, c: Calcul) -> Outcome:
    """Return `indemnite_fonctions` (EUR a month) and `annuelle` (EUR a year), pro rata of the quotité."""
    on = mois_de_paie(s.date_paie, c)
    montant = c.parameter("paie.indemnite_fonctions", on)
    if not montant.exists:
        return c.not_concerned(
            "L'indemnité de fonctions des AESH n'existait pas encore ce mois-là : elle a été créée à la rentrée 2023."
        )
    quotite = quotite_connue(s, c, on)
    _traitement.indemnite_fonctions(c, quotite, on)
    c.formula(
        *("annuelle", "Indemnité de fonctions sur l'année", "montant * quotite / 100"),
        unit="EUR/an",
        rounding=Rounding.CENTIME,
        publish=True,
        montant=montant,
        quotite=(quotite, "%"),
    )
    c.cite("guide-nice#remuneration")
    c.hypothesis("Mois entier de service fait : l'indemnité tient à l'exercice effectif des fonctions.")
    c.caveat(f"Son sort pendant un long arrêt n'a pas été vérifié : interrogez le {SERVICE}.")
    return c.result(
        "L'indemnité de fonctions brute est de {indemnite_fonctions}, soit {annuelle} : elle suit la quotité et "
        "s'ajoute au traitement."
    )


CALCULATOR = Calculator(
    "Indemnité de fonctions des AESH", "AESH en CDD ou en CDI", IndemniteFonctions, compute, pivot="date_paie"
)
