"""The facts on which the dates of a paternity leave depend."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.entretien._delais import DelaiSituation
from assistant.rules.calculators.famille._naissance import TRAVAILLE
from assistant.rules.calculators.famille._periodes import Parties
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import question


class CongePaternite(DelaiSituation):
    """Birth, number of children, hospital, and how the second period is to be taken."""

    date_naissance: FrDate | None = question(
        "À quelle date l'enfant est-il né (ou doit-il naître) ?",
        label="Naissance",
        help="Avant la naissance, donnez la date prévue de l'accouchement.",
        example="15 juin 2026",
    )
    date_prevue_accouchement: FrDate | None = question(
        "Quelle était la date prévue de l'accouchement ?",
        label="Date prévue de l'accouchement",
        help="Elle figure sur le certificat de grossesse : la demande se fait avant cette date.",
        example="15 juin 2026",
    )
    naissances_multiples: FrBool | None = question(
        "S'agit-il de jumeaux, ou de plus de deux enfants ?", label="Jumeaux ou plus"
    )
    second_parent: FrBool | None = question(
        "Êtes-vous le père, ou la personne mariée, pacsée ou en couple avec la mère ?",
        label="Père ou conjoint de la mère",
    )
    travaille_jour_naissance: FrBool | None = TRAVAILLE
    date_fin_hospitalisation: FrDate | None = question(
        "Si l'enfant a été hospitalisé dès la naissance en unité spécialisée, quel est le dernier jour ?",
        label="Dernier jour d'hospitalisation de l'enfant",
        example="30 juin 2026",
    )
    periodes: Parties | None = question(
        "Comment voulez-vous prendre la seconde période : en combien de fois et de combien de jours ?",
        label="Parties de la seconde période",
        help="En jours de calendrier, week-ends et jours fériés compris.",
        example="10 jours et 11 jours",
    )
    date_premiere_partie: FrDate | None = question(
        "À quelle date commence la première partie de la seconde période ?",
        label="Début de la première partie",
        example="1er juillet 2026",
    )
    date_seconde_partie: FrDate | None = question(
        "À quelle date commence la seconde partie ?",
        label="Début de la seconde partie",
        example="1er octobre 2026",
    )

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_order("date_naissance", "date_fin_hospitalisation")
        self.check_order("date_naissance", "date_premiere_partie")
        self.check_order("date_premiere_partie", "date_seconde_partie")
        return self
