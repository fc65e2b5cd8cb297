"""What would happen if the leave went on: the days on which pay drops."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from assistant.rules.calculators.sante._certificats import Bloc
from assistant.rules.calculators.sante._jours import Classeur, Jour, Palier
from assistant.rules.core.dates import ONE_DAY, add_days, next_day


class Passages(NamedTuple):
    """First day at half pay (None when there is none) and first day without pay, from the first day of a leave."""

    demi: date | None
    sans: date


def passages(classeur: Classeur, jours: Sequence[Jour], bloc: Bloc) -> Passages:
    """Return the days on which the pay of `bloc` drops, the leave being taken to go on after the days classed.

    `jours` are the days already classed. The days added are counted by `classeur`, which is of no further use.
    """
    vus = _premiers(jours, bloc)
    jour = max(bloc.premier, next_day(jours[-1].jour))
    while "sans" not in vus:
        palier, nombre = classeur.avancer(jour, bloc)
        vus.setdefault(palier, jour)
        jour = add_days(jour, nombre)
    return Passages(vus.get("demi"), vus["sans"])


def _premiers(jours: Sequence[Jour], bloc: Bloc) -> dict[Palier, date]:
    """Return the first day of each tier within the block, among days already classed."""
    trouves: dict[Palier, date] = {}
    for jour in jours:
        if jour.jour >= bloc.premier:
            trouves.setdefault(jour.palier, jour.jour)
    return trouves


def bloc_au(jour: date, derniers: Sequence[Bloc]) -> Bloc:
    """Return the block to which a sick day on `jour` would belong: an existing one, one it continues, or its own."""
    for bloc in derniers:
        if bloc.premier <= jour <= bloc.dernier + ONE_DAY:
            return bloc
    return Bloc(jour, jour)
