"""A conversation after each turn: its case, its subject, the question left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.dialogue.case import Case
from assistant.dialogue.routing import Route
from assistant.language.dates import FoundDate


@dataclass(frozen=True)
class Subject:
    """What is being asked: the question in full words, and the calculators it calls for.

    `stated` says that nothing was asked yet, `background` is what was stated before it was asked; `since` is the turn
    at which it began. `loose` names the calculators for which a date of this subject is left unclaimed; `elsewhere`
    says that one of another subject is.
    """

    source: str = ""
    routes: tuple[Route, ...] = ()
    stated: bool = False
    background: str = ""
    since: int = 0
    loose: frozenset[str] = frozenset()
    elsewhere: bool = False


@dataclass(frozen=True)
class Part:
    """One question of a turn.

    `asked` can be read alone, `earlier` is the question it leans on, if any; `follows` says that it goes on with the
    subject before, `facts_only` that it only brings facts to it.
    """

    asked: str
    subject: Subject
    earlier: tuple[str, ...] = ()
    follows: bool = False
    facts_only: bool = False


@dataclass(frozen=True)
class Loose:
    """A date that no calculator claimed, and the turn that said it."""

    found: FoundDate
    turn: int


@dataclass(frozen=True)
class Asked:
    """A question put to the user: the field of a calculator."""

    calculator: str
    field: str


@dataclass(frozen=True)
class State:
    """What is known after a turn.

    `parts` are the questions of that turn, in order; `open` is the question put to the user, `unknown` those that the
    user cannot answer; `loose` are the dates that no calculator claimed; `problems` are French sentences on what
    could not be read in that turn, `uncorrected` on the corrections that cannot be.
    """

    today: date
    turn: int = -1
    case: Case = ()
    subject: Subject = Subject()
    parts: tuple[Part, ...] = ()
    open: Asked | None = None
    unknown: frozenset[Asked] = frozenset()
    loose: tuple[Loose, ...] = ()
    problems: tuple[str, ...] = ()
    uncorrected: tuple[str, ...] = ()
