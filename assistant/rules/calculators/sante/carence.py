"""Does this stop bear the carence, and why: loi 2017-1837, article 115; circulaire of 15 February 2018."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from assistant.rules.calculators.sante._exemptions import (
    fin_de_la_periode_ald,
    fin_de_la_periode_de_deuil,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import next_day
from assistant.rules.core.fields import Euros, FrBool, FrDate
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

Cause = Literal[
    "maladie",
    "ald",
    "grossesse",
    "interruption_grossesse",
    "deuil_enfant",
    "devouement",
    "accident_travail",
    "grave_maladie",
    "maternite_paternite",
]
AUTRES_CONGES = {
    "accident_travail": "accident du travail, accident de trajet ou maladie professionnelle",
    "grave_maladie": "congé de grave maladie",
    "maternite_paternite": "congé de maternité, congé pathologique, de paternité ou d'adoption",
}


class Carence(AgentSituation):
    """The stop, and what may exempt it."""

    premier_jour: FrDate | None = fact("date_debut_arret", help="")
    jour_travaille: FrBool | None = fact("jour_travaille")
    cause: Cause | None = fact("cause_arret")
    quatre_mois_de_services: FrBool | None = fact("quatre_mois_de_services")
    fin_arret_precedent: FrDate | None = fact("dernier_jour_arret_precedent")
    premier_arret_ald: FrDate | None = fact("date_premier_arret_ald")
    deces_enfant: FrDate | None = fact(
        "date_deces", question="À quelle date l'enfant est-il décédé ?", example="10 janvier 2026"
    )
    deja_arrete_depuis: FrBool | None = fact("deja_arrete_depuis_deces")
    brut_mensuel: Euros | None = fact("salaire_brut")

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_order("premier_arret_ald", "premier_jour")
        self.check_order("deces_enfant", "premier_jour")
        if self.premier_jour and self.fin_arret_precedent and self.fin_arret_precedent >= self.premier_jour:
            self.refuse("fin_arret_precedent", "l'arrêt précédent finit avant le premier jour ; vérifiez les dates")
        return self


def compute(s: Carence, c: Calcul) -> Outcome:
    """Return whether a day is kept back, which, why, and what the social security does of its own."""
    cause: Cause = c.need(s.cause, "cause")
    premier = c.need(s.premier_jour, "premier_jour")
    c.parameter("carence.jours", on=premier)
    c.cite("circulaire-carence-2018", "guide-nice#maladie")
    if s.quatre_mois_de_services is False:
        return _sans_salaire(c)
    motif = _motif(s, c, cause, premier)
    c.value("carence", "Jour de carence", not motif)
    _attente(c, cause, motif)
    if motif:
        c.value("motif", "Raison", motif)
        return c.result("Il n'y a pas de jour de carence : {motif}.")
    return _retenue(s, c, premier)


def _motif(s: Carence, c: Calcul, cause: Cause, premier: date) -> str:
    """Return why the stop is exempt, or an empty text."""
    if cause in AUTRES_CONGES:
        return AUTRES_CONGES[cause]
    if _suit_un_arret(s, c, premier):
        return "l'arrêt suit le précédent, de même cause, à 48 heures au plus"
    tests = {"ald": _ald, "deuil_enfant": _deuil, "interruption_grossesse": _interruption}
    if cause in tests:
        return tests[cause](s, c, premier)
    return {
        "grossesse": "la grossesse est déclarée et le congé de maternité n'a pas commencé",
        "devouement": "l'arrêt vient d'un acte de dévouement",
    }.get(cause, "")


def _suit_un_arret(s: Carence, c: Calcul, premier: date) -> bool:
    if s.fin_arret_precedent is None:
        c.hypothesis("Aucun arrêt de même cause ne s'est terminé dans les deux jours d'avant.")
        return False
    most = c.parameter("carence.reprise", on=premier)
    ecart = (premier - s.fin_arret_precedent).days - 1
    c.value("reprise", "Jours entre les deux arrêts", ecart, "jours")
    return c.check("reprise_courte", "Reprise de 48 heures au plus ?", (ecart, "jours"), "<=", most)


def _ald(s: Carence, c: Calcul, premier: date) -> str:
    debut = c.need(s.premier_arret_ald, "premier_arret_ald")
    c.parameter("carence.ald", on=premier)
    fin = c.apply(
        *("fin_ald", "Période de trois ans, finie le", fin_de_la_periode_ald, debut, premier),
        expression="{0} + trois ans, de date à date",
    )
    dedans = c.check("ald_dans_la_periode", "L'arrêt est-il dans la période ?", premier, "<", fin)
    if debut == premier:
        c.caveat("Les arrêts suivants pour cette même ALD seront sans carence pendant trois ans.")
        return ""
    return "c'est un nouvel arrêt pour la même ALD, dans les trois ans du premier" if dedans else ""


def _deuil(s: Carence, c: Calcul, premier: date) -> str:
    deces = c.need(s.deces_enfant, "deces_enfant")
    deja = c.need(s.deja_arrete_depuis, "deja_arrete_depuis")
    c.parameter("carence.deuil", on=premier)
    fin = c.apply(
        *("fin_deuil", "Treize semaines, finies le", fin_de_la_periode_de_deuil, deces, premier),
        expression="{0} + treize semaines, le jour du décès étant le premier",
    )
    dedans = c.check("deuil_dans_la_periode", "L'arrêt commence-t-il dans la période ?", premier, "<", fin)
    return "c'est le premier arrêt dans les treize semaines du décès d'un enfant" if dedans and not deja else ""


def _interruption(s: Carence, c: Calcul, premier: date) -> str:
    del s
    loi = c.parameter("carence.interruption_grossesse", on=premier)
    return "l'arrêt suit une interruption de grossesse" if loi.exists else ""


def _attente(c: Calcul, cause: Cause, motif: str) -> None:
    """Say what the social security does: its three days are another matter."""
    if cause in AUTRES_CONGES or (motif and cause not in ("grossesse", "devouement")):
        c.value("attente_ij", "Jours d'attente de la sécurité sociale", False)
        return
    c.value("attente_ij", "Jours d'attente de la sécurité sociale", True)
    c.cite("css#R323-1")
    c.caveat("Ne confondez pas avec les trois jours d'attente de la sécurité sociale, qui s'appliquent à cet arrêt.")


def _sans_salaire(c: Calcul) -> Outcome:
    c.value("carence", "Jour de carence", False)
    c.value("motif", "Raison", "l'employeur ne maintient pas encore de salaire")
    c.caveat("À vérifier avec le gestionnaire : seules des pages syndicales disent qu'aucun jour n'est alors retenu.")
    return c.result("Il n'y a pas de jour de carence à retenir : {motif}.")


def _retenue(s: Carence, c: Calcul, premier: date) -> Outcome:
    jour = next_day(premier) if s.jour_travaille else premier
    if s.jour_travaille is None:
        c.hypothesis("Vous n'avez pas travaillé le premier jour de l'arrêt.")
    if s.quatre_mois_de_services is None:
        c.hypothesis("Vous avez au moins quatre mois de services : votre salaire est maintenu.")
    c.value("jour_de_carence", "Jour non payé", jour)
    c.say("carence.retenue")
    if not s.brut_mensuel:
        return c.result("Oui : le {jour_de_carence} n'est pas payé par l'employeur (un jour par arrêt).")
    c.formula(
        *("retenue", "Salaire brut retenu", "brut / 30"),
        unit="EUR",
        rounding=Rounding.CENTIME,
        publish=True,
        brut=(s.brut_mensuel, "EUR/mois"),
    )
    return c.result("Oui : le {jour_de_carence} n'est pas payé par l'employeur, soit {retenue} brut en moins.")


CALCULATOR = Calculator("Jour de carence", "AESH en CDD ou en CDI", Carence, compute, pivot="premier_jour")
