"""Every date of a case on one line: what happened, what is due and by whom, what cannot be dated yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.exports.calendar import CalendarEvent
from assistant.interview.case import Dossier
from assistant.interview.results import Results
from assistant.interview.words import milestones
from assistant.rules.core.dates import eve, next_day

Kind = Literal["acte", "echeance", "au_plus_tard", "repere", "attente"]


@dataclass(frozen=True)
class Milestone:
    """A date of the case.

    `kind` is an act, a firm deadline, a latest possible day (its event is not known yet), a landmark (the day before,
    the next interview), or an act still to be dated (`day` is None then).
    `who` acts; `state` is passe, aujourdhui or avenir, empty without a day; `alert` says what is wrong with it.
    """

    id: str
    label: str
    kind: Kind
    who: str
    note: str
    day: date | None = None
    state: str = ""
    alert: str = ""


def timeline(dossier: Dossier, results: Results, today: date) -> tuple[Milestone, ...]:
    """Return the milestones: dated ones by day, then the others in the order of the procedure."""
    found = list(_milestones(dossier, results, today))
    dated = [item for item in found if item.day is not None]
    rank = {item.id: place for place, item in enumerate(found)}
    dated.sort(key=lambda item: (item.day or today, rank[item.id]))
    return (*dated, *(item for item in found if item.day is None))


def _milestones(dossier: Dossier, results: Results, today: date) -> Iterator[Milestone]:
    for words in milestones():
        day = _day(words.day, dossier, results)
        kind: Kind = words.kind
        if kind == "echeance" and words.sure and getattr(dossier.case, words.sure) is None:
            kind = "au_plus_tard"
        if day is None and not words.awaited:
            continue
        if day is None:
            kind = "attente"
        yield Milestone(
            words.id, words.label, kind, words.who, words.note, day, _state(day, today),
            alert=words.alert if results.is_false(words.check) else "",
        )  # fmt: skip


def _day(path: str, dossier: Dossier, results: Results) -> date | None:
    """Return the day named by `path`: a fact, a value « calculator.value », or the eve or morrow of the interview."""
    interview = dossier.case.date_entretien
    if path in {"veille", "lendemain"}:
        return interview and (eve(interview) if path == "veille" else next_day(interview))
    if "." in path:
        return results.day(path)
    found = getattr(dossier.case, path)
    return found if isinstance(found, date) else None


def _state(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return "aujourdhui" if day == today else "passe" if day < today else "avenir"


def calendar_events(dossier: Dossier, results: Results, today: date) -> tuple[CalendarEvent, ...]:
    """Return what belongs in a calendar: the interview, its eve and morrow, and the firm deadlines.

    A latest possible day stays out: its event may come earlier, and move it.
    """
    wanted = {"entretien", "veille", "lendemain"}
    return tuple(
        CalendarEvent(item.id, f"{item.label} – {dossier.title}", item.day, item.note, item.kind == "echeance")
        for item in timeline(dossier, results, today)
        if item.day is not None and (item.id in wanted or item.kind == "echeance")
    )
