"""The chain that one would write instead: LangChain's splitter, Chroma, the same embedder, four passages, extractive.

It reads the same texts as the product (guides and fiches, as extracted), and knows nothing of AESH, of sections or of
calculators; it always answers.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Sequence
from pathlib import Path

import chromadb
from chromadb.config import Settings
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from langchain_text_splitters import RecursiveCharacterTextSplitter
from pydantic import ConfigDict, Field

from assistant.domain.answer import Answer, Block, BlockKind, Citation, Sentence, Status
from assistant.domain.corpus import DocumentRecord
from assistant.domain.text import fold
from assistant.embedding.base import Embedder
from eval.measures.figures import sentences
from eval.outcome import Outcome

CHUNK, OVERLAP, TOP, SENTENCES, BATCH = 1000, 200, 4, 5, 32
_WORD = re.compile(r"[^\W_]{3,}")


def whole_text(document: DocumentRecord) -> str:
    """Return the text of a document as one string: what a plain loader would give."""
    return "\n\n".join(f"{section.heading}\n{section.text}" for section in document.sections)


class ChromaRetriever(BaseRetriever):
    """The nearest chunks of a Chroma collection, by cosine."""

    collection: chromadb.Collection
    embedder: Embedder
    fiches: dict[str, str] = Field(default_factory=dict)
    k: int = TOP

    model_config = ConfigDict(arbitrary_types_allowed=True)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        vector = self.embedder.embed_query(query)
        found = self.collection.query(
            query_embeddings=[vector],  # type: ignore[arg-type]
            n_results=self.k,
        )
        rows = zip((found["documents"] or [[]])[0], (found["metadatas"] or [[]])[0], strict=True)
        return [Document(page_content=text, metadata=self._about(str(about["source_id"]))) for text, about in rows]

    def _about(self, source_id: str) -> dict[str, str | None]:
        return {"source_id": source_id, "fiche_id": self.fiches.get(source_id)}


def chroma_retriever(documents: Sequence[DocumentRecord], embedder: Embedder, folder: Path) -> ChromaRetriever:
    """Return the retriever on `documents`; chunks already embedded in `folder` are kept, others leave it."""
    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    fiches = {d.source.source_id: d.source.fiche_id for d in documents if d.source.fiche_id}
    collection = client.get_or_create_collection(
        "plain", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    chunks = cut(documents)
    known = set(collection.get(include=[])["ids"])
    if stale := sorted(known - chunks.keys()):
        collection.delete(ids=stale)
    new = [key for key in chunks if key not in known]
    for start in range(0, len(new), BATCH):
        keys = new[start : start + BATCH]
        texts = [chunks[key][0] for key in keys]
        collection.upsert(
            ids=keys,
            documents=texts,
            embeddings=embedder.embed_documents(texts),  # type: ignore[arg-type]
            metadatas=[{"source_id": chunks[key][1]} for key in keys],
        )
    return ChromaRetriever(collection=collection, embedder=embedder, fiches=fiches)


def cut(documents: Sequence[DocumentRecord]) -> dict[str, tuple[str, str]]:
    """Return the chunks of `documents` by content: (text, source id)."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    return {
        hashlib.sha256(f"{d.source.source_id}\0{text}".encode()).hexdigest()[:32]: (text, d.source.source_id)
        for d in documents
        for text in splitter.split_text(whole_text(d))
    }


class PlainChain:
    """Retrieve, then extract: the four chunks whole, or (`brief`) the sentences that share most words."""

    def __init__(self, name: str, retriever: BaseRetriever, brief: bool) -> None:
        self.name = name
        self._chain: Runnable[str, list[Document]] = retriever | RunnableLambda(list)
        self._brief = brief

    def answer(self, case_id: str, question: str, history: Sequence[str]) -> Outcome:
        """Answer the question, the earlier ones put before it, as such chains do."""
        start = time.perf_counter()
        asked = " ".join([*history, question])
        found = self._chain.invoke(asked)
        middle = time.perf_counter()
        pieces = best_sentences(asked, found) if self._brief else [(d, d.page_content) for d in found]
        answer = extracted(pieces)
        end = time.perf_counter()
        return Outcome(
            case_id=case_id,
            answer=answer.model_copy(update={"elapsed_ms": round((end - start) * 1000, 1)}),
            passages=tuple(f"{d.metadata['source_id']} : {d.page_content}" for d in found),
            stages={"retrieve": round((middle - start) * 1000, 2), "write": round((end - middle) * 1000, 2)},
        )


def best_sentences(question: str, found: Sequence[Document]) -> list[tuple[Document, str]]:
    """Return the sentences of the chunks that share most words with the question, in reading order."""
    wanted = set(_WORD.findall(fold(question)))
    rows = [(d, s) for d in found for s in sentences(d.page_content)]
    ranked = sorted(range(len(rows)), key=lambda n: -len(wanted & set(_WORD.findall(fold(rows[n][1])))))
    return [rows[n] for n in sorted(ranked[:SENTENCES])]


def extracted(pieces: Sequence[tuple[Document, str]]) -> Answer:
    """Return the pieces as an answer, each with its citation."""
    citations = [
        Citation(
            n=n,
            source_id=d.metadata["source_id"],
            section_id="",
            title=d.metadata["source_id"],
            quote=text,
            fiche_id=d.metadata["fiche_id"],
        )
        for n, (d, text) in enumerate(pieces, 1)
    ]
    told = tuple(Sentence(text=text, cites=(n,)) for n, (_, text) in enumerate(pieces, 1))
    return Answer(status=Status.FOUNDED, blocks=(Block(kind=BlockKind.DIRECT, sentences=told),), citations=citations)
