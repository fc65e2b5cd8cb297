"""What `queue_gate` asks of Gradio's queue, read from the page's blocks."""

from __future__ import annotations

from collections.abc import Mapping

import gradio as gr


class PageQueue:
    """The queue of the chat page; at most `waiting` questions wait in it."""

    def __init__(self, blocks: gr.Blocks, waiting: int) -> None:
        self._blocks = blocks
        self._waiting = waiting

    def inputs(self) -> Mapping[int, int]:
        """Return how many inputs each function takes, by its number."""
        return {number: len(function.inputs) for number, function in self._blocks.fns.items()}

    def knows(self, session: str) -> bool:
        """Tell whether a session has joined the queue."""
        return session in self._blocks._queue.pending_messages_per_session

    def full(self) -> bool:
        """Tell whether no further question can wait."""
        return len(self._blocks._queue) >= self._waiting
