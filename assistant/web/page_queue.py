"""The page's questions between Gradio's queue and the line for answers: who asks, who still reads, who waits."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import gradio as gr

from assistant.settings import Settings
from assistant.web.line import Line

T = TypeVar("T")
READER_SECONDS = 5.0
_END = object()


class PageQueue:
    """Gradio's queue as our gates see it, and the readers of each session.

    `blocks` is set once the page is mounted. Answers are made in threads of their own, as many as may be served.
    """

    def __init__(self, settings: Settings, line: Line) -> None:
        self.blocks: gr.Blocks | None = None
        self.line = line
        self._most = settings.waiting + settings.concurrency
        self._readers: Counter[str] = Counter()
        self._threads = ThreadPoolExecutor(settings.concurrency, thread_name_prefix="answer")

    def inputs(self) -> Mapping[int, int]:
        """Return how many inputs each function takes, by its number."""
        return {} if self.blocks is None else {n: len(f.inputs) for n, f in self.blocks.fns.items()}

    def knows(self, session: str) -> bool:
        """Tell whether a session has joined the queue."""
        return self.blocks is not None and session in self.blocks._queue.pending_messages_per_session

    def full(self) -> bool:
        """Tell whether no further question can wait."""
        return self.blocks is None or self.line.full or self.busy() >= self._most

    def busy(self) -> int:
        """Return how many events wait or run in Gradio's queue."""
        if self.blocks is None:
            return 0
        queue = self.blocks._queue
        return len(queue) + queue.get_active_worker_count()

    def reader_came(self, session: str) -> None:
        """Note that somebody reads the answers of a session."""
        self._readers[session] += 1

    def reader_left(self, session: str) -> None:
        """Note that a reader has gone."""
        self._readers[session] -= 1
        if self._readers[session] <= 0:
            del self._readers[session]

    def is_read(self, session: str) -> bool:
        """Tell whether somebody reads the answers of a session."""
        return session in self._readers

    async def is_awaited(self, session: str) -> bool:
        """Tell whether somebody reads, leaving a browser that just asked the time to begin."""
        for _ in range(int(READER_SECONDS / 0.1)):
            if self.is_read(session):
                return True
            await asyncio.sleep(0.1)
        return False

    async def stepped(self, make: Callable[[], Iterator[T]]) -> AsyncIterator[T]:
        """Yield what an iterator yields, each step made in a thread."""
        loop = asyncio.get_running_loop()
        steps = make()
        while True:
            item = await loop.run_in_executor(self._threads, next, steps, _END)
            if item is _END:
                return
            yield item  # type: ignore[misc]
