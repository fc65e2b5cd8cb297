"""Next échelon: three years in each of the eleven, by right (décret 2014-724 modified by 2021-1106)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.calculators.remuneration._faits import SERVICE
from assistant.rules.calculators.remuneration._traitement import (
    indemnite_differentielle,
    indice_majore,
    traitement_brut,
    traitement_plein,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import LAST_ECHELON, Count, Echelon, FrDate, Percent
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class ProchainEchelon(AgentSituation):
    """When the present échelon began; which one and the quotité, for the gain."""

    date_entree_echelon: FrDate | None = fact("date_entree_echelon")
    echelon: Echelon | None = fact(
        "echelon",
        help="Il est écrit sur le contrat ou la fiche de paie ; laissez vide pour n'avoir que la date.",
    )
    nombre: Count | None = fact("nombre_echelons")
    quotite: Percent | None = fact("quotite", help="Pour connaître le gain ; laissez vide pour n'avoir que la date.")


def compute(s: ProchainEchelon, c: Calcul) -> Outcome:
    """Return `prochaine_date` (first day at the new échelon) and, when known, `nouvel_echelon` and `gain`."""
    entree = c.need(s.date_entree_echelon, "date_entree_echelon")
    duree = c.parameter("paie.echelon.duree", entree)
    if s.echelon == LAST_ECHELON:
        return c.not_concerned(
            "Vous êtes au dernier échelon : la grille des AESH n'en a pas d'autre, sauf texte nouveau."
        )
    steps = min(s.nombre or 1, LAST_ECHELON - (s.echelon or 1))
    months = duree.integer * steps
    prochaine = c.shift(
        *("prochaine_date", "Passage à l'échelon suivant", entree, (months, duree.unit)),
        convention="de date à date, une seule fois depuis l'entrée",
        sources=["decret-2014-724#echelons"],
        publish=True,
    )
    _remarks(c)
    if s.echelon is None:
        return c.result("Le passage a lieu le {prochaine_date} : il est automatique.")
    c.value("nouvel_echelon", "Nouvel échelon", s.echelon + steps)
    if s.quotite is None:
        return c.result("Vous passez à l'échelon {nouvel_echelon} le {prochaine_date} : c'est automatique.")
    _gain(c, (s.echelon, s.echelon + steps), s.quotite, prochaine)
    return c.result(
        "Vous passez à l'échelon {nouvel_echelon} le {prochaine_date} : c'est automatique. Le gain brut est de "
        "{gain}, indemnité différentielle comprise."
    )


def _gain(c: Calcul, echelons: tuple[int, int], quotite: Decimal, on: date) -> None:
    """Publish what the passage adds to the gross and its top-up together, in the grid known so far.

    The top-up to the minimum wage shrinks as the gross grows: between two échelons below the SMIC, nothing is gained.
    """
    lines: list[Decimal] = []
    for suffix, echelon in zip(("_actuel", "_nouveau"), echelons, strict=True):
        indice = indice_majore(c, echelon, on, suffix=suffix)
        plein = traitement_plein(c, indice, on, suffix=suffix, publish=False)
        lines.append(traitement_brut(c, indice, quotite, on, suffix=suffix))
        lines.append(indemnite_differentielle(c, plein, quotite, on, suffix=suffix))
    c.formula(
        *("gain", "Gain brut par mois", "(nouveau + nouvelle) - (actuel + actuelle)"),
        unit="EUR/mois",
        publish=True,
        actuel=(lines[0], "EUR/mois"),
        actuelle=(lines[1], "EUR/mois"),
        nouveau=(lines[2], "EUR/mois"),
        nouvelle=(lines[-1], "EUR/mois"),
    )
    c.hypothesis("Grille, valeur du point d'indice et SMIC tels qu'ils sont connus à ce jour.")


def _remarks(c: Calcul) -> None:
    c.hypothesis("Aucun congé qui suspend l'ancienneté depuis l'entrée dans l'échelon.")
    c.caveat(f"L'effet d'un congé sans rémunération sur l'échelon n'a pas été vérifié : demandez au {SERVICE}.")
    c.say("prochain_echelon.remarks")


CALCULATOR = Calculator(
    "Date du prochain échelon", "AESH en CDD ou en CDI", ProchainEchelon, compute, pivot="date_entree_echelon"
)
