"""From the case to the facts that a calculator asks for; what is supposed is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.dialogue.case import LABELS, Case, Known, said
from assistant.dialogue.filling_claims import SERVICES, SUBJECT_BOUND, fact_of, identity
from assistant.dialogue.routing import Route
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_months, eve, next_day
from assistant.rules.core.fields import WorkedMinutes
from assistant.rules.core.french import format_date
from assistant.rules.core.inputs import asked, label_of
from assistant.rules.parsing import Duration

# Dates that choose the legal values, not events of the case: today's are meant when nothing is said.
_OF_TODAY = {"date_paie", "aujourdhui", "mois_abonnement", "mois_cotisation", "date_contrat", "date_trajets"}
# Dates that stay true whatever is asked next.
_LASTING = {SERVICES, "fin_cdd", "naissance_enfant", "date_prevue_accouchement", "date_entree_echelon"}
_EXACT = re.compile(r"^[^:]*(?:\d{4}|\d[/.-]\d{1,2}[/.-]\d{2}\b)")
_DURATION = re.compile(r"^(\d+) (ans?|mois)$")
_TOLD = {"cdd": "CDD", "cdi": "CDI"}
_YES_NO: dict[str, object] = {"oui": True, "non": False}


@dataclass
class Filled:
    """What goes to a calculator; `told` names the facts given, `supposed` holds the French sentences on the rest.

    `echoed` are the dates of the turn that were said without their year, or as « lundi prochain », with their label.
    """

    data: dict[str, Any] = field(default_factory=dict)
    supposed: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    echoed: list[tuple[str, date]] = field(default_factory=list)


@dataclass(frozen=True)
class Moment:
    """When facts are taken from the case: the day, the place of the turn, and how it stands to the turns before.

    `follows` says that it goes on with the subject before; `loose` that a date of this subject is unclaimed,
    `elsewhere` that one of another subject is.
    """

    today: date
    turn: int = 0
    follows: bool = False
    loose: bool = False
    elsewhere: bool = False


def fill(calculator: Calculator[Any], route: Route, case: Case, moment: Moment) -> Filled:
    """Return the facts for `calculator`. A fact it does not ask for is left out."""
    filled = Filled()
    for name in calculator.situation.model_fields:
        known = _of_field(calculator, name, case, moment)
        if known:
            filled.data[name] = WorkedMinutes(known.value) if known.name == "heures" else known.value
            _tell_taken(filled, known, calculator)
            if known.turn == moment.turn and isinstance(known.value, date) and not _EXACT.search(known.written):
                filled.echoed.append((known.label, known.value))
    if "quotite" in filled.data:
        filled.data.pop("heures_accompagnement", None)
    rank = said(case, "rang")
    if rank and "enfants_deja" in calculator.situation.model_fields:
        filled.data["enfants_deja"] = int(rank.value) - 1
    filled.told = set(filled.data)
    _today(filled, calculator, route, moment)
    _services(filled, calculator, case, moment.today)
    _from_length(filled, calculator, case)
    _assume(filled, calculator, route)
    return filled


def _of_field(calculator: Calculator[Any], name: str, case: Case, moment: Moment) -> Known | None:
    own = said(case, *identity(calculator, name))
    if own and _holds_here(own, calculator, moment):
        return own
    key = fact_of(calculator, name)
    known = said(case, key, LABELS.get(key)) if key else None
    stale = known and key in SUBJECT_BOUND and 0 <= known.turn < moment.turn - 1
    return None if stale else known


def _holds_here(known: Known, calculator: Calculator[Any], moment: Moment) -> bool:
    """Whether a fact said for a calculator may serve this one: the date of another event may not."""
    if not isinstance(known.value, date) or known.calculator in ("", calculator.id) or known.name in _LASTING:
        return True
    return moment.follows or calculator.theme == "entretien"


def _tell_taken(filled: Filled, known: Known, calculator: Calculator[Any]) -> None:
    """Say a date that was given for another calculation."""
    other = known.calculator not in ("", calculator.id) and isinstance(known.value, date)
    if other and known.name not in _LASTING:
        filled.supposed.append(f"{known.label} : le {format_date(known.value)}, dit plus haut.")


def _today(filled: Filled, calculator: Calculator[Any], route: Route, moment: Moment) -> None:
    """Take today for what is not said; never beside an unclaimed date, which may be the very one asked for.

    Nor for an event once another one is dated: the case then has its own calendar.
    """
    fields = calculator.situation.model_fields
    told = any(name in filled.data for name in route.today_unless)
    dated = any(isinstance(value, date) and name not in _LASTING for name, value in filled.data.items())
    for name in () if moment.loose or told else route.today:
        known = name not in fields or name in filled.data
        if known or ((moment.elsewhere or dated) and name not in _OF_TODAY):
            continue
        filled.data[name] = moment.today
        label = label_of(calculator.situation, name)
        filled.supposed.append(f"{label} : le {format_date(moment.today)}, jour de votre question.")


def _services(filled: Filled, calculator: Calculator[Any], case: Case, today: date) -> None:
    """Turn a seniority (« 8 mois ») into a first day, counted back from the event that the calculator looks at."""
    known = said(case, "anciennete")
    if SERVICES not in calculator.situation.model_fields or SERVICES in filled.data or known is None:
        return
    value = known.value
    if isinstance(value, Duration) and not value.days:
        event = filled.data.get(calculator.pivot or "")
        until = event if isinstance(event, date) else today
        filled.data[SERVICES] = add_months(until, -value.total_months)
        filled.supposed.append(f"Ancienneté de {known.shown}, comptée jusqu'au {format_date(until)}.")
        filled.told.add(SERVICES)


def _from_length(filled: Filled, calculator: Calculator[Any], case: Case) -> None:
    """Tell the first day of the services from a CDD of known length and last day (« CDD de 3 ans »)."""
    known, last = said(case, "duree_cdd"), filled.data.get("dernier_jour_cdd")
    wanted = SERVICES in calculator.situation.model_fields and SERVICES not in filled.data
    if known is None or not isinstance(last, date) or not wanted:
        return
    if isinstance(known.value, Duration) and not known.value.days:
        filled.data[SERVICES] = add_months(next_day(last), -known.value.total_months)
        filled.supposed.append(f"Un seul contrat : {known.written}.")


def _assume(filled: Filled, calculator: Calculator[Any], route: Route) -> None:
    fields = calculator.situation.model_fields
    for name, usual in route.assume.items():
        if name not in fields or name in filled.data:
            continue
        value = _usual(filled, calculator, name, usual)
        if value is None:
            continue
        filled.data[name] = value
        words = dict(asked(fields[name]).get("choices") or {})
        shown = format_date(value) if isinstance(value, date) else str(words.get(usual, _TOLD.get(usual, usual)))
        label = label_of(calculator.situation, name)
        filled.supposed.append(f"{label} : {shown}, comme d'ordinaire ; dites-le si c'est autrement.")


def _usual(filled: Filled, calculator: Calculator[Any], name: str, usual: str) -> Any:  # noqa: ANN401
    """Return the usual value of a field; for a date, a length counted from the pivot, None while that is unknown."""
    dated = name.startswith(("date_", "dernier_jour_"))
    length = _DURATION.match(usual) if dated else None
    if length is None:
        return _YES_NO.get(usual, usual)
    origin = filled.data.get(calculator.pivot or "")
    if not isinstance(origin, date):
        return None
    return eve(add_months(origin, int(length[1]) * (1 if length[2] == "mois" else 12)))
