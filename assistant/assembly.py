"""The one place where the product is put together from the settings, for every face alike."""

from __future__ import annotations

from assistant.answering.chain import AnswerChain
from assistant.answering.stage import WritingStage
from assistant.embedding.factory import make_embedder
from assistant.embedding.reader import ReaderEmbedder
from assistant.ingestion.chunking import chunking_identity
from assistant.reader.calibration import Calibration
from assistant.reader.encoder import Encoder
from assistant.reader.heads import Heads
from assistant.reader.reader import Reader
from assistant.retrieval.retriever import AeshRetriever, make_retriever
from assistant.settings import Settings


def open_retriever(settings: Settings) -> AeshRetriever:
    """Return the retriever on the index of `settings`, the index checked.

    Raises the errors of the index: none built yet, damaged, or made with another embedder or chunking.
    """
    chunking = chunking_identity(settings.chunk_tokens, settings.chunk_max_tokens)
    retriever = make_retriever(settings, make_embedder(settings), chunking)
    retriever.index.reader()
    return retriever


def make_reader(encoder: Encoder | None = None) -> Reader:
    """Return the trained reader of the repository. Raises `WeightsError` when its weights are absent or damaged."""
    own = encoder or Encoder()
    return Reader(own, Heads.load(own.folder), Calibration.load(own.folder))


def make_assistant(settings: Settings) -> AnswerChain:
    """Return the assistant on the index of `settings`.

    Raises the errors of the index and of the weights.
    """
    retriever = open_retriever(settings)
    shared = retriever.embedder.encoder if isinstance(retriever.embedder, ReaderEmbedder) else None
    return AnswerChain(retriever, make_reader(shared), settings.max_question_chars, model=_make_writing(settings))


def _make_writing(settings: Settings) -> WritingStage | None:
    """The language model of the settings; its libraries are loaded only when one is configured."""
    if not (settings.model_base_url and settings.model_name):
        return None
    from assistant.model.factory import make_writing

    return make_writing(settings)
