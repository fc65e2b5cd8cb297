"""A conversation sent back by the browser, answered anew: the server keeps none."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from assistant.answering.service import Assistant
from assistant.domain.answer import Answer
from assistant.feedback.records import MAX_REASON, Reason, Verdict
from assistant.web import texts
from assistant.web.conversation import QuestionRefusedError

BUDGET_SECONDS = 20.0


class Sent(BaseModel):
    """What the browser kept: the questions, and the facts corrected (None for those erased)."""

    model_config = ConfigDict(extra="forbid")

    questions: list[JsonValue] = Field(min_length=1)
    corrections: dict[str, JsonValue] = Field(default_factory=dict)


class SentTurn(Sent):
    """A conversation and one of its turns, from 0; `number` is the calculation of that turn, from 0."""

    turn: int = Field(ge=0)
    number: int = Field(default=0, ge=0)


class SentLetter(Sent):
    """A conversation, one of its turns, from 0, and the letter to fill from it."""

    turn: int = Field(ge=0)
    letter: str = Field(max_length=80)


class SentOpinion(Sent):
    """An opinion on one turn; `join` says whether the question may be kept with it."""

    turn: int = Field(ge=0)
    verdict: Verdict
    reason: Reason | None = None
    comment: str = Field(default="", max_length=MAX_REASON)
    join: bool = False


def replayed(
    assistant: Assistant,
    questions: Sequence[str],
    corrections: Mapping[str, str | None],
    budget: float = BUDGET_SECONDS,
) -> list[tuple[str, Answer]]:
    """Return each question with its answer, as the page showed them.

    Raises `QuestionRefusedError` when they take more than `budget` seconds in all: nobody else waits longer for them.
    """
    ends = time.monotonic() + budget
    answers = []
    for turn, question in enumerate(questions):
        if time.monotonic() > ends:
            raise QuestionRefusedError(texts.EXPORT_LATE)
        answers.append((question, assistant.ask(question, questions[:turn], corrections)))
    return answers
