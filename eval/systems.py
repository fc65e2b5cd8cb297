"""The systems compared: the product, the product with a part taken out, and the plain chain of `plain_langchain`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.runnables.config import set_config_context

from assistant.answering.chain import AnswerChain
from assistant.answering.turn import Turn
from assistant.domain.corpus import Nature, Passage
from assistant.model.stages import ModelStages
from assistant.retrieval.rerank import CrossEncoderReranker, Reranker, SentenceReranker
from assistant.retrieval.retriever import AeshRetriever
from assistant.retrieval.search import Tuning
from assistant.settings import load_settings
from eval.measures.answers import invalid_citations
from eval.outcome import Outcome

TODAY = date(2026, 11, 22)
EXCERPT = 2500


class System(Protocol):
    """Answers a conversation; `name` is what the report calls it. Safe in several threads."""

    name: str

    def answer(self, case_id: str, question: str, history: Sequence[str]) -> Outcome:
        """Return the answer with what was measured on the way. Never raises: an error is part of the outcome."""


class GuidesOnly(AeshRetriever):
    """The product's retriever without the project's fiches."""

    def passages(self, *args: Any, **kwargs: Any) -> list[Passage]:  # noqa: ANN401 — passed on as they come
        """Return the passages of the guides, those with a score."""
        found = super().passages(*args, **{**kwargs, "fiches": False})
        return [passage for passage in found if passage.score > 0]


class WithoutCalculators(AnswerChain):
    """The product's chain that calls no calculator."""

    def calculate(self, turn: Turn) -> Turn:
        """Leave the turn as it is."""
        return turn


class Chain:
    """A chain of the product under a name, with its stages timed."""

    def __init__(self, name: str, chain: AnswerChain) -> None:
        self.name = name
        self._chain = chain

    def answer(self, case_id: str, question: str, history: Sequence[str]) -> Outcome:
        """Ask the chain; its own runnables say how long each stage took and what was retrieved."""
        watch = StageWatch()
        with set_config_context({"callbacks": [watch]}) as context:
            given = context.run(self._chain.ask, question, list(history))
        invalid = invalid_citations(given, self._section_text)
        return Outcome(
            case_id=case_id, answer=given, passages=watch.passages, stages=watch.stages, invalid=tuple(invalid)
        )

    def _section_text(self, section_id: str) -> str | None:
        section = self._chain.section(section_id)
        return section.text if section else None


class StageWatch(BaseCallbackHandler):
    """Times the runnables of a chain by their name and keeps the passages that come out of the turn."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self.passages: tuple[str, ...] = ()
        self._open: dict[UUID, tuple[str, float]] = {}

    def on_chain_start(self, serialized: Any, inputs: Any, *, run_id: UUID, **kwargs: Any) -> None:  # noqa: ANN401
        """Note when a runnable starts."""
        self._open[run_id] = (str(kwargs.get("name") or ""), time.perf_counter())

    def on_chain_end(self, outputs: Any, *, run_id: UUID, **kwargs: Any) -> None:  # noqa: ANN401
        """Note how long it took, and the passages once they are there."""
        name, start = self._open.pop(run_id, ("", 0.0))
        if name and not name.startswith("Runnable"):
            self.stages[name] = round((time.perf_counter() - start) * 1000, 2)
        if isinstance(outputs, Turn) and outputs.passages:
            self.passages = tuple(shown(p) for p in outputs.passages)


def shown(passage: Passage) -> str:
    """Return a passage as the report lists it: source, section, beginning of the section's text."""
    text = passage.section.text[:EXCERPT].replace("\n", " ")
    return f"{passage.source.source_id} > {passage.section.heading} : {text}"


WORDS = Tuning(lexical=1.0, dense=0.0, question=0.0, kindred=0.0)
VECTORS = Tuning(lexical=0.0, dense=1.0, question=0.0, kindred=0.0)
BOTH = Tuning(question=0.0, kindred=0.0)
FULL = "produit"
WITH_MODEL = "produit + modèle"


def product_systems(retriever: AeshRetriever, max_chars: int, model: ModelStages | None = None) -> list[Chain]:
    """Return the product taken apart, from words alone to the whole; all on the same index, with the same clock.

    With a `model` configured, the product with it stands before the product without, which stays the last one.
    """

    def guides(tuning: Tuning) -> GuidesOnly:
        return GuidesOnly(index=retriever.index, embedder=retriever.embedder, k=retriever.k, tuning=tuning)

    def again(reranker: Reranker) -> AnswerChain:
        return AnswerChain(retriever.model_copy(update={"reranker": reranker}), max_chars, lambda: TODAY)

    parts = [("mots", guides(WORDS)), ("vecteurs", guides(VECTORS)), ("hybride", guides(BOTH))]
    built: list[tuple[str, AnswerChain]] = [
        *((name, WithoutCalculators(part, max_chars, lambda: TODAY)) for name, part in parts),
        ("hybride + fiches", WithoutCalculators(retriever, max_chars, lambda: TODAY)),
        *((f"produit et reclassement ({name})", again(reranker)) for name, reranker in rerankers(retriever)),
        *(
            [(f"{WITH_MODEL} {model.name}", AnswerChain(retriever, max_chars, lambda: TODAY, model=model))]
            if model
            else []
        ),
        (FULL, AnswerChain(retriever, max_chars, lambda: TODAY)),
    ]
    return [Chain(name, chain) for name, chain in built]


def rerankers(retriever: AeshRetriever) -> list[tuple[str, Reranker]]:
    """Return the ways of reading the passages again: by sentences, and by the cross-encoder that is configured."""
    settings = load_settings()
    found: list[tuple[str, Reranker]] = [("phrases", SentenceReranker(retriever.embedder))]
    if settings.reranker_model:
        found.append(("modèle", CrossEncoderReranker(Path(settings.reranker_model).expanduser())))
    return found


def is_guide(passage: Passage) -> bool:
    """Say whether a passage comes from a guide rather than from a fiche."""
    return passage.source.nature is not Nature.FICHE
