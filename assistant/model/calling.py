"""Asking a model within a time limit: the reply comes, or a plain reason why it does not."""

from __future__ import annotations

import logging
import queue
import random
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage

from assistant.model import texts
from assistant.model.breaker import Breaker
from assistant.model.cache import ReplyCache, content_key
from assistant.model.failures import Failure, failure_of

logger = logging.getLogger(__name__)
FIRST_WAIT_S = 0.3
STOPS = Callable[[str], bool]
_END = object()


@dataclass(frozen=True)
class Reply:
    """What came back: the message, whether from the cache, the requests that left and the milliseconds spent."""

    message: AIMessage
    cached: bool = False
    calls: int = 0
    elapsed_ms: float = 0.0


class ModelSilentError(Exception):
    """No usable reply; `reason` says why in French, `calls` how many requests left, `elapsed_ms` the time lost."""

    def __init__(self, reason: str, calls: int = 0, elapsed_ms: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.calls = calls
        self.elapsed_ms = elapsed_ms


class Caller:
    """Asks one model. `timeout_s` bounds a whole question, retries and waits included. Safe in several threads."""

    def __init__(
        self,
        chat: BaseChatModel,
        name: str,
        breaker: Breaker,
        cache: ReplyCache,
        timeout_s: float,
        retries: int,
    ) -> None:
        self._chat = chat
        self._name = name
        self._breaker = breaker
        self._cache = cache
        self._timeout = timeout_s
        self._retries = retries

    def ask(
        self,
        messages: Sequence[BaseMessage],
        stops: STOPS = lambda _: False,
    ) -> Reply:
        """Return the reply, streamed; `stops` is shown the text so far and ends it early when it returns True.

        Raises `ModelSilentError`: breaker open, time over, refused, cut, or empty.
        """
        key = content_key(self._name, messages)
        if kept := self._cache.get(key):
            return Reply(kept, cached=True)
        if not self._breaker.allows():
            raise ModelSilentError(texts.PAUSED)
        start = time.monotonic()
        message, calls = self._tried(messages, stops, start + self._timeout)
        self._breaker.succeeded()
        self._cache.put(key, message)
        return Reply(message, calls=calls, elapsed_ms=_ms(start))

    def _tried(self, messages: Sequence[BaseMessage], stops: STOPS, until: float) -> tuple[AIMessage, int]:
        start = time.monotonic()
        for tried in range(1, self._retries + 2):
            try:
                return self._streamed(messages, stops, until), tried
            except Exception as error:
                failure = failure_of(error)
                logger.warning("model call %d failed: %s", tried, failure.reason)
                wait = failure.wait_s if failure.wait_s is not None else FIRST_WAIT_S * 2 ** (tried - 1)
                wait *= 1 + random.random() / 4  # noqa: S311 (spreads retries, guards nothing)
                if not self._again(failure, tried, wait, until):
                    self._breaker.failed()
                    raise ModelSilentError(failure.reason, tried, _ms(start)) from error
                time.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _again(self, failure: Failure, tried: int, wait: float, until: float) -> bool:
        return failure.passing and tried <= self._retries and time.monotonic() + wait < until

    def _streamed(self, messages: Sequence[BaseMessage], stops: STOPS, until: float) -> AIMessage:
        """Gather the stream from its own thread: a drop now and then does not hold the user past the limit."""
        pieces: queue.SimpleQueue[object] = queue.SimpleQueue()
        over = threading.Event()
        threading.Thread(target=_pour, args=(self._chat, list(messages), pieces, over), daemon=True).start()
        try:
            return _gathered(pieces, stops, until)
        finally:
            over.set()


def _pour(
    chat: BaseChatModel, messages: list[BaseMessage], pieces: queue.SimpleQueue[object], over: threading.Event
) -> None:
    try:
        stream: Any = chat.stream(messages)
        for piece in stream:
            pieces.put(piece)
            if over.is_set():
                break
        with suppress(Exception):
            stream.close()
        pieces.put(_END)
    except Exception as error:
        pieces.put(error)


def _gathered(pieces: queue.SimpleQueue[object], stops: STOPS, until: float) -> AIMessage:
    whole: AIMessageChunk | None = None
    while (piece := _next(pieces, until)) is not _END:
        if isinstance(piece, AIMessageChunk):
            whole = piece if whole is None else whole + piece
            if piece.text and stops(whole.text):
                break
    if whole is None or not whole.text.strip():
        raise ValueError(texts.EMPTY)
    # A stream that ends without saying why was cut: half an answer may be the wrong half.
    if whole.response_metadata.get("finish_reason") is None and not stops(whole.text):
        raise ConnectionError(texts.CUT)
    return AIMessage(content=whole.content, response_metadata=whole.response_metadata)


def _next(pieces: queue.SimpleQueue[object], until: float) -> object:
    try:
        piece = pieces.get(timeout=max(0.0, until - time.monotonic()))
    except queue.Empty:
        raise TimeoutError(texts.SLOW) from None
    if isinstance(piece, Exception):
        raise piece
    return piece


def _ms(start: float) -> float:
    return round((time.monotonic() - start) * 1000, 1)
