"""Public question–passage sets (JSONL or BEIR), searched with the product's own words, vectors and fusion.

`questions.jsonl`: `question`, `passage_id` (absent: not answerable), `kind`; `passages.jsonl`: `passage_id`, `text`,
`scope`. BEIR: `queries.jsonl`, `corpus.jsonl` and `qrels/test.tsv`. The data stay where they are.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from assistant.embedding.base import Embedder
from assistant.index.words import K1, B
from assistant.lexicon.tokens import stems
from assistant.retrieval.fusion import fuse
from assistant.retrieval.query import analyse
from eval.retrieval import DEPTH, Ranked, RankingScore, ranking_score

CANDIDATES, DENSE_WEIGHT, FUSION_K = 40, 0.6, 10
Progress = Callable[[int, int], None]


class ExternalSet(BaseModel):
    """Passages by id, and questions with the ids of the passages that answer them."""

    model_config = ConfigDict(frozen=True)

    name: str
    passages: dict[str, str]
    questions: list[tuple[str, frozenset[str]]]


class ExternalError(ValueError):
    """A set that cannot be used; the message says why."""


def load(folder: Path, kind: str = "", themes_only: bool = False) -> ExternalSet:
    """Return the set in `folder`: questions of one `kind` (all by default), passages of `scope: themes` if asked.

    Raises `ExternalError` when the folder holds no set.
    """
    if (folder / "questions.jsonl").is_file() and (folder / "passages.jsonl").is_file():
        return _jsonl(folder, kind, themes_only)
    if (folder / "queries.jsonl").is_file() and (folder / "corpus.jsonl").is_file():
        return _beir(folder)
    raise ExternalError(f"jeu absent : ni questions.jsonl ni queries.jsonl dans {folder.name}")


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _jsonl(folder: Path, kind: str, themes_only: bool) -> ExternalSet:
    rows = [r for r in _lines(folder / "passages.jsonl") if not themes_only or r.get("scope") == "themes"]
    passages = {str(r["passage_id"]): str(r["text"]) for r in rows}
    questions = [
        (str(q["question"]), frozenset([str(q["passage_id"])]))
        for q in _lines(folder / "questions.jsonl")
        if q.get("passage_id") and (not kind or q.get("kind") == kind)
    ]
    return ExternalSet(name=f"{folder.name} {kind}".strip(), passages=passages, questions=questions)


def _beir(folder: Path) -> ExternalSet:
    passages = {str(r["_id"]): f"{r.get('title', '')}\n{r['text']}" for r in _lines(folder / "corpus.jsonl")}
    wanted: dict[str, set[str]] = {}
    with (folder / "qrels" / "test.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if int(row["score"]) > 0:
                wanted.setdefault(row["query-id"], set()).add(row["corpus-id"])
    queries = [(str(q["text"]), frozenset(wanted.get(str(q["_id"]), ()))) for q in _lines(folder / "queries.jsonl")]
    return ExternalSet(name=folder.name, passages=passages, questions=queries)


class Searcher:
    """The product's three ways of searching over the passages of a set."""

    def __init__(self, data: ExternalSet, embedder: Embedder | None, folder: Path, progress: Progress) -> None:
        self._ids = list(data.passages)
        self._embedder = embedder
        self._bm25 = bm25s.BM25(method="lucene", k1=K1, b=B)
        self._bm25.index([stems(text) or ["∅"] for text in data.passages.values()], show_progress=False)
        self._vocabulary = frozenset(self._bm25.vocab_dict)
        self._matrix = embedded(data, embedder, folder, progress) if embedder else None

    def words(self, question: str) -> list[str]:
        """Return the ids found by words, best first."""
        weights = analyse(question, (), self._vocabulary).weights
        total: NDArray[np.float32] = np.zeros(len(self._ids), dtype=np.float32)
        for stem, weight in weights.items():
            if stem in self._vocabulary:
                total += np.float32(weight) * self._bm25.get_scores([stem])
        return [self._ids[n] for n in np.argsort(-total, kind="stable")[:CANDIDATES] if total[n] > 0]

    def vectors(self, question: str) -> list[str]:
        """Return the ids nearest by meaning, best first."""
        if self._embedder is None or self._matrix is None:
            return []
        cosines = self._matrix @ np.array(self._embedder.embed_query(question), dtype=np.float32)
        return [self._ids[n] for n in np.argsort(-cosines, kind="stable")[:CANDIDATES]]

    def hybrid(self, question: str) -> list[str]:
        """Return both rankings fused as the product fuses them."""
        rankings = [(self.words(question), 1.0), (self.vectors(question), DENSE_WEIGHT)]
        return [identifier for identifier, _ in fuse(rankings, FUSION_K)]


def embedded(data: ExternalSet, embedder: Embedder, folder: Path, progress: Progress) -> NDArray[np.float32]:
    """Return the vectors of the passages, one row each, kept in `folder` by content."""
    texts = list(data.passages.values())
    named = hashlib.sha256("\0".join([embedder.identity, *texts]).encode()).hexdigest()[:16]
    path = folder / f"vectors-{named}.npy"
    if path.is_file():
        kept: NDArray[np.float32] = np.load(path)
        return kept
    rows: list[list[float]] = []
    for start in range(0, len(texts), 16):
        rows += embedder.embed_documents(texts[start : start + 16])
        progress(len(rows), len(texts))
    folder.mkdir(parents=True, exist_ok=True)
    matrix = np.array(rows, dtype=np.float32)
    np.save(path, matrix)
    return matrix


def external_scores(
    data: ExternalSet, embedder: Embedder | None, folder: Path, progress: Progress
) -> list[RankingScore]:
    """Return the score of each way of searching on a set; words alone without an embedder."""
    searcher = Searcher(data, embedder, folder, progress)
    ways = [("mots", searcher.words)]
    if embedder:
        ways += [("vecteurs", searcher.vectors), ("hybride", searcher.hybrid)]
    return [ranking_score(f"{data.name} : {name}", _ranked(data.questions, way)) for name, way in ways]


def _ranked(questions: Sequence[tuple[str, frozenset[str]]], way: Callable[[str], list[str]]) -> list[Ranked]:
    return [
        Ranked(case_id=str(n), relevant=tuple(i in wanted for i in way(q)[:DEPTH]), total=len(wanted))
        for n, (q, wanted) in enumerate(questions)
    ]
