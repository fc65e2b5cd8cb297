"""What a question is about after the one before: another subject, the same with other facts, or the same anew."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from assistant.dialogue.case_state import Part, Subject
from assistant.dialogue.facts import Said
from assistant.dialogue.filling_claims import claims
from assistant.dialogue.followup import (
    asking_words,
    changes_subject,
    is_follow_up,
    supposes,
    without_asking,
    words_left,
)
from assistant.dialogue.questions_split import asks
from assistant.dialogue.routing import Route, routed
from assistant.domain.text import fold
from assistant.rules.registry import find, modules

CACHED = 2048
MOST_BESIDE = 2


def calculators_of(text: str) -> tuple[str, ...]:
    """Return the ids of the calculators that `text` calls for."""
    return tuple(route.calculator for route in _routes(text))


def subject_of(piece: str, read: Said, before: Subject, turn: int) -> Part:
    """Return the question `piece` of the turn `turn`, of which `read` was read, asked after the subject `before`.

    A follow-up takes from the subject before only what it lacks; when nothing answers it so, it stands alone.
    """
    found = _routes(piece)
    follows = bool(before.source) and (is_follow_up(piece) or before.stated) and not changes_subject(piece)
    earlier, since = ((before.source,), before.since) if follows else ((), turn)
    background = (before.source if before.stated else before.background) if follows else ""
    subject = Subject(piece, found, background=background, since=since)
    if found:
        return Part(piece, subject, earlier, follows)
    if before.source and _adds_to(piece, read, before, turn):
        return _same(piece, before)
    joined = _joined(piece, before) if follows else ()
    if joined:
        subject = replace(subject, source=f"{before.source} {piece}", routes=joined)
    return Part(piece, replace(subject, stated=not asks(piece) and not joined), earlier, follows)


def _adds_to(piece: str, read: Said, before: Subject, turn: int) -> bool:
    """Whether a turn only brings facts to the subject before, or states one that its calculators ask for."""
    known = [k for route in before.routes for k in claims(find(route.calculator), route, piece, read, turn).facts]
    left = words_left(piece, read, before.source, [fold(k.written) for k in known])
    return not left or (bool(known) and len(left) <= MOST_BESIDE and (supposes(piece) or not asks(piece)))


def _same(piece: str, before: Subject) -> Part:
    asked = f"{before.source} {piece}"
    subject = before if before.routes else replace(before, source=asked, routes=_routes(asked))
    return Part(asked, subject, follows=True, facts_only=True)


def _joined(piece: str, before: Subject) -> tuple[Route, ...]:
    """Return the calculators that the follow-up calls for once completed, and that the question before did not."""
    asking = asking_words(before.source)
    old = {name for text in (before.source, before.background, asking) for name in calculators_of(text)}
    case = without_asking(before.source)
    wholes = [f"{piece} {asking}", f"{piece} {before.source}", f"{before.source} {piece}", f"{piece} {case}"]
    for text in (*wholes, f"{before.background} {piece}"):
        new = tuple(route for route in _routes(text) if route.calculator not in old)
        if new:
            return new
    return ()


@lru_cache(maxsize=CACHED)
def _routes(text: str) -> tuple[Route, ...]:
    return tuple(routed(text, frozenset(modules())))
