"""Top-up to the minimum wage: décret 91-769 of 2 August 1991."""

from __future__ import annotations

from assistant.rules.calculators.remuneration import _traitement
from assistant.rules.calculators.remuneration._faits import SERVICE, TraitementSituation, mois_de_paie, quotite_connue
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_echelon


class IndemniteDifferentielle(TraitementSituation):
    """Échelon, quotité and month."""


def compute(s: IndemniteDifferentielle, c: Calcul) -> Outcome:
    """Return `indemnite_differentielle` (EUR a month), or not concerned where the gross reaches the minimum wage."""
    on = mois_de_paie(s.date_paie, c)
    indice = _traitement.indice_majore(c, c.need(s.echelon, "echelon"), on)
    plein = _traitement.traitement_plein(c, indice, on)
    smic = c.parameter("paie.smic", on)
    c.cite("decret-91-769")
    if not c.check(
        "sous_le_smic", "À temps complet, le traitement est-il sous le SMIC ?", (plein, "EUR/mois"), "<", smic
    ):
        c.value("smic_mensuel", smic.parameter.label, smic.decimal, smic.unit)
        return c.not_concerned(
            "À temps complet, votre échelon rapporte {traitement_plein} : c'est au moins le SMIC ({smic_mensuel}). "
            "Aucune indemnité différentielle n'est due ; elle le serait si le SMIC dépassait ce traitement."
        )
    quotite = quotite_connue(s, c, on)
    _traitement.indemnite_differentielle(c, plein, quotite, on)
    _remarks(c)
    return c.result(
        "L'indemnité différentielle brute est de {indemnite_differentielle} : ce qui manque à votre traitement de "
        "temps complet ({traitement_plein}) pour atteindre le SMIC ({smic_mensuel}), à la mesure de votre quotité."
    )


def _remarks(c: Calcul) -> None:
    c.say("indemnite_differentielle.remarks")
    c.todo(f"Cherchez cette ligne sur la fiche de paie ; si elle manque, demandez-la par écrit au {SERVICE}.")


CALCULATOR = Calculator(
    "Indemnité différentielle avec le SMIC",
    "AESH en CDD ou en CDI",
    IndemniteDifferentielle,
    compute,
    pivot="date_paie",
    tables={"echelon": by_echelon},
)
