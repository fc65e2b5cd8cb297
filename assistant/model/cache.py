"""What a model answered, kept in memory by the content of what it was asked. Nothing is written to disk."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Sequence

from langchain_core.messages import AIMessage, BaseMessage


def content_key(model: str, messages: Sequence[BaseMessage]) -> str:
    """Return the sha-256 of everything on which the reply depends: model, prompt and passages."""
    told = [model, *([m.type, m.text] for m in messages)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


class ReplyCache:
    """The last `entries` replies by content key; 0 keeps none. Safe in several threads."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, AIMessage] = OrderedDict()

    def get(self, key: str) -> AIMessage | None:
        """Return the reply kept under `key`, or None."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: str, reply: AIMessage) -> None:
        """Keep `reply`, the oldest ones leaving."""
        with self._lock:
            self._kept[key] = reply
            self._kept.move_to_end(key)
            while len(self._kept) > self._entries:
                self._kept.popitem(last=False)
