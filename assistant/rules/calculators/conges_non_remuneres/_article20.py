"""Leave of right of article 20 of décret 86-83: raising a child, caring for somebody, following a spouse."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.conges_non_remuneres._commun import (
    CongeSituation,
    borne_par_le_contrat,
    dernier_jour,
    publie_fin,
    reemploi,
)
from assistant.rules.core.dates import MONTHS_IN_YEAR
from assistant.rules.core.fields import FrDate, FrDuration
from assistant.rules.core.french import format_date
from assistant.rules.core.inputs import fact
from assistant.rules.core.steps import Calcul

DECRET = "decret-86-83#20"


class Article20(CongeSituation):
    """The services, the length wanted, and the day on which the employer received the request."""

    date_debut_services: FrDate | None = fact("date_debut_services")
    duree: FrDuration | None = fact("duree_conge")
    date_reception_demande: FrDate | None = fact("date_reception_demande")

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_order("date_debut_services", "date_debut")
        self.check_duration("duree")
        return self


def refus_anciennete(s: Article20, c: Calcul, debut: date) -> str:
    """Return why the services are too short (more than a year is needed, a year is not enough), or nothing."""
    services = c.need(s.date_debut_services, "date_debut_services")
    needed = c.parameter("article20.anciennete", debut)
    reached = c.shift("anciennete_acquise", "Une année de services est faite le", services, needed)
    if c.check("anciennete", "Le congé commence-t-il après ce jour ?", debut, ">", reached):
        c.caveat("Le texte ne dit pas si l'ancienneté se compte à la demande ou au début du congé : ici, au début.")
        return ""
    return (
        f"Il faut être employé depuis plus de {needed.shown} : le congé peut commencer après le "
        f"{format_date(reached)}, et "
        "non ce jour-là."
    )


def trop_long(s: Article20, c: Calcul, debut: date) -> str:
    """Return why the length asked is too long, or nothing."""
    most = c.parameter("article20.periode", debut)
    if s.duree is None:
        return ""
    asked, limit = (s.duree.total_months, "mois"), (most.integer * MONTHS_IN_YEAR, "mois")
    if c.check("duree_possible", "Durée du congé", asked, "<=", limit):
        return ""
    return f"Ce congé dure {most.shown} au plus à la fois : demandez {most.shown}, puis son renouvellement."


def fin_du_conge(s: Article20, c: Calcul, debut: date, *, limit: date | None = None) -> bool:
    """Publish `fin`, `retour` and `reemploi_au_plus_tard`; return whether the contract goes on after the leave."""
    most = c.parameter("article20.periode", debut).integer * MONTHS_IN_YEAR
    if s.duree is None:
        c.hypothesis("Vous demandez la plus longue durée possible.")
    months = s.duree.total_months if s.duree else most
    whole = dernier_jour(c, "fin_calcul", "Fin du congé, pour la durée prévue", debut, months)
    fin = borne_par_le_contrat(s, c, min(whole, limit) if limit else whole)
    goes_on = publie_fin(s, c, fin)
    if goes_on:
        reemploi(c, fin)
    return goes_on


def reponse(s: Article20, c: Calcul, *, urgence: bool | None = None) -> None:
    """Publish `accorde_au_plus_tard` when the day of reception is known; an emergency starts the leave that day."""
    c.todo("Demandez le congé par lettre recommandée avec avis de réception : la réception fait partir le délai.")
    if s.date_reception_demande is None:
        return
    if urgence:
        c.value("accorde_au_plus_tard", "Début du congé, en urgence", s.date_reception_demande)
        return
    delay = c.parameter("article20.reponse", s.date_reception_demande)
    c.shift(
        *("accorde_au_plus_tard", "Dernier jour de l'employeur pour l'accorder", s.date_reception_demande, delay),
        convention="de date à date",
        sources=[DECRET],
        publish=True,
    )


def conseils(c: Calcul, debut: date) -> None:
    """Say what holds for every leave of article 20."""
    delay = c.parameter("article20.reponse", debut)
    c.cite(DECRET, "guide-nice#autres-conges")
    c.caveat(f"Ce congé est de droit et sans salaire ; l'employeur a {delay.shown} pour l'accorder : demandez avant.")
    c.caveat("Il se renouvelle tant que les conditions sont remplies.")


PHRASE_RETOUR = (
    " Demandez votre retour ou le renouvellement au plus tard le {reemploi_au_plus_tard}, sous peine de perdre votre "
    "contrat."
)
