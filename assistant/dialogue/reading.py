"""One utterance read whole: its kind, the calculators that it calls for, its facts and the events that it dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.dialogue.facts import Said, read_facts
from assistant.dialogue.kind import Kind, kind_of
from assistant.dialogue.roles import dated_events
from assistant.dialogue.routing import Route, routed
from assistant.rules.registry import modules


@dataclass(frozen=True)
class Reading:
    """What is asked, and with which facts; `events` holds the dates whose legal event is told (or the only one open).

    `unclaimed` holds the dates whose event is not known: nothing may be computed from them.
    """

    kind: Kind
    routes: tuple[Route, ...]
    said: Said
    events: dict[str, date]
    unclaimed: tuple[date, ...]

    @property
    def calculators(self) -> tuple[str, ...]:
        """The calculators that are called for, in the order of the question's words."""
        return tuple(route.calculator for route in self.routes)


def read(question: str, today: date) -> Reading:
    """Return what `question`, asked on `today`, asks and says. It reads one message: a conversation joins several."""
    said = read_facts(question, today)
    routes = tuple(routed(question, frozenset(modules())))
    kind = kind_of(question, said, [route.calculator for route in routes])
    if kind is not Kind.CALCULATION:
        routes = ()
    events, unclaimed = dated_events(said.dates, routes)
    return Reading(kind, routes, said, events, unclaimed)
