"""Facts that most questions on pay share: the month, the quotité or the hours, the échelon."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.calculators.remuneration._bareme import bareme_au
from assistant.rules.calculators.temps_travail._quotite import semaines_de_reference, temps_complet
from assistant.rules.core.fields import Echelon, FrDate, Percent, WeekMinutes
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import AgentSituation, question
from assistant.rules.core.steps import Calcul

SERVICE = "service qui gère votre paie (DSDEN, rectorat ou établissement employeur)"
TEMPS_INCOMPLET = (
    "La quotité est celle d'un contrat à temps incomplet ou complet ; un temps partiel se paie autrement."
)


class QuotiteSituation(AgentSituation):
    """The month paid and the quotité; weekly hours stand in for a quotité that is not known."""

    date_paie: FrDate | None = question(
        "Pour quel mois (indiquez un jour de ce mois) ?",
        label="Mois de paie",
        help="Sans réponse, les barèmes de la dernière vérification sont appliqués.",
        example="1er octobre 2026",
    )
    quotite: Percent | None = question(
        "Quelle est votre quotité de travail ?",
        label="Quotité",
        help="Elle est écrite sur le contrat et en haut de la fiche de paie.",
        example="62 %",
        probes=["100 %"],
    )
    heures_accompagnement: WeekMinutes | None = question(
        "Combien d'heures d'accompagnement faites-vous par semaine ?",
        label="Heures d'accompagnement par semaine",
        help="Utile seulement si vous ne connaissez pas la quotité.",
        example="24 h",
    )


class TraitementSituation(QuotiteSituation):
    """What the gross depends on."""

    echelon: Echelon | None = question(
        "À quel échelon êtes-vous ?",
        label="Échelon",
        help="Il est écrit sur le contrat, l'avenant ou la fiche de paie.",
        example="3e échelon",
        probes=["1er échelon"],
    )


def mois_de_paie(given: date | None, c: Calcul) -> date:
    """Return the date that selects the scales of a month of pay."""
    return bareme_au(given, c, "paie.indice_cent", "un autre mois de paie")


def quotite_connue(s: QuotiteSituation, c: Calcul, on: date, *, partiel: bool = False) -> Decimal:
    """Return the quotité in points: the one given, else the one of the weekly hours, rounded up to the unit."""
    if s.quotite is not None or s.heures_accompagnement is None:
        quotite = c.need(s.quotite, "quotite")
        if not partiel:
            c.hypothesis(TEMPS_INCOMPLET)
        return quotite
    semaines, complet = semaines_de_reference(c, on), temps_complet(c, on)
    annuel = c.formula(
        *("heures_annuelles", "Heures de service de l'année", "semaine * semaines"),
        unit="minutes",
        semaine=(s.heures_accompagnement, "minutes"),
        semaines=semaines,
    )
    found = c.formula(
        *("quotite", "Quotité déduite des heures", "min(100, annuel / complet * 100)"),
        unit="%",
        rounding=Rounding.ENTIER_SUPERIEUR,
        sources=["fsu36-temps"],
        publish=True,
        annuel=(annuel, "minutes"),
        complet=(complet, "minutes"),
    )
    c.hypothesis("Quotité de {quotite} déduite de vos heures ; celle du contrat l'emporte : vérifiez-la.")
    return found
