"""The bench: the index in service, the embedder that remembers, where things are kept, and the systems on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assembly import open_retriever
from assistant.model.factory import make_stages
from assistant.model.stages import ModelStages
from assistant.retrieval.retriever import AeshRetriever
from assistant.settings import PROJECT_ROOT, Settings
from eval.judge import Judge, make_judge
from eval.memory import RememberingEmbedder
from eval.plain_langchain import PlainChain, chroma_retriever
from eval.systems import FULL, System, product_systems

REPORTS = PROJECT_ROOT / "eval" / "reports"
EXTERNAL = PROJECT_ROOT.parent / "shared" / "external"


@dataclass
class Bench:
    """`retriever` is the product's, `index_name` the generation it searches, `cache` where answers are kept.

    `model` is the language model of the settings and `judge` the same as a judge, None when none is configured.
    """

    retriever: AeshRetriever
    embedder: RememberingEmbedder
    index_name: str
    cache: Path
    max_chars: int
    model: ModelStages | None = None
    judge: Judge | None = None


def open_bench(settings: Settings, reports: Path = REPORTS) -> Bench:
    """Return the bench on the index of `settings`. Raises the errors of the index, in French."""
    retriever = open_retriever(settings)
    cache = reports / ".cache"
    embedder = RememberingEmbedder(retriever.embedder, cache / "questions.npz")
    return Bench(
        retriever=retriever.model_copy(update={"embedder": embedder}),
        embedder=embedder,
        index_name=retriever.index.reader().manifest.generation,
        cache=cache,
        max_chars=settings.max_question_chars,
        model=make_stages(settings),
        judge=make_judge(settings, cache),
    )


def all_systems(bench: Bench) -> list[System]:
    """Return the plain LangChain chain in its two forms, then the product from words alone to the whole."""
    documents = bench.retriever.index.reader().documents()
    plain = chroma_retriever(documents, bench.embedder, bench.cache / "plain")
    return [
        PlainChain("LangChain simple, extraits", plain, brief=True),
        PlainChain("LangChain simple, 4 passages", plain, brief=False),
        *product_systems(bench.retriever, bench.max_chars, bench.model),
    ]


def product_only(bench: Bench) -> Sequence[System]:
    """Return the product alone: what the gate needs."""
    return [s for s in product_systems(bench.retriever, bench.max_chars) if s.name == FULL]
