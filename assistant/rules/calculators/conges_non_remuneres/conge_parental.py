"""Parental leave of a contract agent: décret 86-83, article 19."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from assistant.rules.calculators.conges_non_remuneres._commun import (
    ECRIT,
    CongeSituation,
    avant_la_fin,
    borne_par_le_contrat,
    demande,
    dernier_jour,
    publie_fin,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import MONTHS_IN_YEAR, add_months, next_day
from assistant.rules.core.fields import FrDate, Months
from assistant.rules.core.french import format_date
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

GUIDE = "guide-nice#conge-parental"


class CongeParental(CongeSituation):
    """The child, the first day, the length of the period, the services."""

    date_naissance: FrDate | None = fact("date_naissance_enfant")
    enfant: Literal["naissance", "adoption_moins_de_trois_ans", "adoption_de_trois_a_seize_ans"] | None = fact(
        "naissance_ou_adoption", only=("naissance", "adoption_moins_de_trois_ans", "adoption_de_trois_a_seize_ans")
    )
    duree_mois: Months | None = fact(
        "duree_conge",
        counts="mois",
        question="Combien de mois doit durer cette période ?",
        label="Mois de la période",
    )
    date_debut_services: FrDate | None = fact("date_debut_services")

    ORDER: ClassVar = (("date_naissance", "date_debut"), ("date_debut_services", "date_debut"))


def compute(s: CongeParental, c: Calcul) -> Outcome:
    """Return `demande_au_plus_tard`, `fin`, `renouvellement_au_plus_tard`, `fin_maximum`, `retour`."""
    naissance = c.need(s.date_naissance, "date_naissance")
    if reason := _anciennete(s, c, naissance):
        return c.not_concerned(reason)
    debut = c.need(s.date_debut, "date_debut")
    limite = _limite(s, c, naissance)
    if debut > limite:
        return c.not_concerned(
            f"Ce congé finit au plus tard le {format_date(limite)} : il ne peut pas commencer après. "
            "Pour un enfant plus grand, voyez le congé pour élever un enfant."
        )
    demande(c, debut, c.parameter("parental.demande", debut), ECRIT)
    c.say("conge_parental.advise")
    if s.duree_mois is None:
        return c.result(
            "Demandez ce congé au plus tard le {demande_au_plus_tard}. Il est de droit, sans salaire, par périodes "
            "renouvelables jusqu'au {fin_maximum} inclus."
        )
    if reason := _periode(s.duree_mois, c, debut):
        return c.not_concerned(reason)
    renewable = _fin(s, c, debut, s.duree_mois, limite)
    again = " Pour continuer, demandez le renouvellement au plus tard le {renouvellement_au_plus_tard}."
    return c.result(
        "Demandez ce congé au plus tard le {demande_au_plus_tard} ; la période finit le {fin} inclus, sans salaire."
        + (again if renewable else "")
    )


def _anciennete(s: CongeParental, c: Calcul, naissance: date) -> str:
    """Return why the seniority at the birth is not enough, or nothing."""
    services = c.need(s.date_debut_services, "date_debut_services")
    needed = c.parameter("parental.anciennete", naissance)
    reached = c.shift("anciennete_acquise", "Ancienneté acquise le", services, needed)
    if c.check("anciennete", "L'ancienneté est-elle acquise à la naissance ?", reached, "<=", naissance):
        return ""
    return (
        f"Il faut {needed.shown} d'ancienneté le jour de la naissance ou de l'arrivée : vous l'aurez le "
        f"{format_date(reached)}. Ensuite, le congé pour élever un enfant est possible."
    )


def _limite(s: CongeParental, c: Calcul, naissance: date) -> date:
    if s.enfant is None:
        c.hypothesis("Il s'agit d'une naissance.")
    years = c.parameter("parental.duree", naissance).table[s.enfant or "naissance"]
    found = dernier_jour(c, "fin_maximum", "Dernier jour possible", naissance, MONTHS_IN_YEAR * years)
    return c.value("fin_maximum", "Dernier jour possible du congé parental", found)


def _periode(months: int, c: Calcul, debut: date) -> str:
    """Return why the period is too short or too long, or nothing."""
    low, high = c.parameter("parental.periode_minimale", debut), c.parameter("parental.periode_maximale", debut)
    long_enough = c.check("periode_assez_longue", "Durée de la période", (months, "mois"), ">=", low)
    short_enough = c.check("periode_assez_courte", "Durée de la période", (months, "mois"), "<=", high)
    if long_enough and short_enough:
        return ""
    return f"Chaque période dure de {low.shown} à {high.shown} : demandez une durée comprise entre les deux."


def _fin(s: CongeParental, c: Calcul, debut: date, months: int, limite: date) -> bool:
    """Publish `fin`, `retour` and, while the child's age allows it, the renewal; return whether it does."""
    whole = dernier_jour(c, "fin_demandee", "Fin de la période demandée", debut, months)
    if whole > limite:
        c.hypothesis("La période est arrêtée au {fin_maximum}, dernier jour possible.")
    fin = borne_par_le_contrat(s, c, min(whole, limite))
    if not publie_fin(s, c, fin) or fin == limite:
        return False
    delai = c.parameter("parental.renouvellement", debut)
    by = avant_la_fin(c, "renouvellement_au_plus_tard", "Dernier jour pour demander le renouvellement", fin, delai)
    c.todo(f"Pour continuer, demandez le renouvellement {ECRIT} ; sinon le congé s'arrête.", by=by)
    why = "Le décret : une demande hors délai met fin au congé."
    c.reading(f"Renouvellement {delai.shown} avant", by, source_id="decret-86-83#19", kept=True, why=why)
    guide = c.parameter("parental.guide_nice", debut)
    why = "Le guide demande plus que le décret : une date de prudence, non une obligation."
    earlier = add_months(next_day(fin), -guide.integer)
    c.reading(f"Renouvellement {guide.shown} avant", earlier, source_id=GUIDE, why=why)
    return True


CALCULATOR = Calculator(
    "Congé parental", "AESH parents, en CDD ou en CDI", CongeParental, compute, pivot="date_naissance"
)
