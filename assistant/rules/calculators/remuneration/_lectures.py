"""What a doubt is worth in euros: the gross at the quotités to which the same weekly hours may lead."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.core.formula import Rounding
from assistant.rules.core.french import format_percent
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.quotite import semaines_de_reference, temps_complet

WAYS = (
    (
        Rounding.ENTIER_INFERIEUR,
        "fraction abandonnée",
        "snuipp10-temps",
        "Aucun texte ne permet d'abandonner la fraction.",
    ),
    (
        Rounding.CENTIEME,
        "quotité exacte",
        "circulaire-2019-090#3.4",
        "Résultat de la formule de la circulaire, qui ne parle pas d'arrondi.",
    ),
    (
        Rounding.ENTIER_SUPERIEUR,
        "arrondie à l'entier supérieur",
        "fsu36-temps",
        "Usage le plus répandu (24 heures donnent 62 %), appuyé sur une seule source.",
    ),
)


def quotites_voisines(c: Calcul, semaine: int, indice: int, on: date) -> None:
    """Record one reading per way of rounding the quotité of `semaine` minutes a week; equal ones once."""
    annuel = semaine * semaines_de_reference(c, on).integer
    exact = min(Decimal(100), Decimal(annuel) / temps_complet(c, on) * 100)
    cent = c.parameter("paie.indice_cent", on).decimal
    for quotite, (rounding, words, source_id, why) in {way[0].apply(exact): way for way in WAYS}.items():
        brut = Rounding.CENTIME.apply(cent / 100 * indice / 12 * quotite / 100)
        kept = rounding is Rounding.ENTIER_SUPERIEUR
        c.reading(
            f"Traitement brut à {format_percent(quotite)} ({words})", brut, "EUR/mois",
            source_id=source_id, kept=kept, why=why,
        )  # fmt: skip
