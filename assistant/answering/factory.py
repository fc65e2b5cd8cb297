"""The one place where the chain is put together from the settings."""

from __future__ import annotations

from assistant.answering.chain import AnswerChain
from assistant.retrieval.factory import make_live_index, retriever_on
from assistant.settings import Settings


def make_assistant(settings: Settings) -> AnswerChain:
    """Return the assistant on the index of `settings`.

    Raises the errors of the index: none built yet, or made with another embedder or chunking.
    """
    live = make_live_index(settings)
    live.reader()
    return AnswerChain(live, retriever_on(live, settings), settings.max_question_chars)
