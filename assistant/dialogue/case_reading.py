"""What the calculators of a question take of the turn: their facts, and the dates that none of them claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from assistant.dialogue.case import Case, Known, general, said
from assistant.dialogue.case_state import Loose, Part, State
from assistant.dialogue.facts import Said
from assistant.dialogue.filling_arrets import ENDS
from assistant.dialogue.filling_claims import (
    SERVICES,
    SUBJECT_BOUND,
    as_said,
    claims,
    fact_of,
    field_fact,
    identity,
    replaced_date,
)
from assistant.dialogue.filling_lengths import read_lengths
from assistant.dialogue.followup import corrects
from assistant.dialogue.questions import restated
from assistant.dialogue.routing import Route
from assistant.language.dates import FoundDate
from assistant.domain.text import fold
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_months
from assistant.rules.parsing import Duration
from assistant.rules.registry import find

_CONTRACT = re.compile(r"\b(?:cdi|cdd)\b")
CARRIED = {"montant", "jours"}
LOOSE = "date_libre"
MOST_APART, SOON = timedelta(400), timedelta(30)
UNFORESEEN = {
    "accident_travail",
    "anciennete_maladie",
    "carence",
    "declaration_accident",
    "enfant_malade",
    "envoi_arret",
    "indemnites_journalieres",
    "registre_maladie",
    "salaire_maladie",
}
LOOSE_LABEL = "Date citée"


@dataclass(frozen=True)
class Taken:
    """The facts claimed, the calculators that leave a date unclaimed, and the dates that one of them claimed."""

    facts: tuple[Known, ...] = ()
    loose: frozenset[str] = frozenset()
    claimed: tuple[FoundDate, ...] = ()


def general_facts(read: Said, turn: int) -> list[Known]:
    """Return the facts of a turn that hold whatever is asked."""
    return [general(f.key, f.value, f.written, turn) for f in read.facts.values() if f.key not in SUBJECT_BOUND]


def taken_by(part: Part, piece: str, own: Said, others: Sequence[FoundDate], state: State) -> Taken:
    """Return what the calculators of `part` take of its own words `piece`, of which `own` was read.

    `others` are dates said beside another question of the turn, or before: only words that tell their role give them
    a field.
    """
    facts: list[Known] = list(_unclaimed_amounts(part, own, state.turn))
    loose: set[str] = set()
    claimed: list[FoundDate] = []
    for route in part.subject.routes:
        taken, left = _by_one(part, route, piece, own, others, state)
        facts += taken
        loose |= {route.calculator} if left else set()
        # A date may come back in another year: its place tells it.
        open_ = {(d.start, d.written) for d in left}
        claimed += [d for d in (*own.dates, *others) if (d.start, d.written) not in open_]
    if part.facts_only and not (own.facts or own.dates):
        facts += _restated(part, piece, state)
    facts += _bare_contract(part, piece, own, state.turn)
    return Taken(tuple(facts), frozenset(loose), tuple(claimed))


def _by_one(
    part: Part, route: Route, piece: str, own: Said, others: Sequence[FoundDate], state: State
) -> tuple[list[Known], list[FoundDate]]:
    calculator = find(route.calculator)
    dates = (near_case(found, calculator, state.case) for found in own.dates)
    own = replace(own, dates=tuple(unforeseen(found, calculator, state.today) for found in dates))
    known = calculator.pivot and said(state.case, *identity(calculator, calculator.pivot))
    pivot = not (part.facts_only and known) or corrects(piece)
    taken = claims(calculator, route, piece, own, state.turn, pivot=pivot)
    beside = claims(calculator, route, "", Said({}, tuple(others)), state.turn, pivot=False)
    facts = [*beside.facts, *taken.facts]
    ahead = [k for k in facts if k.name == SERVICES and not _can_begin(k.value, own, state.today)]
    facts = [k for k in facts if k not in ahead]
    left = [*taken.left, *(d for d in (*own.dates, *others) if d.day in {k.value for k in ahead})]
    if len(left) == 1 and part.facts_only and not ahead:
        fixed = replaced_date(calculator, left[0], state.case, state.turn)
        facts, left = ([*facts, fixed], []) if fixed else (facts, left)
    return facts, [*left, *beside.left]


def _can_begin(day: object, own: Said, today: date) -> bool:
    """Whether services can have begun on `day`: not ahead, nor far from the seniority told with it."""
    if not isinstance(day, date):
        return True
    told = own.facts.get("anciennete")
    if told and isinstance(told.value, Duration) and not told.value.days:
        return abs(add_months(today, -told.value.total_months) - day) <= MOST_APART
    return day <= today


def near_case(found: FoundDate, calculator: Calculator[Any], case: Case) -> FoundDate:
    """Return a date said without its year in the year, of the three around, that is nearest to the case's dates."""
    dated = [k.value for n in calculator.situation.model_fields if (k := said(case, *identity(calculator, n)))]
    others = [d for d in dated if isinstance(d, date)][-1:]
    if found.exact or not others or not re.search(r"\d", found.written):
        return found
    days = [day for n in (-1, 0, 1) if (day := add_months(found.day, 12 * n)).day == found.day.day]
    return replace(found, day=min(days, key=lambda day: abs(day - others[0])))


def unforeseen(found: FoundDate, calculator: Calculator[Any], today: date) -> FoundDate:
    """Return a date said without its year in the year past, for an illness or an accident: neither is foreseen."""
    ahead = found.day - today > SOON and not found.exact and re.search(r"\d", found.written)
    if calculator.id not in UNFORESEEN or not ahead or ENDS.search(found.before.rstrip()):
        return found
    return replace(found, day=add_months(found.day, -12))


def _unclaimed_amounts(part: Part, own: Said, turn: int) -> Iterable[Known]:
    """Keep an amount or a number of days that no calculator asks for: the next question may."""
    asked = {fact_of(find(r.calculator), n) for r in part.subject.routes for n in _fields(r)}
    for key in CARRIED - asked:
        if key in own.facts:
            yield general(key, own.facts[key].value, own.facts[key].written, turn)


def _restated(part: Part, piece: str, state: State) -> Iterable[Known]:
    """Read a bare value (« pardon, 4 ans », « et avec 8 mois ? ») as the fact of its kind said last."""
    lengths = read_lengths(piece)
    days = [(find(r.calculator), n) for r in part.subject.routes for n in _fields(r)]
    counted = [(c, n) for c, n in days if fact_of(c, n) == "jours"]
    if len(lengths) == 1 and lengths[0].value.days and counted:
        yield field_fact(*counted[0], lengths[0].value.days, lengths[0].written, state.turn)
    elif len(lengths) == 1 and any(SERVICES in _fields(route) for route in part.subject.routes):
        yield general("anciennete", lengths[0].value, lengths[0].written, state.turn)
    elif corrects(piece) or re.search(r"\d", piece):
        found = restated(piece, state.case, state.turn)
        if found:
            yield found


def _bare_contract(part: Part, piece: str, own: Said, turn: int) -> Iterable[Known]:
    """Read « et pour un CDI ? » after a first question: the case is meant, no CDI is asked for."""
    found = _CONTRACT.search(fold(piece))
    if part.facts_only and found and "contrat" not in own.facts:
        yield general("contrat", found[0], found[0], turn)


def _fields(route: Route) -> list[str]:
    return list(find(route.calculator).situation.model_fields)


def loose_fact(loose: Loose) -> Known:
    """Return what shows in the case a date that nothing claims."""
    day = loose.found.day
    return replace(general(f"{LOOSE}_{day.isoformat()}", day, as_said(loose.found), loose.turn), label=LOOSE_LABEL)
