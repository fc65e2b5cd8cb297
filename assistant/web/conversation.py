"""One session's conversation: what was asked, what was answered, and what the page shows of it."""

from __future__ import annotations

import logging
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.service import Assistant
from assistant.domain.answer import Answer
from assistant.domain.corpus import Section, SourceInfo
from assistant.index.errors import IndexStoreError
from assistant.web import texts
from assistant.web.bounds import fold_repeats, fold_spaces
from assistant.web.provider import AssistantProvider, AssistantUnavailableError, explain
from assistant.web.render import announcement, render_answer, render_failure, render_pending
from assistant.web.sources import SourceView, source_view

_log = logging.getLogger(__name__)
MAX_EXCHANGES = 50
MOST_FOLDED = 10
RESTORE_SECONDS = 20.0


class QuestionRefusedError(ValueError):
    """A question that cannot be sent; the message is French and says what to do."""


@dataclass(frozen=True)
class Exchange:
    """A question and what came of it, under the `key` that names it in the page.

    `html` is what is shown, `announce` what a screen reader says; `answer` is None while pending or after a failure.
    """

    key: str
    question: str
    html: str
    announce: str
    pending: bool = False
    answer: Answer | None = None


def check_question(text: object, limit: int) -> str:
    """Return `text` trimmed and free of control characters; raises `QuestionRefusedError` when nothing can be asked.

    `limit` is the greatest number of characters. Runs of spaces are folded: the longest question stays quick to read.
    """
    if not isinstance(text, str):
        raise QuestionRefusedError(texts.UNREADABLE_QUESTION)
    if len(text) > MOST_FOLDED * limit:
        raise QuestionRefusedError(texts.QUESTION_TOO_LONG.format(length=len(text), limit=limit))
    cleaned = fold_spaces("".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}))
    if not cleaned:
        raise QuestionRefusedError(texts.EMPTY_QUESTION)
    if len(cleaned) > limit:
        raise QuestionRefusedError(texts.QUESTION_TOO_LONG.format(length=len(cleaned), limit=limit))
    return fold_repeats(cleaned)


@dataclass(frozen=True)
class Talk:
    """A conversation as it stands: its exchanges, and the facts of the case that the user edited or erased (None)."""

    exchanges: tuple[Exchange, ...] = ()
    corrections: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def questions(self) -> list[str]:
        """Return what was asked, oldest first."""
        return [exchange.question for exchange in self.exchanges]


def converse(provider: AssistantProvider, question: str, talk: Talk) -> Iterator[Talk]:
    """Yield the conversation with `question` pending, then with its answer; keeps the last `MAX_EXCHANGES`."""
    kept = talk.exchanges[-(MAX_EXCHANGES - 1) :]
    yield from _last_answered(provider, replace(talk, exchanges=(*kept, open_exchange(question, kept))))


def asked_again(provider: AssistantProvider, talk: Talk, corrections: Mapping[str, str | None]) -> Iterator[Talk]:
    """Yield the conversation with its last question pending, then answered anew with `corrections`."""
    if not talk.exchanges:
        return
    last = talk.exchanges[-1]
    pending = replace(last, html=render_pending(last.key, last.question), announce=texts.PENDING, pending=True)
    yield from _last_answered(provider, Talk((*talk.exchanges[:-1], pending), corrections))


def restored(provider: AssistantProvider, questions: Sequence[str], corrections: Mapping[str, str | None]) -> Talk:
    """Return the conversation that `questions` make, answered anew: the same texts, nothing being left to chance."""
    talk = Talk(corrections=corrections)
    ends = time.monotonic() + RESTORE_SECONDS
    for question in questions[-MAX_EXCHANGES:]:
        if time.monotonic() > ends:
            raise QuestionRefusedError(texts.RESTORE_LATE)
        exchange = open_exchange(question, talk.exchanges)
        closed = close_exchange(provider, exchange, talk.questions, corrections)
        talk = replace(talk, exchanges=(*talk.exchanges, closed))
    return talk


def stopped(talk: Talk) -> Talk:
    """Return the conversation with the answers still awaited given up."""
    closed = (_failed(e, texts.STOPPED, texts.STOPPED_TITLE) if e.pending else e for e in talk.exchanges)
    return replace(talk, exchanges=tuple(closed))


def _last_answered(provider: AssistantProvider, talk: Talk) -> Iterator[Talk]:
    yield talk
    *before, last = talk.exchanges
    closed = close_exchange(provider, last, talk.questions[:-1], talk.corrections)
    yield replace(talk, exchanges=(*before, closed))


def open_exchange(question: str, earlier: Sequence[Exchange]) -> Exchange:
    """Return a new pending exchange, numbered after the last one."""
    number = int(earlier[-1].key.removeprefix("t")) + 1 if earlier else 1
    key = f"t{number}"
    return Exchange(key, question, render_pending(key, question), texts.PENDING, pending=True)


def close_exchange(
    provider: AssistantProvider,
    exchange: Exchange,
    history: Sequence[str],
    corrections: Mapping[str, str | None] | None = None,
) -> Exchange:
    """Return `exchange` answered; whatever goes wrong becomes a message in French, the details go to the log."""
    try:
        assistant = provider.get()
        answer = assistant.ask(exchange.question, history, corrections)
        provider.record(exchange.question, answer)
        return _answered(exchange, answer, _views(assistant, answer, exchange.key))
    except AssistantUnavailableError as error:
        return _failed(exchange, str(error))
    except IndexStoreError as error:
        return _failed(exchange, explain(error))
    except Exception:
        _log.exception("A question could not be answered")
        return _failed(exchange, texts.UNEXPECTED_FAILURE)


def _answered(exchange: Exchange, answer: Answer, views: list[SourceView]) -> Exchange:
    html = render_answer(exchange.key, exchange.question, answer, views)
    return replace(exchange, html=html, announce=announcement(answer), pending=False, answer=answer)


def _failed(exchange: Exchange, message: str, title: str = texts.FAILURE_TITLE) -> Exchange:
    html = render_failure(exchange.key, exchange.question, message, title)
    return replace(exchange, html=html, announce=f"{title}. {message}", pending=False)


def _views(assistant: Assistant, answer: Answer, key: str) -> list[SourceView]:
    return [
        source_view(c, _section(assistant, c.section_id), _source(assistant, c.source_id), key)
        for c in answer.citations
    ]


def _section(assistant: Assistant, section_id: str) -> Section | None:
    """A citation whose section cannot be read any more is still shown, with its quote alone."""
    try:
        return assistant.section(section_id)
    except Exception:
        _log.exception("Section %r could not be read", section_id)
        return None


def _source(assistant: Assistant, source_id: str) -> SourceInfo | None:
    try:
        return assistant.source(source_id)
    except Exception:
        _log.exception("Source %r could not be read", source_id)
        return None


def shown(talk: Talk) -> list[dict[str, object]]:
    """Return what the browser receives: one record for each exchange, keyed so that only what changed is redrawn.

    Each also bears the question and the corrections, with which the browser can ask for the conversation again.
    """
    corrections = dict(talk.corrections)
    return [
        {
            "key": e.key,
            "html": e.html,
            "announce": e.announce,
            "pending": e.pending,
            "question": e.question,
            "corrections": corrections,
        }
        for e in talk.exchanges
    ]
