"""What is printed at the top of a pay slip: index and quotité, and what a wrong one is worth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.calculators.remuneration._traitement import Traitement
from assistant.rules.core.formula import Rounding
from assistant.rules.core.steps import Calcul


def wrong_index(c: Calcul, typed: int | None, paie: Traitement, quotite: Decimal, on: date) -> bool:
    """Return whether the index typed is not that of the échelon, and publish `enjeu_indice` (EUR a month)."""
    due = (paie.indice, "points")
    if typed is None or c.check(
        "indice", "L'indice de la fiche est-il celui de l'échelon ?", (typed, "points"), "==", due
    ):
        return False
    c.formula(
        *(
            "enjeu_indice",
            "Effet de l'indice sur le traitement",
            "cent / 100 * (fiche - attendu) / 12 * quotite / 100",
        ),
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        publish=True,
        cent=c.parameter("paie.indice_cent", on),
        fiche=(typed, "points"),
        attendu=due,
        quotite=(quotite, "%"),
    )
    c.caveat(
        f"Indice majoré : {typed} sur la fiche, {paie.indice} attendu, soit un effet de {{enjeu_indice}} sur le "
        "traitement. Règle : grille des AESH du mois (arrêté du 23 août 2021 modifié)."
    )
    return True


def wrong_quotite(c: Calcul, typed: Decimal | None, paie: Traitement, quotite: Decimal, on: date) -> bool:
    """Return whether the quotité typed is not that of the contract, and publish `enjeu_quotite` (EUR a month)."""
    if typed is None or c.check("quotite", "Est-ce la quotité du contrat ?", (typed, "%"), "==", (quotite, "%")):
        return False
    c.formula(
        *("enjeu_quotite", "Effet de la quotité, indemnité de fonctions comprise"),
        "(plein + fonctions / 12) * (fiche - contrat) / 100",
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        publish=True,
        plein=(paie.plein, "EUR/mois"),
        fonctions=c.parameter("paie.indemnite_fonctions", on),
        fiche=(typed, "%"),
        contrat=(quotite, "%"),
    )
    c.say("_entetes.wrong_quotite")
    return True
