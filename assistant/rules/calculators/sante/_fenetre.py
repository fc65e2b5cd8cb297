"""The reference period that each sick day looks back on, under its two readings, and the count of days inside."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from functools import cache
from typing import Literal

from assistant.rules.core.dates import add_months
from assistant.rules.core.parameters import lookup

Fenetre = Literal["12_mois", "300_jours"]
FENETRES: tuple[Fenetre, ...] = ("12_mois", "300_jours")


@cache
def debut(fenetre: Fenetre, jour: date) -> date:
    """Return the first day of the period that ends on the eve of `jour`."""
    if fenetre == "12_mois":
        return add_months(jour, -lookup("cmo.fenetre_mois", jour).integer)
    return jour - timedelta(days=lookup("cmo.fenetre_jours", jour).integer)


class Compte:
    """Days already classed, in order, as ordinals: those at full rate, and all those that are paid."""

    def __init__(self) -> None:
        self.pleins: list[int] = []
        self.payes: list[int] = []

    def ajouter(self, jour: date, *, plein: bool) -> None:
        """Record a paid day, later than all the others."""
        self.payes.append(jour.toordinal())
        if plein:
            self.pleins.append(jour.toordinal())

    def entre(self, premier: date, fin: date) -> tuple[int, int]:
        """Return (days at full rate, paid days) from `premier` to the eve of `fin`."""
        first, end = premier.toordinal(), fin.toordinal()
        return _within(self.pleins, first, end), _within(self.payes, first, end)


def _within(days: list[int], first: int, end: int) -> int:
    return bisect_left(days, end) - bisect_left(days, first)
