"""The one place where the chain is made from the settings."""

from __future__ import annotations

from assistant.answering.chain import AnswerChain
from assistant.assembly import open_retriever
from assistant.model.factory import make_stages
from assistant.settings import Settings


def make_assistant(settings: Settings) -> AnswerChain:
    """Return the assistant on the index of `settings`.

    Raises the errors of the index: none built yet, damaged, or made with another embedder or chunking.
    """
    return AnswerChain(open_retriever(settings), settings.max_question_chars, model=make_stages(settings))
