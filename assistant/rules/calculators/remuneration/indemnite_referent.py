"""Allowance of the AESH référents: décret 2020-1287 and the arrêtés that fix its amount. Low confidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.calculators.remuneration._faits import SERVICE, QuotiteSituation, mois_de_paie
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul


class IndemniteReferent(QuotiteSituation):
    """The letter of mission, the month, and the quotité (for the reading pro rata)."""

    lettre_de_mission: FrBool | None = fact("lettre_de_mission")


def compute(s: IndemniteReferent, c: Calcul) -> Outcome:
    """Return `annuelle` and `mensuelle`, undivided by the quotité: the texts read do not say that it is."""
    on = mois_de_paie(s.date_paie, c)
    montant = c.parameter("paie.indemnite_referent", on)
    if s.lettre_de_mission is False:
        return c.not_concerned(
            "Cette indemnité ne va qu'aux AESH qui ont une lettre de mission de référent ; elle serait due avec elle."
        )
    if s.lettre_de_mission is None:
        c.hypothesis("Vous avez une lettre de mission d'AESH référent.")
    c.value("annuelle", "Indemnité de référent sur l'année", montant.decimal, "EUR/an")
    c.formula(
        *("mensuelle", "Indemnité de référent", "montant / 12"),
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        publish=True,
        montant=montant,
    )
    _readings(s, c, montant, on)
    c.caveat(f"L'arrêté n'a pas été lu : le montant vient de pages syndicales ; à vérifier auprès du {SERVICE}.")
    c.caveat("Aucune source lue ne dit si cette indemnité suit la quotité de travail ; demandez-le au même service.")
    return c.result(
        "L'indemnité brute d'AESH référent serait de {mensuelle}, soit {annuelle}, en plus de l'indemnité de "
        "fonctions : montant à vérifier."
    )


def _readings(s: IndemniteReferent, c: Calcul, montant: Used, on: date) -> None:
    c.reading(
        *("Montant fixe par an", montant.decimal, "EUR/an"),
        source_id="snes-aesh-2023",
        kept=True,
        why="Plusieurs pages syndicales disent cette prime relevée de 10 % en 2023, comme le ministère l'annonçait.",
    )
    if s.quotite is not None:
        prorata = Rounding.CENTIME.apply(montant.decimal * s.quotite / 100)
        c.reading(
            *("Au prorata de la quotité", prorata, "EUR/an"),
            why="Les autres indemnités des AESH suivent la quotité ; pour celle-ci, rien ne le dit.",
        )
    _union_reading(c, on)


def _union_reading(c: Calcul, on: date) -> None:
    """Record the reading of one union: ten per cent on top of the indemnité de fonctions."""
    fonctions = c.parameter("paie.indemnite_fonctions", on)
    if fonctions.exists:
        more = c.parameter("paie.referent_majoration_lue", on).decimal
        amount: Decimal = Rounding.CENTIME.apply(fonctions.decimal * more / 100)
        c.reading(
            *("Majoration de l'indemnité de fonctions", amount, "EUR/an"),
            source_id="sgen-grille-aesh",
            why="Une page applique les 10 % à l'indemnité de fonctions ; l'annonce visait la prime des référents.",
        )


CALCULATOR = Calculator(
    "Indemnité des AESH référents", "AESH référents, en CDD ou en CDI", IndemniteReferent, compute, pivot="date_paie"
)
