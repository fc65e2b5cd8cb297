"""An assistant kept ready: nobody waits for what the first answer from an index must lay out."""

from __future__ import annotations

import logging
import threading
import time
from typing import Protocol

from assistant.index.errors import IndexStoreError

_log = logging.getLogger(__name__)
EVERY_SECONDS = 2.0


class Warmable(Protocol):
    """What can be made ready ahead of the questions."""

    def warm(self) -> None:
        """Make ready for the index in service; cheap when it is already. Raises the errors of the index."""


def keep_warm(assistant: Warmable, every: float = EVERY_SECONDS) -> threading.Thread:
    """Warm `assistant` now, then look every `every` seconds, in the background, for another index in service.

    A failure is logged and nothing more: the questions meet it again, and tell the user.
    """
    warm(assistant)
    thread = threading.Thread(target=_watch, args=(assistant, every), name="assistant-kept-warm", daemon=True)
    thread.start()
    return thread


def warm(assistant: Warmable) -> bool:
    """Warm `assistant`; return whether it could be."""
    try:
        assistant.warm()
    except IndexStoreError as error:
        _log.debug("%s", error)
        return False
    except Exception:
        _log.exception("The assistant could not be made ready ahead of the questions")
        return False
    return True


def _watch(assistant: Warmable, every: float) -> None:
    while True:
        time.sleep(every)
        warm(assistant)
