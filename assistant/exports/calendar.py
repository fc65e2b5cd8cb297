"""Dates as an iCalendar file: whole-day events, stable identifiers, reminders before what must be done."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from icalendar import Calendar, Event

from assistant.exports.document import clean
from assistant.rules.core.dates import next_day
from assistant.rules.core.french import FrenchValueError
from assistant.rules.exports.calendar_file import DOMAIN, REMINDERS, alarm


@dataclass(frozen=True)
class CalendarEvent:
    """A day to note. `key` names it within its calendar; a deadline comes with reminders."""

    key: str
    label: str
    day: date
    description: str = ""
    deadline: bool = False


def as_calendar_file(events: Sequence[CalendarEvent], *, name: str, owner: str, stamp: datetime) -> bytes:
    """Return the .ics file of `events`, under the title `name`.

    `owner` tells two persons' calendars apart: the same owner and keys give the same identifiers, so that a second
    import moves the events instead of doubling them. `stamp` (with its time zone) is the moment of the export.
    Raises `FrenchValueError` when there is nothing to note, `ValueError` for a stamp without time zone.
    """
    if stamp.tzinfo is None:
        raise ValueError("the stamp needs its time zone")
    if not events:
        raise FrenchValueError("Aucune date à mettre dans un agenda : indiquez d'abord une date.")
    calendar = Calendar()
    calendar.add("prodid", "-//Assistant AESH//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean(name))
    for event in events:
        calendar.add_component(_event(event, owner, stamp))
    return bytes(calendar.to_ical())


def _event(event: CalendarEvent, owner: str, stamp: datetime) -> Event:
    made = Event()
    made.add("uid", _uid(owner, event.key))
    made.add("dtstamp", stamp)
    made.add("dtstart", event.day)
    made.add("dtend", next_day(event.day))
    made.add("summary", clean(event.label))
    if event.description:
        made.add("description", clean(event.description))
    made.add("transp", "TRANSPARENT")
    for before in REMINDERS if event.deadline else ():
        made.add_component(alarm(clean(event.label), before))
    return made


def _uid(owner: str, key: str) -> str:
    digest = hashlib.sha256(f"{owner}\n{key}".encode()).hexdigest()
    return f"{digest[:32]}@{DOMAIN}"
