"""What every face sees of the chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.domain.answer import Answer
from assistant.domain.corpus import Section, SourceInfo
from assistant.domain.trace import Trace


class Assistant(Protocol):
    """Answers questions from the index in service. Safe to call from several threads."""

    def ask(
        self, question: str, history: Sequence[str] = (), corrections: Mapping[str, str | None] | None = None
    ) -> Answer:
        """Answer `question`; `history` holds the earlier questions of the same conversation, oldest first.

        `corrections` holds the facts of the case that the user edited (as typed) or erased (None), by the `key` of
        `Answer.case`; an unknown key is left out.
        """

    def trace(
        self, question: str, history: Sequence[str] = (), corrections: Mapping[str, str | None] | None = None
    ) -> tuple[Answer, Trace]:
        """Return what `ask` returns, with how it came about."""

    def section(self, section_id: str) -> Section | None:
        """Return the section behind a citation, or None when the index no longer holds it."""

    def source(self, source_id: str) -> SourceInfo | None:
        """Return a source of the index, or None."""
