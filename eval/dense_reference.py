"""The vectors measured by sentence-transformers' own evaluator, as a check on the measures of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.domain.corpus import Nature
from assistant.embedding.base import Embedder
from assistant.index.reader import IndexReader
from eval.retrieval import squashed
from eval.schema import RetrievalCase

NAME = "vecteurs"
CUTS = [1, 3, 5, 10]


class _Encoder:
    """Gives the evaluator the vectors of the index, and those of the questions."""

    def __init__(self, reader: IndexReader, embedder: Embedder) -> None:
        self._reader, self._embedder = reader, embedder

    def encode_document(self, chunk_ids: Sequence[str], **_: Any) -> Any:  # noqa: ANN401 — a tensor of the library
        import torch

        return torch.tensor([self._reader.mean_vector([chunk_id]) for chunk_id in chunk_ids])

    def encode_query(self, texts: Sequence[str], **_: Any) -> Any:  # noqa: ANN401 — a tensor of the library
        import torch

        return torch.tensor([self._embedder.embed_query(text) for text in texts])


def reference_scores(reader: IndexReader, embedder: Embedder, cases: Sequence[RetrievalCase]) -> dict[str, float]:
    """Return the evaluator's figures over the passages of guides, chunk by chunk: accuracy at each cut, MRR, nDCG.

    Its accuracy at k is our recall at k: one relevant chunk is enough. Cases without evidence are left out. Loads
    torch: about twenty seconds.
    """
    from sentence_transformers.sentence_transformer.evaluation import InformationRetrievalEvaluator
    from sentence_transformers.util import cos_sim

    corpus = _corpus(reader)
    relevant = {case.id: _relevant(case, corpus) for case in cases}
    asked = {case.id: case.question for case in cases if relevant[case.id]}
    evaluator = InformationRetrievalEvaluator(
        asked,
        {chunk_id: chunk_id for chunk_id in corpus},
        {identity: relevant[identity] for identity in asked},
        accuracy_at_k=CUTS,
        precision_recall_at_k=CUTS,
        write_csv=False,
        score_functions={NAME: cos_sim},
    )
    found = evaluator.compute_all_metrics(_Encoder(reader, embedder))[NAME]
    figures = {f"justesse@{k}": float(found["accuracy@k"][k]) for k in CUTS}
    return {
        **figures,
        "MRR@10": float(found["mrr@k"][10]),
        "nDCG@10": float(found["ndcg@k"][10]),
        "n": float(len(asked)),
    }


def _corpus(reader: IndexReader) -> dict[str, str]:
    return {
        chunk.chunk_id: squashed(section.text)
        for document in reader.documents()
        if document.source.nature is not Nature.FICHE
        for section in document.sections
        for chunk in reader.chunks_of(section.section_id)
        if chunk.kind == "passage"
    }


def _relevant(case: RetrievalCase, corpus: dict[str, str]) -> set[str]:
    quotes = [squashed(quote) for quote in case.quote]
    return {chunk_id for chunk_id, text in corpus.items() if any(quote in text for quote in quotes)}
