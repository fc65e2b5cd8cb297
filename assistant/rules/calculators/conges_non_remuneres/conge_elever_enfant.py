"""Unpaid leave to raise a young child or care for somebody: décret 86-83, article 20."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.rules.calculators.conges_non_remuneres import _article20 as art20
from assistant.rules.calculators.conges_non_remuneres._commun import dernier_jour
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import MONTHS_IN_YEAR
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.french import format_date
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class CongeEleverEnfant(art20.Article20):
    """Why the leave is asked for, and the child's birth."""

    motif: Literal["elever", "soins"] | None = fact("motif_conge")
    date_naissance_enfant: FrDate | None = fact("date_naissance_enfant")
    urgence: FrBool | None = fact("urgence")


def compute(s: CongeEleverEnfant, c: Calcul) -> Outcome:
    """Return `fin`, `retour`, `reemploi_au_plus_tard`, `accorde_au_plus_tard`, `veille_age_limite`."""
    debut = c.need(s.date_debut, "date_debut")
    reasons = [art20.refus_anciennete(s, c, debut), art20.trop_long(s, c, debut)]
    care = s.motif == "soins"
    limit = None if care else _limite(s, c, debut)
    if limit and debut > limit:
        age = c.parameter("article20.age", debut)
        reasons.append(f"L'enfant a {age.shown} le {format_date(limit)} au soir : le congé doit commencer avant.")
    if any(reasons):
        return c.not_concerned(*filter(None, reasons))
    goes_on = art20.fin_du_conge(s, c, debut, limit=limit)
    art20.reponse(s, c, urgence=care and s.urgence)
    art20.conseils(c, debut)
    if care and s.urgence is None:
        c.caveat("En cas d'urgence pour la santé du proche, le congé commence le jour où la demande est reçue.")
    return c.result(
        "Ce congé, sans salaire et de droit, va jusqu'au {fin} inclus." + (art20.PHRASE_RETOUR if goes_on else "")
    )


def _limite(s: CongeEleverEnfant, c: Calcul, debut: date) -> date:
    """Publish `veille_age_limite`, the last day on which the child is young enough."""
    if s.motif is None:
        c.hypothesis("Le congé est demandé pour élever un enfant.")
    born = c.need(s.date_naissance_enfant, "date_naissance_enfant")
    age = c.parameter("article20.age", debut)
    label = "Dernier jour avant l'âge limite de l'enfant"
    found = dernier_jour(c, "veille_age_limite_calcul", label, born, age.integer * MONTHS_IN_YEAR)
    return c.value("veille_age_limite", label, found)


CALCULATOR = Calculator(
    "Congé pour élever un enfant ou soigner un proche",
    "AESH, en CDD ou en CDI",
    CongeEleverEnfant,
    compute,
    pivot="date_debut",
)
