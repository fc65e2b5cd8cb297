"""What the chain asks of an optional language model; nothing here knows one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.domain.answer import Answer
from assistant.domain.corpus import Passage


class WritingStage(Protocol):
    """Writes an answer again from the same réponses, passages and results; what it writes is verified afterwards."""

    def write(self, question: str, answer: Answer, passages: Sequence[Passage]) -> Answer:
        """Return `answer`, or one whose sentences before the fold are written anew; never raises."""
