"""Supplément familial de traitement: CGFP L.712-8 to L.712-11, décret 85-1148 articles 10 to 11 ter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from assistant.rules.calculators.remuneration._faits import (
    SERVICE,
    TraitementSituation,
    mois_de_paie,
    quotite_connue,
)
from assistant.rules.calculators.remuneration._sft import ALONE, indice_retenu, sft_du_mois, sft_plein
from assistant.rules.calculators.remuneration._traitement import indice_majore
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Count, FrBool
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

FULL = Decimal(100)


class SupplementFamilial(TraitementSituation):
    """Children, quotité, kind of hours; échelon or index only matter at the top of the grid."""

    enfants: Count | None = fact("enfants_a_charge", probes=["1"])
    enfants_en_alternance: Count | None = fact("enfants_en_alternance")
    percu_par_autre_parent: FrBool | None = fact("sft_autre_parent")
    temps: Literal["incomplet", "partiel", "complet"] | None = fact("temps_de_travail")
    indice_majore: Count | None = fact("indice_majore")

    @model_validator(mode="after")
    def _alternate_among_children(self) -> Self:
        if self.enfants is not None and (self.enfants_en_alternance or 0) > self.enfants:
            self.refuse("enfants_en_alternance", "il y en a plus que d'enfants à charge ; vérifiez les deux nombres")
        return self


def compute(s: SupplementFamilial, c: Calcul) -> Outcome:
    """Return `sft`, in EUR a month."""
    on = mois_de_paie(s.date_paie, c)
    if s.percu_par_autre_parent:
        c.cite("cgfp#L712-8")
        return c.not_concerned(
            "Un seul droit par enfant : l'autre parent le perçoit déjà. Le couple peut choisir l'autre bénéficiaire, "
            "pour au moins un an, par une déclaration commune."
        )
    enfants = c.need(s.enfants, "enfants")
    if not enfants:
        return c.not_concerned("Le SFT va à l'agent qui a au moins un enfant à charge : il serait dû avec un enfant.")
    _amount(s, c, enfants, on)
    _remarks(s, c, on)
    return c.result("Le supplément familial de traitement (SFT) brut est de {sft}.")


def _amount(s: SupplementFamilial, c: Calcul, enfants: int, on: date) -> None:
    alternes = s.enfants_en_alternance or 0
    if enfants == ALONE:
        one = c.parameter("sft.un_enfant", on)
        c.hypothesis("Pour un seul enfant, le montant est fixe : il ne suit ni l'indice ni la quotité.")
        sft_du_mois(c, one.decimal, FULL, enfants, alternes)
        return
    indice = indice_retenu(c, _indice(s, c, on), on)
    plein = sft_plein(c, enfants, indice, on)
    if s.temps == "partiel":
        sft_du_mois(c, _guaranteed(s, c, plein, enfants, on), FULL, enfants, alternes)
        return
    quotite = FULL if s.temps == "complet" else quotite_connue(s, c, on)
    amount = sft_du_mois(c, plein, quotite, enfants, alternes)
    if quotite < FULL:
        _readings(c, amount, plein)


def _indice(s: SupplementFamilial, c: Calcul, on: date) -> int | None:
    if s.indice_majore is not None:
        return s.indice_majore
    if s.echelon is not None:
        return indice_majore(c, s.echelon, on)
    c.hypothesis("Vous êtes sous l'indice plancher du SFT, comme tous les AESH sauf au dernier échelon.")
    return None


def _guaranteed(s: SupplementFamilial, c: Calcul, plein: Decimal, enfants: int, on: date) -> Decimal:
    """Return the amount of a chosen part time, at least the full-time minimum; no quotité is needed there."""
    c.cite("cgfp#L612-6")
    floor = sft_plein(c, enfants, indice_retenu(c, None, on), on, step="sft_minimum")
    if plein <= floor:
        c.hypothesis(
            "Temps partiel choisi : le SFT ne peut pas être inférieur à celui d'un temps plein à l'indice plancher."
        )
        return floor
    return c.formula(
        *("sft_temps_partiel", "Au moins le minimum d'un temps plein", "max(plein * quotite / 100, minimum)"),
        unit="EUR/mois",
        plein=(plein, "EUR/mois"),
        quotite=(quotite_connue(s, c, on, partiel=True), "%"),
        minimum=(floor, "EUR/mois"),
    )


def _readings(c: Calcul, amount: Decimal, plein: Decimal) -> None:
    c.reading(
        *("Au prorata de la quotité (temps incomplet)", amount, "EUR/mois"),
        source_id="circulaire-1999-08-09",
        kept=True,
        why="La circulaire réduit le SFT d'un temps incomplet comme le traitement, sauf le montant d'un seul enfant.",
    )
    c.reading(
        *("Minimum d'un temps plein, avant arrondi", plein, "EUR/mois"),
        source_id="cgfp#L612-6",
        why="Garanti au temps partiel demandé par l'agent ; un contrat à temps incomplet n'y ouvre pas droit.",
    )


def _remarks(s: SupplementFamilial, c: Calcul, on: date) -> None:
    age = c.parameter("sft.age", on)
    c.cite("cgfp#L712-8", "guide-nice#sft")
    c.hypothesis(f"Enfants de moins de {age.shown}, à charge au sens des prestations familiales.")
    if s.temps is None and s.enfants != ALONE:
        c.hypothesis("Contrat à temps incomplet ou complet, pas à temps partiel.")
    c.caveat("Les tableaux publiés tronquent les centimes : un ou deux centimes d'écart ne sont pas une erreur.")
    if s.enfants_en_alternance:
        c.caveat("Partage par moitié d'après les articles 11 bis et 11 ter, lus dans des résumés : à vérifier.")
    c.todo(
        f"Demandez-le au {SERVICE}, avec le livret de famille et l'attestation de la CAF : il n'est pas automatique."
    )
    c.todo("Après les 16 ans d'un enfant, envoyez chaque année son certificat de scolarité ou son apprentissage.")


CALCULATOR = Calculator(
    "Supplément familial de traitement (SFT)",
    "AESH en CDD ou en CDI ayant un enfant à charge",
    SupplementFamilial,
    compute,
    pivot="date_paie",
)
