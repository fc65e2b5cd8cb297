"""The assistant behind the page: built once, off the path of the first page, and built again after a failure."""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections.abc import Callable

from assistant.answering.service import Assistant
from assistant.domain.answer import Answer, Status
from assistant.feedback.records import MAX_TEXT, Unanswered, masked
from assistant.feedback.store import FeedbackError, FeedbackStore
from assistant.index.errors import IndexStoreError
from assistant.settings import Settings
from assistant.web import texts
from assistant.web.usage import Usage

_log = logging.getLogger(__name__)
RETRY_SECONDS = 5.0

MakeAssistant = Callable[[Settings], Assistant]


class AssistantUnavailableError(RuntimeError):
    """No assistant can answer; the message is French and says what to do."""


def make_default(settings: Settings) -> Assistant:
    """Build the real chain, ready to answer; imported here because its libraries take seconds to load."""
    from assistant.assembly import make_assistant
    from assistant.web.warm_up import keep_warm

    assistant = make_assistant(settings)
    keep_warm(assistant)
    return assistant


class AssistantProvider:
    """Holds one assistant for all sessions, and counts what it answers in `usage`. Safe to call from several threads.

    A failure is remembered for a few seconds, so that a page full of visitors does not rebuild without end, then
    the next call tries again: an index made meanwhile is found without a restart.
    """

    def __init__(
        self, settings: Settings, assistant: Assistant | None = None, make: MakeAssistant = make_default
    ) -> None:
        self._settings = settings
        self._make = make
        self._assistant = assistant
        self.usage = Usage()
        self.damage = ""
        self._failure = ""
        self._failed_at = 0.0
        self._lock = threading.Lock()

    def get(self) -> Assistant:
        """Return the assistant, building it when needed; raises `AssistantUnavailableError`."""
        with self._lock:
            if self._assistant is None:
                self._build()
            if self._assistant is None:
                raise AssistantUnavailableError(self._failure)
            return self._assistant

    def _build(self) -> None:
        if self._failure and time.monotonic() - self._failed_at < RETRY_SECONDS:
            return
        try:
            self._assistant = self._make(self._settings)
            self._failure = ""
        except Exception as error:
            _log.exception("The assistant could not be built")
            self._failure = explain(error)
            self._failed_at = time.monotonic()

    def record(self, question: str, answer: Answer) -> None:
        """Count `answer`; keep `question`, masked, when it was not answered and the administrator asked for it."""
        self.usage.add(answer)
        if self._settings.keep_unanswered and answer.status is Status.OUT_OF_SOURCES:
            day = datetime.date.today()  # noqa: DTZ011 (the day of the people who ask)
            store = FeedbackStore(self._settings.feedback_dir, self._settings.feedback_days)
            try:
                store.add_unanswered(Unanswered(day=day, question=masked(question, MAX_TEXT)))
            except FeedbackError:
                _log.exception("A question without answer could not be kept")

    def state(self) -> str:
        """Return `texts.HEALTH_READY`, `HEALTH_DAMAGED`, `HEALTH_FAILED` or `HEALTH_STARTING`, without waiting.

        `damage` is what `House` saw of the files of the index: answers go on from memory, or from the index before.
        """
        if self.damage:
            return texts.HEALTH_DAMAGED
        if self._assistant is not None:
            return texts.HEALTH_READY
        return texts.HEALTH_FAILED if self._failure else texts.HEALTH_STARTING

    def warm_up(self) -> threading.Thread:
        """Build the assistant in the background; a failure is kept for the page to show."""
        thread = threading.Thread(target=self._try, name="assistant-warm-up", daemon=True)
        thread.start()
        return thread

    def _try(self) -> None:
        try:
            self.get()
        except AssistantUnavailableError as error:
            _log.warning("%s", error)


def explain(error: Exception) -> str:
    """Return what a reader of the page is told of `error`: its own words when it is about the index."""
    if not isinstance(error, IndexStoreError):
        return texts.NOT_READY
    return str(error) if "make index" in str(error) else f"{error} {texts.BUILD_INDEX}".strip()
