"""What the page asks of a conversation, read from an event of the browser: nothing that it sends is trusted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.web import texts
from assistant.web.conversation import (
    MAX_EXCHANGES,
    QuestionRefusedError,
    Talk,
    asked_again,
    check_question,
    converse,
    restored,
)
from assistant.web.provider import AssistantProvider

MAX_KEY = 80
MAX_VALUE = 200
MAX_CORRECTIONS = 100


def acted(
    provider: AssistantProvider, data: Mapping[str, object], typed: object, talk: Talk, limit: int
) -> Iterator[Talk]:
    """Yield the conversation as an event changes it.

    `data` says what is wanted: « retry », « correct » (a fact of the case), « erase » (a fact), « restore » (a whole
    conversation), « question » (that of a button); else the question `typed` is asked. `limit` is the greatest number
    of characters of a question. Raises `QuestionRefusedError`, in French, for what cannot be done.
    """
    if "retry" in data:
        yield from asked_again(provider, talk, talk.corrections)
    elif "correct" in data:
        yield from asked_again(provider, talk, {**talk.corrections, **_correction(data["correct"])})
    elif "erase" in data:
        yield from asked_again(provider, talk, {**talk.corrections, _key(data["erase"]): None})
    elif "restore" in data:
        yield restored(provider, *conversation_of(data["restore"], limit))
    else:
        question = check_question(data.get("question", typed), limit)
        yield from converse(provider, question, replace(talk, exchanges=tuple(talk.exchanges)))


def conversation_of(sent: object, limit: int) -> tuple[list[str], dict[str, str | None]]:
    """Return the questions and the corrections of a conversation that the browser kept.

    Raises `QuestionRefusedError` for anything else than questions that can be asked.
    """
    if not isinstance(sent, dict):
        raise QuestionRefusedError(texts.EXPORT_REFUSED)
    questions, corrections = sent.get("questions"), sent.get("corrections") or {}
    if not isinstance(questions, list) or not isinstance(corrections, dict) or len(corrections) > MAX_CORRECTIONS:
        raise QuestionRefusedError(texts.EXPORT_REFUSED)
    read = {_key(key): None if value is None else _value(value) for key, value in corrections.items()}
    return [check_question(question, limit) for question in questions[-MAX_EXCHANGES:]], read


def _correction(sent: object) -> dict[str, str | None]:
    if not isinstance(sent, dict):
        raise QuestionRefusedError(texts.UNREADABLE_QUESTION)
    return {_key(sent.get("key")): _value(sent.get("value"))}


def _key(sent: object) -> str:
    if not isinstance(sent, str) or not sent or len(sent) > MAX_KEY:
        raise QuestionRefusedError(texts.UNREADABLE_QUESTION)
    return sent


def _value(sent: object) -> str:
    return check_question(sent, MAX_VALUE)
