"""The retriever: a question in, passages out, behind LangChain's `BaseRetriever`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from assistant.domain.corpus import Nature, Passage
from assistant.embedding.base import Embedder
from assistant.index.filters import Filter
from assistant.index.live import LiveIndex
from assistant.index.store import IndexStore
from assistant.privacy.tracing import switch_off_tracing
from assistant.retrieval.query import analyse
from assistant.retrieval.rerank import READ_AGAIN, Reranker, make_reranker, reordered
from assistant.retrieval.search import Search, Tuning
from assistant.settings import Settings


class AeshRetriever(BaseRetriever):
    """Finds passages in the index in service. Deterministic; safe in several threads.

    `k` is the number of passages returned unless a call says otherwise. With a `reranker`, thrice as many are found
    and read again.
    """

    index: LiveIndex
    embedder: Embedder
    k: int = Field(default=8, ge=1)
    tuning: Tuning = Tuning()
    reranker: Reranker | None = None

    def passages(
        self,
        query: str,
        k: int | None = None,
        natures: Iterable[Nature] | None = None,
        source_ids: Iterable[str] | None = None,
        fiches: bool = True,
        history: Sequence[str] = (),
    ) -> list[Passage]:
        """Return up to `k` sections, best first, each with its best chunk.

        `natures` and `source_ids` restrict the sources, `fiches=False` leaves the fiches out; `history` holds the
        earlier questions that `query` depends on, oldest first. A question without a word gives nothing. Raises the
        errors of `IndexStore.open` when there is no index to search.
        """
        search, found = self._search(query, natures, source_ids, fiches, history)
        wanted = k or self.k
        best: dict[str, Passage] = {}
        for chunk_id, score in found:
            passage = search.passage(chunk_id, score)
            best.setdefault(passage.section.section_id, passage)
            if len(best) == wanted * (READ_AGAIN if self.reranker else 1):
                break
        return self._read_again(query, search, list(best.values()))[:wanted]

    def _read_again(self, query: str, search: Search, found: list[Passage]) -> list[Passage]:
        if self.reranker is None or not found:
            return found
        scores = self.reranker.scores(query, search.vector, found)
        return reordered(found, scores, self.tuning.fusion_k)

    def chunks(
        self,
        query: str,
        k: int | None = None,
        natures: Iterable[Nature] | None = None,
        source_ids: Iterable[str] | None = None,
        fiches: bool = True,
        history: Sequence[str] = (),
    ) -> list[Passage]:
        """Return up to `k` chunks, best first, several of one section if they are the best; else as `passages`."""
        search, found = self._search(query, natures, source_ids, fiches, history)
        return [search.passage(chunk_id, score) for chunk_id, score in found[: k or self.k]]

    def _search(
        self,
        query: str,
        natures: Iterable[Nature] | None,
        source_ids: Iterable[str] | None,
        fiches: bool,
        history: Sequence[str],
    ) -> tuple[Search, list[tuple[str, float]]]:
        reader = self.index.reader()
        where = Filter(
            natures=None if natures is None else frozenset(natures),
            source_ids=None if source_ids is None else frozenset(source_ids),
            fiches=fiches,
        )
        analysed = analyse(query, history, reader.vocabulary)
        search = Search(reader, analysed, self.embedder.embed_query(analysed.text), where, self.tuning)
        return search, search.ranked() if any(c.isalnum() for c in query) else []

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [as_document(passage) for passage in self.passages(query)]


def as_document(passage: Passage) -> Document:
    """Return a passage as LangChain's document: the chunk's text, the passage whole under the key "passage"."""
    return Document(
        id=passage.chunk.chunk_id,
        page_content=passage.chunk.text,
        metadata={
            "passage": passage,
            "source_id": passage.source.source_id,
            "title": passage.source.title,
            "section": passage.section.heading,
            "page": passage.chunk.page,
            "score": passage.score,
        },
    )


def make_retriever(settings: Settings, embedder: Embedder, chunking: str) -> AeshRetriever:
    """Return the retriever that `settings` describe, on the index in service; nothing is opened yet.

    `chunking` names the way of cutting that the index must have been made with.
    """
    switch_off_tracing()
    return AeshRetriever(
        index=LiveIndex(IndexStore(settings.index_dir), embedder, chunking),
        embedder=embedder,
        k=settings.passages,
        reranker=make_reranker(settings, embedder),
        tuning=Tuning(candidates=settings.candidates, fusion_k=settings.fusion_k),
    )
