"""Grave illness leave: décret 86-83, article 13; primes: décret 2010-997, both as changed by décret 2024-641."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.sante._situations import (
    SituationAvecServices,
    anciennete,
    borner,
    contrats_de,
    terme_du_contrat,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import Period, eve
from assistant.rules.core.fields import Euros, FrDate
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_services

CONVENTION = "de date à date"


class CongeGraveMaladie(SituationAvecServices):
    """The first day of the leave, the service before it, and the usual pay."""

    premier_jour: FrDate | None = fact("date_debut_conge_grave_maladie")
    traitement_mensuel: Euros | None = fact("traitement_brut")
    primes_mensuelles: Euros | None = fact("primes_mensuelles")

    @model_validator(mode="after")
    def _within_contract(self) -> Self:
        self.check_contract("premier_jour")
        return self


def compute(s: CongeGraveMaladie, c: Calcul) -> Outcome:
    """Return the two periods of pay, their rates, the last day, and the amounts where pay is known."""
    premier = c.need(s.premier_jour, "premier_jour")
    contrats = contrats_de(c, s)
    found = anciennete(c, contrats, premier, "Services accomplis au premier jour du congé")
    minimum = c.parameter("cgm.anciennete", on=premier)
    c.value("anciennete_requise", "Services nécessaires", minimum.integer, "mois")
    if not c.check("ouvert", "Le congé est-il ouvert ?", (found.months, "mois"), ">=", minimum, publish=True):
        return c.not_concerned(
            "Il faut {anciennete_requise} de services au premier jour du congé, et vous en comptez {anciennete}. Le "
            "congé de maladie ordinaire reste possible ; demandez à nouveau quand l'ancienneté est atteinte."
        )
    suite = _periodes(c, premier, terme_du_contrat(s.contrats or (), s.dernier_jour_cdd))
    _taux(c, premier, suite)
    if s.traitement_mensuel:
        _montants(c, premier, suite, s.traitement_mensuel, s.primes_mensuelles or Decimal(0))
    _advise(c, premier)
    if suite is None:
        return c.result(
            "Le congé de grave maladie va jusqu'au {fin_max} au plus, dernier jour du contrat. Votre traitement est "
            "payé à {taux_annee1}."
        )
    return c.result(
        "Le congé de grave maladie va jusqu'au {fin_max} au plus. Votre traitement est payé à {taux_annee1} jusqu'au "
        "{annee1_au}, puis à {taux_annees23}."
    )


def _periodes(c: Calcul, premier: date, terme: date) -> date | None:
    """Publish the periods, up to the end of the contract; return the first day of the second, None without one."""
    un, tout = c.parameter("cgm.premiere_periode", on=premier), c.parameter("cgm.duree", on=premier)
    suite = c.shift("annees23_du", "Début de la deuxième année", premier, un, convention=CONVENTION)
    lendemain = c.shift("lendemain", "Lendemain du dernier jour possible", premier, tout, convention=CONVENTION)
    fin = borner(c, terme, eve(lendemain), "le congé et le traitement s'arrêtent ce jour-là.")
    c.value("annee1_au", "Dernier jour de la première année", min(eve(suite), fin))
    if suite <= fin:
        c.value("annees23_du", "Premier jour de la deuxième année", suite)
    c.value("fin_max", "Dernier jour possible du congé", fin)
    c.value("conge", "Congé de grave maladie", Period(premier, fin), calendar=False)
    return suite if suite <= fin else None


def _parties(premier: date, suite: date | None) -> list[tuple[str, str, date, str, str]]:
    first = ("annee1", "la première année", premier, "cgm.taux_premiere", "cgm.primes_premiere")
    then = ("annees23", "les deux suivantes", suite, "cgm.taux_suite", "cgm.primes_suite")
    return [(name, label, day, rate, part) for name, label, day, rate, part in (first, then) if day]


def _taux(c: Calcul, premier: date, suite: date | None) -> None:
    """Publish the rates of each period, as they stand on its first day."""
    for annees, _, jour, taux, primes in _parties(premier, suite):
        traitement, part = c.parameter(taux, on=jour), c.parameter(primes, on=jour)
        c.value(f"taux_{annees}", traitement.parameter.label, traitement.integer, "%")
        c.value(f"primes_{annees}", part.parameter.label, part.integer if part.exists else 0, "%")
        change = traitement.parameter.after(jour) or part.parameter.after(jour)
        if change and annees == "annee1" and suite and change.start < suite:
            c.caveat("À vérifier : les taux ont changé pendant ce congé ; chaque mois suit la règle de ce mois-là.")


def _montants(c: Calcul, premier: date, suite: date | None, traitement: Decimal, primes: Decimal) -> None:
    for annees, label, jour, taux, part in _parties(premier, suite):
        maintenue = c.parameter(part, on=jour)
        c.formula(
            *(f"brut_{annees}", f"Brut mensuel {label}, avant reprise des IJ", "t * taux / 100 + p * part / 100"),
            unit="EUR/mois",
            rounding=Rounding.CENTIME,
            publish=True,
            t=(traitement, "EUR"),
            taux=c.parameter(taux, on=jour),
            p=(primes, "EUR"),
            part=maintenue if maintenue.exists else (0, "%"),
        )


def _advise(c: Calcul, premier: date) -> None:
    minimale, maximale = (
        c.parameter("cgm.periode_minimale", on=premier),
        c.parameter("cgm.periode_maximale", on=premier),
    )
    reprise = c.parameter("cgm.reprise", on=premier)
    c.parameter("ijss.subrogation", on=premier)
    c.say("conge_grave_maladie.advise")
    c.caveat(f"Le congé est accordé par périodes de {minimale.integer} à {maximale.shown}, renouvelables.")
    c.caveat("Un CDD n'est pas prolongé : le congé s'arrête au plus tard avec le contrat.")
    c.caveat("La sécurité sociale vous verse des indemnités journalières, que l'employeur reprend ensuite.")
    c.caveat(f"Une fois les trois ans épuisés, un autre congé demande {reprise.shown} de travail repris.")
    c.todo("En attendant l'avis, restez en arrêt de maladie : la différence et la carence sont ensuite remboursées.")
    c.todo("Demandez le renouvellement ou la reprise avant la fin de chaque période, avec un certificat médical.")


CALCULATOR = Calculator(
    "Congé de grave maladie",
    "AESH en CDD ou en CDI",
    CongeGraveMaladie,
    compute,
    pivot="premier_jour",
    tables={"date_debut_services": by_services("cgm.anciennete", on="premier_jour")},
)
