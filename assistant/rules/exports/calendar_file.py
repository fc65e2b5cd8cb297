"""The dates of a calculation as an iCalendar file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from assistant.domain.calculation import Calculation
from assistant.rules.core.dates import Period, next_day
from assistant.rules.core.french import FrenchValueError
from assistant.rules.exports.text import source_line

DOMAIN = "assistant-aesh"
REMINDERS = (timedelta(days=-7), timedelta(days=-1))


def as_calendar(calculation: Calculation, stamp: datetime) -> bytes:
    """Return an .ics file: one all-day event per date or period, with reminders for what is to be done.

    `stamp` (with its time zone) is the moment of the export. The same facts give the same UIDs, so that a second
    import replaces the first. Raises `FrenchValueError` when there is no date to export.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Assistant AESH//FR")
    calendar.add("version", "2.0")
    for key, label, days, is_deadline in _dates(calculation):
        calendar.add_component(_event(calculation, key, label, days, stamp, is_deadline=is_deadline))
    if not calendar.subcomponents:
        raise FrenchValueError(
            "Ce calcul ne donne aucune date à mettre dans un agenda : choisissez le texte ou le JSON."
        )
    return bytes(calendar.to_ical())


def _dates(calculation: Calculation) -> Iterator[tuple[str, str, Period, bool]]:
    """Yield (key, label, days, is a deadline) for each date of the calculation."""
    for value in calculation.values:
        if value.in_calendar:
            yield value.id, value.label, _days(str(value.value)), False
    for rank, todo in enumerate(calculation.to_do):
        if todo.by:
            yield f"todo-{rank}", todo.label, Period(todo.by, todo.by), True


def _days(text: str) -> Period:
    first, _, last = text.partition("/")
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


def _event(
    calculation: Calculation, key: str, label: str, days: Period, stamp: datetime, *, is_deadline: bool
) -> Event:
    event = Event()
    event.add("uid", _uid(calculation, key))
    event.add("dtstamp", stamp)
    event.add("dtstart", days.first)
    event.add("dtend", next_day(days.last))
    event.add("summary", label)
    texts = " ; ".join(source_line(source) for source in calculation.sources)
    event.add("description", f"{calculation.summary}\n{texts}".strip())
    event.add("transp", "TRANSPARENT")
    for before in REMINDERS if is_deadline else ():
        event.add_component(alarm(label, before))
    return event


def alarm(label: str, before: timedelta) -> Alarm:
    """Return a reminder of `label`, shown `before` (a negative duration) what it is about."""
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", label)
    made.add("trigger", before)
    return made


def _uid(calculation: Calculation, key: str) -> str:
    facts = json.dumps([calculation.calculator, calculation.inputs, key], sort_keys=True, ensure_ascii=False)
    return f"{hashlib.sha256(facts.encode()).hexdigest()[:32]}@{DOMAIN}"
