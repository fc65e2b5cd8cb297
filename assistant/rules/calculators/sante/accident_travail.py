"""Pay after a work accident: décret 86-83, articles 14 and 2; CSS R. 433-1 (60 %, then 80 % from the 29th day)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from assistant.rules.calculators.sante._situations import (
    SituationAvecServices,
    anciennete,
    borner,
    contrats_de,
    terme_du_contrat,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import Period, add_days, add_months, eve, next_day
from assistant.rules.core.fields import Euros, FrBool, FrDate, Months
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_services

CPAM, ADMINISTRATION = "CPAM", "administration"


class AccidentTravail(SituationAvecServices):
    """The accident, the stop that follows, and the contract on that day."""

    date_accident: FrDate | None = fact("date_accident")
    dernier_jour_arret: FrDate | None = fact("dernier_jour_arret")
    temps_complet: FrBool | None = fact(
        "temps_de_travail",
        when="complet",
        question="Travaillez-vous à temps complet (100 %) ?",
        label="Temps complet",
        help="La plupart des AESH sont à temps incomplet (par exemple 62 %).",
    )
    contrat: Literal["cdd", "cdi"] | None = fact("type_contrat")
    duree_contrat_mois: Months | None = fact(
        "duree_cdd",
        counts="mois",
        question="Combien de mois dure votre CDD en cours, du premier au dernier jour ?",
        label="Durée du contrat en mois",
        probes=["10"],
    )
    dernier_brut: Euros | None = fact("salaire_brut")

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_order("date_debut_services", "date_accident")
        self.check_contract("date_accident")
        accident, last = self.date_accident, self.dernier_jour_arret
        if accident and last and last <= accident:
            self.refuse("dernier_jour_arret", "l'arrêt commence le lendemain de l'accident ; vérifiez les deux dates")
        return self


def compute(s: AccidentTravail, c: Calcul) -> Outcome:
    """Return the days at full pay, the allowances that follow, and who serves them."""
    accident = c.need(s.date_accident, "date_accident")
    contrats = contrats_de(c, s)
    found = anciennete(c, contrats, accident, "Services accomplis au jour de l'accident")
    used = c.parameter("accident.plein_traitement", on=accident)
    palier = _palier(used.value, found.months)
    debut = next_day(accident)
    fin = _plein_traitement(c, debut, palier, used, terme_du_contrat(s.contrats or (), s.dernier_jour_cdd))
    _gestionnaire(s, c, accident)
    _taux(c, debut, fin)
    c.value("carence", "Jour de carence", False)
    if s.dernier_jour_arret:
        _compter(c, Period(debut, s.dernier_jour_arret), fin)
    if s.dernier_brut:
        _indemnites(c, accident, s.dernier_brut)
    c.say("accident_travail.advise")
    return c.result(
        "Sans jour de carence, l'employeur vous garantit le plein traitement du {plein_traitement_du} au "
        "{plein_traitement_au} ; ensuite, vous recevez les seules indemnités journalières ({taux_apres} du salaire "
        "journalier). L'organisme qui les gère : {gestionnaire}."
    )


def _palier(paliers: Sequence[Mapping[str, int]], mois: int) -> Mapping[str, int]:
    """Return the last tier whose seniority is reached (reached exactly: included)."""
    return [palier for palier in paliers if palier["anciennete"] <= mois][-1]


def _plein_traitement(c: Calcul, debut: date, palier: Mapping[str, int], used: Used, terme: date) -> date:
    """Publish the days at full pay, counted in days and never beyond `terme`; give the reading in months too."""
    c.value("plein_traitement_max", "Jours de plein traitement au plus", palier["jours"], "jours")
    c.value("plein_traitement_du", "Premier jour d'arrêt, payé en entier", debut)
    compte = c.apply(
        *("plein_traitement_compte", "Plein traitement compté en jours", _dernier, debut, (palier["jours"], "jours")),
        expression="{1} à partir du {0}",
        sources=list(used.period.sources),
    )
    fin = borner(c, terme, compte, "le plein traitement s'arrête ce jour-là ; les indemnités de la CPAM continuent.")
    c.value("plein_traitement_au", "Dernier jour de plein traitement possible", fin)
    en_mois = min(eve(add_months(debut, palier["mois"])), terme)
    if en_mois != fin:
        c.reading("Durée comptée en jours", fin, source_id="guide-nice#accident", kept=True, why="Compte de la paie.")
        c.reading("Durée comptée en mois", en_mois, source_id="decret-86-83#14", why="Le texte parle de mois.")
    return fin


def _dernier(debut: date, jours: int) -> date:
    return add_days(debut, jours - 1)


def _taux(c: Calcul, debut: date, fin: date) -> None:
    """Publish the two rates of the allowances, and the one that applies after the full pay."""
    jours = c.parameter("accident.premiers_jours", on=debut)
    premier, suite = c.parameter("accident.taux_premier", on=debut), c.parameter("accident.taux_suite", on=debut)
    passage = c.shift("ij_80_du", suite.parameter.label, debut, jours, convention="premier jour d'arrêt compris")
    c.value("ij_60_au", f"Dernier jour d'indemnité à {premier.shown}", eve(passage), calendar=False)
    c.value("ij_80_du", f"Premier jour d'indemnité à {suite.shown}", passage, calendar=False)
    apres = suite if passage <= next_day(fin) else premier
    c.value("taux_apres", "Indemnité journalière après le plein traitement", apres.integer, "%")


def _gestionnaire(s: AccidentTravail, c: Calcul, accident: date) -> None:
    """Publish who serves the benefits: the CPAM for a part-time job or a contract shorter than a year."""
    c.cite("decret-86-83#2", "guide-nice#accident")
    complet = c.need(s.temps_complet, "temps_complet")
    court = False
    if complet and c.need(s.contrat, "contrat") == "cdd":
        duree = c.need(s.duree_contrat_mois, "duree_contrat_mois")
        minimum = c.parameter("accident.contrat_court", on=accident)
        court = c.check("contrat_court", "Contrat de moins d'un an ?", (duree, "mois"), "<", minimum)
    c.value("gestionnaire", "Organisme qui sert les prestations", CPAM if court or not complet else ADMINISTRATION)
    if complet:
        c.say("accident_travail.gestionnaire")


def _compter(c: Calcul, arret: Period, fin: date) -> None:
    """Publish the days of this stop at full pay, and those on allowances alone."""
    pleins = arret.before(next_day(fin))
    jours = pleins.days if pleins else 0
    c.value("jours_plein_traitement", "Jours de cet arrêt en plein traitement", jours, "jours")
    c.value("jours_ij_seules", "Jours de cet arrêt en indemnités seules", arret.days - jours, "jours")


def _indemnites(c: Calcul, accident: date, brut: Decimal) -> None:
    diviseur = c.parameter("accident.diviseur", on=accident)
    for cle, taux in (("ij_60", "accident.taux_premier"), ("ij_80", "accident.taux_suite")):
        used = c.parameter(taux, on=accident)
        c.formula(
            *(f"{cle}_brute", f"{used.parameter.label} ({used.shown}), par jour", "brut / diviseur * taux / 100"),
            unit="EUR/jour",
            rounding=Rounding.CENTIME,
            publish=True,
            brut=(brut, "EUR"),
            diviseur=diviseur,
            taux=used,
        )
    c.caveat("L'indemnité ne dépasse pas le salaire journalier net : la CPAM peut retenir un peu moins à 80 %.")


CALCULATOR = Calculator(
    "Salaire après un accident du travail",
    "AESH en CDD ou en CDI",
    AccidentTravail,
    compute,
    pivot="date_accident",
    tables={"date_debut_services": by_services("accident.plein_traitement", on="date_accident")},
)
