"""Which legal event a date of a sentence dates, told by the words around it: the nearest cue wins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from assistant.dialogue.routing import Route
from assistant.language.dates import FoundDate
from assistant.domain.corpus import Frozen
from assistant.rules.core.calculator import Calculator
from assistant.rules.registry import find

DATA = Path(__file__).with_name("roles.toml")
_SENTENCE_END = re.compile(r"[;?!]|\.(?=\s|$)(?<!\d\.)")
_ACROSS_COMMA, _AFTER, _NOT_ASKED, _WEAK = 40, 12, 60, 15
Known = Sequence[Calculator[Any]]


class Event(Frozen):
    """An event, the fields of calculators that ask for it, and the words that announce its date.

    `of` names calculators in whose questions it is heard besides; with `always` it is heard in every question, with
    `alone` in those that call for no calculator. `before_if_field` holds weaker words, heard only when a calculator
    called for has one of its fields; `unless` is looked for in the words before the date.
    """

    name: str
    fields: tuple[str, ...]
    of: tuple[str, ...] = ()
    always: bool = False
    alone: bool = False
    before: str
    before_if_field: str = ""
    after: str = ""
    unless: str = ""

    def field(self, calculator: Calculator[Any]) -> str:
        """Return the field by which `calculator` asks for this event, or ""."""
        names = {name.removeprefix(f"{calculator.id}.") for name in self.fields}
        return next((name for name in calculator.situation.model_fields if name in names), "")

    def heard(self, calculators: Known) -> bool:
        """Whether its words are listened to in a question that calls for `calculators`."""
        if self.always or (self.alone and not calculators):
            return True
        return any(self.field(c) or c.id in self.of for c in calculators)

    def asked(self, calculators: Known) -> bool:
        """Whether one of `calculators` asks for it: the others only listen to their plainest words."""
        return not calculators or any(self.field(c) or c.id in self.of for c in calculators)

    def cues(self, calculators: Known) -> Iterator[tuple[re.Pattern[str], int]]:
        """Yield the patterns of the words before a date, each with how much less it counts."""
        yield self._patterns[0], 0
        if self.before_if_field and any(self.field(c) for c in calculators):
            yield self._patterns[1], _WEAK

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return re.compile(self.before), re.compile(self.before_if_field)


class _File(Frozen):
    event: tuple[Event, ...]


@dataclass(frozen=True)
class _Around:
    """The words between a date and its neighbours, in its own sentence."""

    before: str
    after: str


@cache
def events() -> tuple[Event, ...]:
    """Return the events of the data file, in order."""
    return _File.model_validate(tomllib.loads(DATA.read_text("utf-8"))).event


def dated_events(dates: Sequence[FoundDate], routes: Sequence[Route]) -> tuple[dict[str, date], tuple[date, ...]]:
    """Return the day of each event told in a question that calls for `routes`, and the days left over."""
    calculators = [find(route.calculator) for route in routes]
    told, left = assigned(dates, calculators)
    event = _pivot_event(calculators[0]) if calculators and not routes[0].strict else None
    if len(left) == 1 and event and event.name not in {e.name for e in told}:
        told[event] = left.pop()
    return {event.name: found.day for event, found in told.items()}, tuple(found.day for found in left)


def assigned(dates: Sequence[FoundDate], calculators: Known) -> tuple[dict[Event, FoundDate], list[FoundDate]]:
    """Give dates to events, the surest pairs first; each event takes one date, each date one event."""
    pairs = sorted(_pairs(dates, calculators), key=lambda pair: pair[0])
    told: dict[Event, FoundDate] = {}
    for _, event, found in pairs:
        if event not in told and found not in told.values():
            told[event] = found
    return told, [found for found in dates if found not in told.values()]


def _pairs(dates: Sequence[FoundDate], calculators: Known) -> Iterator[tuple[tuple[int, int], Event, FoundDate]]:
    for around, found in _surroundings(dates):
        for event in events():
            if not event.heard(calculators) or (event.unless and re.search(event.unless, around.before)):
                continue
            rank = _rank(event, around, calculators)
            if rank is not None:
                yield (rank[0] + _NOT_ASKED * (not event.asked(calculators)), rank[1]), event, found


def _rank(event: Event, around: _Around, calculators: Known) -> tuple[int, int] | None:
    """Return how far the nearest cue of `event` stands from the date (a comma counts), the longest first, or None."""
    found: list[tuple[int, int]] = []
    for cue, weakness in event.cues(calculators):
        for match in cue.finditer(around.before):
            between = around.before[match.end() :]
            distance = len(between) + _ACROSS_COMMA * between.count(",") + weakness
            found.append((distance, match.start() - match.end()))
    if event.after and (after := re.search(event.after, around.after)):
        found.append((after.start() + _AFTER, 0))
    return min(found) if found else None


def _surroundings(dates: Sequence[FoundDate]) -> Iterator[tuple[_Around, FoundDate]]:
    ordered = sorted(dates, key=lambda found: found.start)
    for place, found in enumerate(ordered):
        previous = ordered[place - 1] if place else None
        gap = found.start - (previous.start + len(previous.written)) if previous else len(found.before)
        before = found.before[-gap:] if gap > 0 else ""
        after = _SENTENCE_END.split(found.after)[0]
        yield _Around(_SENTENCE_END.split(before)[-1].strip(), after), found


@cache
def _pivot_event_of(name: str) -> Event | None:
    calculator = find(name)
    return next(
        (event for event in events() if calculator.pivot and event.field(calculator) == calculator.pivot), None
    )


def _pivot_event(calculator: Calculator[Any]) -> Event | None:
    return _pivot_event_of(calculator.id)
