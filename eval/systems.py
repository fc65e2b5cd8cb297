"""The systems compared: the product whole, with its model when one is configured, and the plain chain beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant.answering.chain import AnswerChain
from assistant.domain.trace import QuestionTrace
from assistant.retrieval.rerank import CrossEncoderReranker, Reranker, SentenceReranker
from assistant.retrieval.retriever import AeshRetriever
from assistant.retrieval.search import Tuning
from assistant.settings import load_settings
from eval.measures.answers import invalid_citations
from eval.outcome import Outcome

TODAY = date(2026, 11, 22)
FULL = "produit"
WORDS = Tuning(lexical=1.0, dense=0.0, question=0.0, kindred=0.0)
VECTORS = Tuning(lexical=0.0, dense=1.0, question=0.0, kindred=0.0)
BOTH = Tuning(question=0.0, kindred=0.0)


class System(Protocol):
    """Answers a conversation; `name` is what the report calls it. Safe in several threads."""

    name: str

    def answer(self, case_id: str, question: str, history: Sequence[str]) -> Outcome:
        """Return the answer with what was measured on the way. Never raises: an error is part of the outcome."""


class Product:
    """The product's chain under a name."""

    def __init__(self, chain: AnswerChain, name: str = FULL) -> None:
        self.name = name
        self.chain = chain

    def answer(self, case_id: str, question: str, history: Sequence[str]) -> Outcome:
        """Ask the chain, with its own trace: the time of its stages, the passages, the calculators run."""
        given, trace = self.chain.trace(question, list(history))
        return Outcome(
            case_id=case_id,
            answer=given,
            passages=tuple(f"{p.source_id} > {p.section}" for q in trace.questions for p in q.passages),
            stages={s.name: s.ms for s in trace.stages},
            invalid=tuple(invalid_citations(given, self._section_text)),
            hidden=tuple(_said(q) for q in trace.questions),
        )

    def _section_text(self, section_id: str) -> str | None:
        section = self.chain.section(section_id)
        return section.text if section else None


def _said(question: QuestionTrace) -> str:
    return json.dumps([call.model_dump(mode="json") for call in question.tools], ensure_ascii=False)


def rerankers(retriever: AeshRetriever) -> list[tuple[str, Reranker]]:
    """Return the ways of reading the passages again: by sentences, and by the cross-encoder that is configured."""
    settings = load_settings()
    found: list[tuple[str, Reranker]] = [("phrases", SentenceReranker(retriever.embedder))]
    if settings.reranker_model:
        found.append(("modèle", CrossEncoderReranker(Path(settings.reranker_model).expanduser())))
    return found
