"""The first stage: what is no question of an AESH ends the turn before any search."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering import texts
from assistant.answering.turn import Turn
from assistant.dialogue.courtesy import Courtesy, courtesy
from assistant.dialogue.distress import distress
from assistant.dialogue.scope import is_improper, other_status
from assistant.domain.answer import Answer, Status

_COURTESIES = {
    Courtesy.GREETING: texts.GREETING,
    Courtesy.THANKS: texts.THANKS,
    Courtesy.GOODBYE: texts.GOODBYE,
}


def received(turn: Turn, max_chars: int) -> Turn:
    """End the turn for what is no question of an AESH: nothing, too much, a courtesy, another status.

    `max_chars` is the greatest number of characters of a question.
    """
    if not turn.question:
        return replace(turn, answer=_said(texts.EMPTY))
    if len(turn.question) > max_chars:
        return replace(turn, answer=_said(texts.TOO_LONG))
    if distress(turn.question):
        return turn
    if is_improper(turn.question):
        return replace(turn, answer=Answer(status=Status.OUT_OF_SOURCES, text=texts.IMPROPER))
    status = other_status(turn.question)
    if status:
        told = texts.OTHER_STATUS.format(name=status.name, differs=status.differs, where=status.where)
        return replace(turn, answer=Answer(status=Status.OUT_OF_SOURCES, text=told))
    kind = courtesy(turn.question)
    return replace(turn, answer=_said(_COURTESIES[kind])) if kind else turn


def _said(text: str) -> Answer:
    """Words that call for the user's next question."""
    return Answer(status=Status.NEEDS_INFORMATION, text=text)
