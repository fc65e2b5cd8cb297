"""Deadline to ask for a reclassement after a dismissal: décret 86-83, article 45-5."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.rules.calculators.fin_contrat._licenciement import RECLASSEMENT, Motif
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import NotConcerned, Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.core.units import show
from assistant.rules.shared.preavis import (
    CONVENTION,
    fin_de_la_moitie,
    fin_du_preavis,
    moitie,
)

ELSEWHERE = {
    "inaptitude_physique": "L'inaptitude physique suit une autre procédure de reclassement (article 17 du décret) : "
    "demandez-la au service des ressources humaines et au médecin du travail.",
    "reemploi_impossible": "L'article ne vise pas le réemploi impossible après un congé. Pour un CDI, le Conseil "
    "d'État impose pourtant de chercher un reclassement : demandez-le par écrit.",
}


class ReclassementDemande(AgentSituation):
    """The ground, the notice that is due and the day on which the letter was presented."""

    motif: Motif | None = fact("motif_licenciement")
    preavis: Literal["court", "moyen", "long"] | None = fact("duree_preavis")
    date_presentation_lettre: FrDate | None = fact("date_presentation_lettre")


def compute(s: ReclassementDemande, c: Calcul) -> Outcome:
    """Return `delai`, `dernier_jour` to ask (inclusive), `fin_preavis` and `fin_conge_maximal`."""
    motif = c.need(s.motif, "motif")
    if motif not in RECLASSEMENT:
        return _elsewhere(c, motif)
    presented = c.need(s.date_presentation_lettre, "date_presentation_lettre")
    preavis = c.parameter(f"preavis.{c.need(s.preavis, 'preavis')}", on=presented)
    divisor = c.parameter("reclassement.diviseur_du_preavis", on=presented)
    last, safe = _deadline(c, presented, preavis, divisor)
    _afterwards(c, presented, preavis)
    c.todo("Demandez le reclassement par écrit, en gardant une preuve de la date.", by=safe)
    prudent = " (par prudence, {date_prudente})" if safe < last else ""
    return c.result(
        "Vous avez la moitié du préavis, soit {delai}, pour demander un reclassement par écrit : jusqu'au "
        "{dernier_jour}" + prudent + ". Sans demande, le contrat prend fin le {fin_preavis}."
    )


def _elsewhere(c: Calcul, motif: str) -> NotConcerned:
    c.cite("decret-86-83#45-5", "ce-448641")
    default = "Ce motif de licenciement n'ouvre pas la demande de reclassement."
    return c.not_concerned(
        f"{ELSEWHERE.get(motif, default)} La demande dans la moitié du préavis vaut pour un poste supprimé ou "
        "transformé, pourvu par un fonctionnaire, ou après le refus d'une modification du contrat."
    )


def _deadline(c: Calcul, presented: date, preavis: Used, divisor: Used) -> tuple[date, date]:
    """Return the last day of half the notice as it is said (« 1 mois »), and the safe one when days are counted."""
    delai = moitie(preavis.integer, preavis.unit, divisor.integer)
    c.apply(
        *("delai", "Délai pour demander un reclassement", _shown_half, preavis.integer, preavis.unit, divisor),
        expression=f"{preavis.shown} ÷ {{2}} (un mois compte trente jours)",
        unit="texte",
        publish=True,
    )
    said = c.apply(
        *("dernier_jour", "Dernier jour pour demander", fin_du_preavis, presented, *delai),
        expression=f"{{0}} + {show(*delai)}",
        unit="date",
        publish=True,
    )
    counted = c.apply(
        *("moitie_exacte", "Moitié des jours du préavis", fin_de_la_moitie, presented),
        *(preavis.integer, preavis.unit, divisor),
        expression=f"{{0}} + la moitié des jours de {preavis.shown}, la fraction de jour négligée",
        unit="date",
    )
    if said != counted:
        why = (
            "L'article ne dit pas comment compter la moitié d'un mois : le délai se dit en mois, ou en trente jours."
        )
        c.reading(f"Un délai de {show(*delai)}", said, source_id="decret-86-83#45-5", kept=True, why=why)
        c.reading("La moitié des jours du préavis", counted, source_id="decret-86-83#45-5")
    if counted < said:
        c.value("date_prudente", "Date prudente", counted, calendar=False)
    return said, min(said, counted)


def _shown_half(length: int, unit: str, divisor: int) -> str:
    return show(*moitie(length, unit, divisor))


def _afterwards(c: Calcul, presented: date, preavis: Used) -> None:
    end = c.shift("fin_preavis", "Fin du préavis", presented, preavis, convention=CONVENTION, publish=True)
    leave = c.parameter("reclassement.conge_maximal", on=presented)
    c.shift("fin_conge_maximal", "Fin du congé sans traitement, au plus tard", end, leave, publish=True)
    c.say("reclassement_demande.afterwards")


CALCULATOR = Calculator(
    "Demande de reclassement après un licenciement",
    "AESH licenciés pour un motif lié au poste ou au contrat",
    ReclassementDemande,
    compute,
    pivot="date_presentation_lettre",
)
