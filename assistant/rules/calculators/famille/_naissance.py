"""The three days of the birth leave, which both birth and paternity leave begin with."""

from __future__ import annotations

from datetime import date

from assistant.rules.core.calendar import Territory, jours_ouvrables_from
from assistant.rules.core.dates import next_day
from assistant.rules.core.fields import FrBool
from assistant.rules.core.french import format_date, join_and
from assistant.rules.core.inputs import fact
from assistant.rules.core.steps import Calcul

SOURCE = "cgfp#L631-6"
TRAVAILLE: FrBool | None = fact("travaille_jour_naissance")


def jours_de_naissance(c: Calcul, naissance: date, travaille: bool | None, territory: Territory) -> tuple[date, ...]:
    """Publish `conge_naissance`: jours ouvrables, that is Monday to Saturday, public holidays left out."""
    days = c.parameter("naissance.jours", naissance)
    if travaille is None:
        c.hypothesis(
            "Vous ne travaillez pas le jour de la naissance : s'il est ouvrable, il est le premier du congé."
        )
    start = next_day(naissance) if travaille else naissance
    found = c.apply(
        *("conge_naissance", "Congé de naissance", jours_ouvrables_from, start, days, territory),
        expression="{1} à partir du {0}, dimanches et jours fériés laissés de côté ({2})",
        sources=[SOURCE],
    )
    shown = join_and([format_date(day) for day in found])
    return c.value("conge_naissance", "Jours du congé de naissance", found, shown=shown)
