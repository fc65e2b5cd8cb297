"""Deadline of an answer: date to date, never moved for a week-end; what a postponement would give is a reading."""

from __future__ import annotations

from datetime import date

from assistant.rules.core.calendar import Territory, is_ouvre, next_ouvre
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul

CONVENTION = "de date à date, le jour de la réception n'étant pas compté ; sans report au lundi"


def derniere_reponse(c: Calcul, recue: date, delai: Used, territory: Territory) -> date:
    """Publish `derniere_reponse`, the last day to answer a proposal received on `recue`."""
    last = c.shift(
        "derniere_reponse", "Dernier jour pour répondre", recue, delai, convention=CONVENTION, publish=True
    )
    if not is_ouvre(last, territory):
        kept = "Aucun des articles lus ne prévoit de report : c'est la date sûre."
        c.reading("Sans report", last, source_id=delai.period.sources[0], kept=True, why=kept)
        other = "Certains services reportent un délai qui finit un samedi, un dimanche ou un jour férié."
        c.reading("Reporté au premier jour ouvré", next_ouvre(last, territory), why=other)
    return last


def reponse_donnee(c: Calcul, reponse: date | None, last: date) -> None:
    """Say whether the answer already given came in time, when its day is known."""
    if reponse is None:
        return
    label = "Réponse donnée dans le délai"
    if not c.check("dans_le_delai", label, reponse, "<=", last, publish=True):
        c.caveat("Votre réponse est arrivée après le délai : écrivez aussitôt, en expliquant le retard.")
