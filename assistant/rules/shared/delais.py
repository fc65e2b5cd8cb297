"""Deadlines of the review of a report: jours francs, months, and the day on which they may end."""

from __future__ import annotations

from datetime import date

from assistant.rules.core.calendar import METROPOLE, Territory, jours_francs_deadline, next_ouvre
from assistant.rules.core.dates import add_days
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul

REPORT = "un samedi, un dimanche ou un jour férié est reporté au premier jour ouvré"


class DelaiSituation(AgentSituation):
    """A situation with deadlines that public holidays may move."""

    territoire: Territory | None = fact("territoire")


def territory_of(s: DelaiSituation, c: Calcul) -> Territory:
    """Return the territory; unknown is mainland France, and the result says so."""
    if s.territoire is None:
        c.hypothesis("Jours fériés de la métropole, hors Alsace-Moselle : précisez le territoire s'il est autre.")
    return s.territoire or METROPOLE


def francs(
    c: Calcul, name: str, label: str, event: date, delay: Used, territory: Territory, *, sure: bool = True
) -> date:
    """Record the last day within `delay` jours francs of `event`, before and after the week-end rule.

    A date that is not `sure` (its event has not happened) says so, and stays out of the calendar.
    """
    raw = c.apply(
        *(f"{name}_brut", f"{label}, avant report", _raw, event, delay),
        expression="{0} + {1} : ni le jour de départ ni le jour d'échéance ne comptent",
        unit="date",
    )
    return _reported(c, name, label, raw, territory, sure=sure)


def months(
    c: Calcul, name: str, label: str, event: date, delay: Used, territory: Territory, *, sure: bool = True
) -> tuple[date, date]:
    """Record the last day within `delay` months of `event`, date to date, before and after the week-end rule."""
    raw = c.shift(
        *(f"{name}_brut", f"{label}, avant report", event, delay),
        convention="de date à date, le jour de départ n'étant pas compté",
    )
    return raw, _reported(c, name, label, raw, territory, sure=sure)


def _raw(event: date, days: int) -> date:
    return jours_francs_deadline(event, days, extend=False)


def _reported(c: Calcul, name: str, label: str, raw: date, territory: Territory, *, sure: bool) -> date:
    label = label if sure else f"{label} (au plus tard possible)"
    c.value(f"{name}_brut", f"{label}, avant report", raw, calendar=False)
    last = c.apply(
        *(name, label, next_ouvre, raw, territory),
        expression="{0} : " + REPORT,
        unit="date",
        sources=["snetap-jours-francs"],
    )
    return c.value(name, label, last, calendar=sure)


def francs_readings(c: Calcul, event: date, delay: Used, kept: date) -> None:
    """Show both ways of counting: jours francs, which the decree says, and plain days, which leaflets say."""
    c.reading(f"{delay.shown}, puis report", kept, source_id="decret-86-83#1-4", kept=True, why=WHY_FRANCS)
    plain = add_days(event, delay.integer)
    label = "Même nombre de jours, simples et sans report"
    why = "Plusieurs documents syndicaux ne disent pas « francs » : date prudente."
    c.reading(label, plain, source_id="cgt-entretien", why=why)
    c.value("date_prudente", "Date prudente, en jours simples", plain, calendar=False)


WHY_FRANCS = "Le décret écrit « jours francs » ; la note du SNETAP-FSU décrit le report."
