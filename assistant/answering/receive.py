"""The first stage: what is no question of an AESH ends the turn before any search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answering import texts
from assistant.answering.turn import Turn
from assistant.dialogue.courtesy import Courtesy, courtesy
from assistant.dialogue.distress import Kind, distress
from assistant.dialogue.orders import without_orders
from assistant.dialogue.scope import is_improper, other_status
from assistant.domain.answer import Answer, Status

Hears = Callable[[str], Kind | None]

_COURTESIES = {
    Courtesy.GREETING: texts.GREETING,
    Courtesy.THANKS: texts.THANKS,
    Courtesy.GOODBYE: texts.GOODBYE,
    Courtesy.IDENTITY: texts.IDENTITY,
}
_BESIDE = {Courtesy.CHAT: texts.CHAT, Courtesy.HOSTILE: texts.HOSTILE}


def received(turn: Turn, max_chars: int, hears: Hears = distress) -> Turn:
    """End the turn for what is no question of an AESH: nothing, too much, bare orders, another status, a courtesy.

    Orders given to the assistant are taken out of the question. `max_chars` is the most characters of a question,
    `hears` tells the distress of a message.
    """
    if len(turn.question) > max_chars:
        return replace(turn, answer=_said(texts.TOO_LONG))
    asked = without_orders(turn.question)
    answer = _beside(turn.question, asked, hears)
    return replace(turn, question=asked, history=tuple(map(without_orders, turn.history)), answer=answer)


def _beside(typed: str, asked: str, hears: Hears) -> Answer | None:
    """Return the answer to what is no question of an AESH; None for a question, and for words of distress."""
    if not typed:
        return _said(texts.EMPTY)
    if not asked:
        return _declined(texts.ORDERS)
    if hears(asked):
        return None
    if is_improper(asked):
        return _declined(texts.IMPROPER)
    if status := other_status(asked):
        return _declined(texts.OTHER_STATUS.format(name=status.name, differs=status.differs, where=status.where))
    return _polite(courtesy(asked))


def _polite(kind: Courtesy | None) -> Answer | None:
    if kind in _BESIDE:
        return _declined(_BESIDE[kind])
    return _said(_COURTESIES[kind]) if kind else None


def _declined(text: str) -> Answer:
    return Answer(status=Status.OUT_OF_SOURCES, text=text)


def _said(text: str) -> Answer:
    """Words that call for the user's next question."""
    return Answer(status=Status.NEEDS_INFORMATION, text=text)
