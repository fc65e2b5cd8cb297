"""The facts on which the dates of a paternity leave depend."""

from __future__ import annotations

from typing import ClassVar

from assistant.rules.calculators.famille._naissance import TRAVAILLE
from assistant.rules.calculators.famille._periodes import Parties
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.shared.delais import DelaiSituation


class CongePaternite(DelaiSituation):
    """Birth, number of children, hospital, and how the second period is to be taken."""

    date_naissance: FrDate | None = fact(
        "date_naissance_enfant",
        help="Avant la naissance, donnez la date prévue de l'accouchement.",
    )
    date_prevue_accouchement: FrDate | None = fact("date_prevue_accouchement")
    naissances_multiples: FrBool | None = fact(
        "enfants_attendus",
        when="2+",
        question="S'agit-il de jumeaux, ou de plus de deux enfants ?",
        label="Jumeaux ou plus",
        help="",
    )
    second_parent: FrBool | None = fact("second_parent")
    travaille_jour_naissance: FrBool | None = TRAVAILLE
    date_fin_hospitalisation: FrDate | None = fact(
        "date_fin_hospitalisation",
        question="Si l'enfant a été hospitalisé dès la naissance en unité spécialisée, quel est le dernier jour ?",
    )
    periodes: Parties | None = fact(
        "parties_conge",
        question="Comment voulez-vous prendre la seconde période : en combien de fois et de combien de jours ?",
    )
    date_premiere_partie: FrDate | None = fact("date_premiere_partie")
    date_seconde_partie: FrDate | None = fact("date_seconde_partie")

    ORDER: ClassVar = (
        ("date_naissance", "date_fin_hospitalisation"),
        ("date_naissance", "date_premiere_partie"),
        ("date_premiere_partie", "date_seconde_partie"),
    )
