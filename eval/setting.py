"""The bench: the index in service, the product on it, and where things are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.chain import AnswerChain
from assistant.assembly import make_reader, open_retriever
from assistant.reader.reader import Reader
from assistant.retrieval.retriever import AeshRetriever
from assistant.settings import PROJECT_ROOT, Settings
from eval.memory import RememberingEmbedder
from eval.systems import TODAY, Product, System

REPORTS = PROJECT_ROOT / "eval" / "reports"
SHARED, SHIPPED = "partage", "livre"
_SHARED_GUIDE = "guide-aesh-academie-de-nice"


@dataclass
class Bench:
    """`retriever` is the product's, `index_name` the generation it searches, `cache` where answers are kept.

    `corpus` says whether the guides of ../shared are in the index (« partage ») or not (« livre »).
    """

    retriever: AeshRetriever
    reader: Reader
    chain: AnswerChain
    index_name: str
    cache: Path
    corpus: str


def open_bench(settings: Settings, reports: Path = REPORTS) -> Bench:
    """Return the bench on the index of `settings`. Raises the errors of the index, in French."""
    retriever = open_retriever(settings)
    index = retriever.index.reader()
    reader = make_reader()
    return Bench(
        retriever=retriever,
        reader=reader,
        chain=AnswerChain(retriever, reader, settings.max_question_chars, lambda: TODAY),
        index_name=index.manifest.generation,
        cache=reports / ".cache",
        corpus=SHARED if any(_SHARED_GUIDE in d.source.origin for d in index.documents()) else SHIPPED,
    )


def product_only(bench: Bench) -> Sequence[System]:
    """Return the product alone: what the gate needs."""
    return [Product(bench.chain)]


def all_systems(bench: Bench) -> list[System]:
    """Return the plain LangChain chain in its two forms, then the product."""
    from eval.plain_langchain import PlainChain, chroma_retriever

    embedder = RememberingEmbedder(bench.retriever.embedder, bench.cache / "questions.npz")
    plain = chroma_retriever(bench.retriever.index.reader().documents(), embedder, bench.cache / "plain")
    embedder.save()
    return [
        PlainChain("LangChain simple, extraits", plain, brief=True),
        PlainChain("LangChain simple, 4 passages", plain, brief=False),
        *product_only(bench),
    ]
