"""What a leave gives on a day: paid days at each tier, by seniority and by the law in force on that day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.rules.calculators.sante._certificats import Bloc
from assistant.rules.core.dates import add_months
from assistant.rules.core.parameters import lookup

Anciennete = Callable[[date], int]
FAR = date.max


@dataclass(frozen=True)
class Droits:
    """Days at full rate, paid days in all, and where a continuous leave ends by the calendar, that day (excluded).

    `jusqu_a` is the first day on which another regime applies.
    """

    plein: int
    total: int
    terme_continu: date | None
    jusqu_a: date


def droits(bloc: Bloc, mois: int, jour: date) -> Droits:
    """Return the rights of a block begun with `mois` months of service, under the law in force on `jour`."""
    used = lookup("cmo.droits", jour)
    suivant = used.parameter.after(jour)
    palier = _palier(used.value, mois)
    continu = palier.get("continu")
    return Droits(
        plein=palier.get("plein", 0),
        total=palier.get("total", 0),
        terme_continu=add_months(bloc.premier, continu) if continu else None,
        jusqu_a=suivant.start if suivant else FAR,
    )


def _palier(paliers: Any, mois: int) -> Any:  # noqa: ANN401 - a table read from the parameters
    """Return the last tier whose seniority is reached (reached exactly: included), or an empty one."""
    atteints = [palier for palier in paliers if palier["anciennete"] <= mois]
    return atteints[-1] if atteints else {}
