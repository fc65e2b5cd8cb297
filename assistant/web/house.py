"""What the server does by itself while it runs: opinions past their time are erased, the index is looked over."""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections.abc import Callable

from assistant.feedback.store import FeedbackError, FeedbackStore
from assistant.index.store import IndexStore
from assistant.settings import Settings
from assistant.web.provider import AssistantProvider

EVERY_SECONDS = 60.0
_log = logging.getLogger(__name__)


class House:
    """One look at a time; `look` may be called from any thread, and never raises."""

    def __init__(
        self,
        settings: Settings,
        provider: AssistantProvider,
        today: Callable[[], datetime.date] = datetime.date.today,
    ) -> None:
        self._index = IndexStore(settings.index_dir)
        self._opinions = FeedbackStore(settings.feedback_dir, settings.feedback_days, today)
        self._provider = provider
        self._today = today
        self._purged: datetime.date | None = None

    def look(self) -> None:
        """Check the files of the index; erase old opinions on the first look of each day."""
        damage = self._index.damage()
        if damage and damage != self._provider.damage:
            _log.error("%s", damage)
        self._provider.damage = damage
        if self._purged != self._today():
            try:
                self._opinions.purge()
                self._purged = self._today()
            except FeedbackError as error:
                _log.error("%s", error)

    def keep(self, every: float = EVERY_SECONDS) -> threading.Thread:
        """Look now and every `every` seconds, in the background."""
        thread = threading.Thread(target=self._watch, args=(every,), name="house", daemon=True)
        thread.start()
        return thread

    def _watch(self, every: float) -> None:
        while True:
            try:
                self.look()
            except Exception:
                _log.exception("The house could not be looked after")
            time.sleep(every)
