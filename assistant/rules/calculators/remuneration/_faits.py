"""Facts that most questions on pay share: the month, the quotité or the hours, the échelon."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.core.fields import Echelon, FrDate, Percent, WeekMinutes
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au
from assistant.rules.shared.quotite import semaines_de_reference, temps_complet

SERVICE = "service qui gère votre paie (DSDEN, rectorat ou établissement employeur)"
TEMPS_INCOMPLET = (
    "La quotité est celle d'un contrat à temps incomplet ou complet ; un temps partiel se paie autrement."
)


class QuotiteSituation(AgentSituation):
    """The month paid and the quotité; weekly hours stand in for a quotité that is not known."""

    date_paie: FrDate | None = fact("mois_concerne")
    quotite: Percent | None = fact("quotite", probes=["100 %"])
    heures_accompagnement: WeekMinutes | None = fact(
        "heures_accompagnement", help="Utile seulement si vous ne connaissez pas la quotité."
    )


class TraitementSituation(QuotiteSituation):
    """What the gross depends on."""

    echelon: Echelon | None = fact("echelon", probes=["1er échelon"])


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
