"""One search of the index: the rankings that answer a query, fused."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from assistant.domain.corpus import Chunk, Frozen, Passage
from assistant.index.filters import Filter
from assistant.index.reader import IndexReader
from assistant.retrieval.fusion import fuse
from assistant.retrieval.query import Query

QUESTIONS = Filter(kind="question")


class Tuning(Frozen):
    """How the rankings are made and weighed.

    `candidates` is the length of each ranking, `recognised` the number of the fiches' questions that count,
    `fusion_k` the constant of the fusion. The weights are those of the words, of the vectors, of the fiches' own
    questions, and, when the fiches are left out, of what is kindred to the fiche whose question is nearest.
    """

    candidates: int = 40
    recognised: int = 10
    fusion_k: int = 10
    lexical: float = 1.0
    dense: float = 0.5
    question: float = 0.6
    kindred: float = 0.4


class Search:
    """A query put to a reader within a filter; ranks passages, never questions."""

    def __init__(
        self, reader: IndexReader, query: Query, vector: Sequence[float], where: Filter, tuning: Tuning
    ) -> None:
        self._reader, self._query, self._vector, self._where, self._tuning = reader, query, vector, where, tuning

    @property
    def vector(self) -> Sequence[float]:
        """Return the vector of the query."""
        return self._vector

    def ranked(self) -> list[tuple[str, float]]:
        """Return the ids of the chunks found with their fused score, best first, ties by id."""
        tuning = self._tuning
        rankings = [
            (list(self._lexical)[: tuning.candidates], tuning.lexical),
            ([identifier for identifier, _ in self._dense], tuning.dense),
            (self._led_to(), tuning.question),
            (self._kindred(), tuning.kindred),
        ]
        return fuse(rankings, tuning.fusion_k)

    def passage(self, chunk_id: str, score: float) -> Passage:
        """Return what was found with its section, its source and its raw figures."""
        chunk = self._chunk(chunk_id)
        signals = {"dense": self._cosines([chunk])[0], "lexical": self._lexical.get(chunk_id, 0.0)}
        nearest = [cosine for question, cosine in self._questions if question.section_id == chunk.section_id]
        if nearest:
            signals["question"] = max(nearest)
        if self._questions:
            signals["asked"] = max(cosine for _, cosine in self._questions)
        return Passage(
            chunk=chunk,
            section=self._reader.catalogue.sections[chunk.section_id],
            source=self._reader.catalogue.sources[chunk.source_id],
            score=score,
            signals=signals,
        )

    @cached_property
    def _lexical(self) -> dict[str, float]:
        """BM25 score of every chunk that shares a stem with the query, best first."""
        return dict(self._reader.lexical(self._query.weights, len(self._reader.catalogue.chunks), self._where))

    @cached_property
    def _dense(self) -> list[tuple[str, float]]:
        """The chunks nearest to the query, with their cosine similarity."""
        return self._near(self._vector)

    @cached_property
    def _questions(self) -> list[tuple[Chunk, float]]:
        """The fiches' questions nearest to this one, whatever the filter, with their cosine similarity."""
        tuning = self._tuning
        near = [identifier for identifier, _ in self._reader.dense(self._vector, tuning.candidates, QUESTIONS)]
        worded = [i for i, _ in self._reader.lexical(self._query.weights, tuning.candidates, QUESTIONS)]
        fused = fuse([(near, 1.0), (worded, 1.0)], tuning.fusion_k)[: tuning.recognised]
        found = [self._chunk(identifier) for identifier, _ in fused]
        return list(zip(found, self._cosines(found), strict=True))

    @cached_property
    def _recognised(self) -> list[Chunk]:
        """The questions that ask the same, best first.

        The nearest of them may have nothing to do with the query: one that is farther than a passage does not count.
        """
        nearest = self._dense[0][1] if self._dense else -1.0
        return [question for question, cosine in self._questions if cosine >= nearest]

    def _near(self, vector: Sequence[float]) -> list[tuple[str, float]]:
        return self._reader.dense(vector, self._tuning.candidates, self._where)

    def _led_to(self) -> list[str]:
        """Return the passages that the questions recognised lead to, as far as the filter lets them through."""
        led = [self._answer(question.section_id) for question in self._recognised]
        return [chunk.chunk_id for chunk in led if chunk and self._admits(chunk)]

    def _answer(self, section_id: str) -> Chunk | None:
        """Return the passage of a section that is nearest to the query."""
        passages = self._passages_of(section_id)
        if not passages:
            return None
        cosines = self._cosines(passages)
        return passages[cosines.index(max(cosines))]

    def _kindred(self) -> list[str]:
        """Return the passages that say the same as the fiche whose question is recognised first.

        A guide does not speak as people ask; a fiche's answer speaks as guides do. Only for a search without fiches:
        where they are searched, the fiche itself comes first.
        """
        if self._where.fiches or not self._recognised:
            return []
        answer = [chunk.chunk_id for chunk in self._passages_of(self._recognised[0].section_id)]
        return [i for i, _ in self._near(self._reader.mean_vector(answer))] if answer else []

    def _passages_of(self, section_id: str) -> list[Chunk]:
        return [chunk for chunk in self._reader.chunks_of(section_id) if chunk.kind == "passage"]

    def _admits(self, chunk: Chunk) -> bool:
        return self._where.admits(chunk, self._reader.catalogue.sources[chunk.source_id])

    def _chunk(self, chunk_id: str) -> Chunk:
        return self._reader.catalogue.chunks[self._reader.catalogue.rows[chunk_id]]

    def _cosines(self, chunks: Sequence[Chunk]) -> list[float]:
        return self._reader.similarities([chunk.chunk_id for chunk in chunks], self._vector)
