"""How often a passage holding the evidence is among the first ones: `python -m eval.retrieval_sample`.

Only the guides are searched. A passage is right when its text holds one of the question's quotes once both are folded
(white space, Markdown marks, case, quotes and apostrophes, words cut at a line's end).
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.assembly import open_retriever
from assistant.index.errors import IndexStoreError
from assistant.retrieval.retriever import AeshRetriever
from assistant.settings import PROJECT_ROOT, load_settings

SAMPLE = PROJECT_ROOT.parent / "shared" / "questions-sample.yaml"
TARGETS = {5: 0.95, 10: 0.98}
DEPTH = 50
MODES = {
    "hybride": {},
    "mots seuls": {"dense": 0.0, "kindred": 0.0},
    "vecteurs seuls": {"lexical": 0.0, "kindred": 0.0},
    "sans les fiches": {"kindred": 0.0},
}

_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\N{SOFT HYPHEN}": None}
)
_BREAK = re.compile(r"(?<=\w)-\s*\n\s*(?=\w)")
_MARKS = re.compile(r"</?sup>|[*#`\[\]()]")


@dataclass(frozen=True)
class Item:
    """A question with its earlier turns and the folded quotes that hold its evidence."""

    name: str
    turns: tuple[str, ...]
    quotes: tuple[str, ...]


def normalised(text: str) -> str:
    """Return `text` as it is compared with a quote."""
    plain = unicodedata.normalize("NFKC", _BREAK.sub("", text)).translate(_SIGNS)
    return " ".join(_MARKS.sub("", plain).casefold().split())


def read_items(path: Path) -> list[Item]:
    """Return the questions of a sample that carry an evidence quote."""
    entries = yaml.safe_load(path.read_text("utf-8"))
    items = []
    for entry in entries:
        quotes = tuple(normalised(source["quote"]) for source in entry.get("sources", ()) if source.get("quote"))
        if quotes:
            items.append(Item(entry["id"], tuple(entry.get("turns") or (entry["question"],)), quotes))
    return items


def rank(retriever: AeshRetriever, item: Item) -> int | None:
    """Return the rank, from 1, of the first passage that holds the evidence; None beyond `DEPTH`."""
    found = retriever.chunks(item.turns[-1], k=DEPTH, fiches=False, history=item.turns[:-1])
    texts = (normalised(passage.chunk.text) for passage in found)
    return next((n for n, text in enumerate(texts, 1) if any(quote in text for quote in item.quotes)), None)


def recall(ranks: Sequence[int | None], k: int) -> float:
    """Return the share of questions answered among the first `k` passages."""
    return sum(r is not None and r <= k for r in ranks) / len(ranks)


def line(name: str, ranks: Sequence[int | None], milliseconds: float) -> str:
    """Return one line of the table."""
    reciprocal = sum(1 / r for r in ranks if r) / len(ranks)
    shares = "   ".join(f"{recall(ranks, k):6.1%}" for k in (1, 5, 10))
    return f"{name:16s} {shares}   {reciprocal:5.3f}   {milliseconds:5.0f} ms"


def measure(retriever: AeshRetriever, items: Sequence[Item]) -> tuple[list[int | None], float]:
    """Return the rank of each item and the median time of a search, in milliseconds."""
    ranks, times = [], []
    for item in items:
        start = time.perf_counter()
        ranks.append(rank(retriever, item))
        times.append((time.perf_counter() - start) * 1000)
    return ranks, statistics.median(times)


def longest(retriever: AeshRetriever) -> int:
    """Return the tokens of the longest passage, as the embedder counts them."""
    chunks = retriever.index.reader().catalogue.chunks
    return max(retriever.embedder.count_tokens(chunk.text) for chunk in chunks if chunk.kind == "passage")


def report(retriever: AeshRetriever, items: Sequence[Item]) -> bool:
    """Print the table and the questions missed; say whether the targets are reached."""
    print(f"{len(items)} questions, guides seuls, passages de {longest(retriever)} tokens au plus.")
    print(f"{'':16s} rappel@1  rappel@5  rappel@10    MRR    médiane")
    hybrid: list[int | None] = []
    for name, changes in MODES.items():
        tuned = retriever.model_copy(update={"tuning": retriever.tuning.model_copy(update=changes)})
        ranks, milliseconds = measure(tuned, items)
        hybrid = hybrid or ranks
        print(line(name, ranks, milliseconds))
    for item, found in zip(items, hybrid, strict=True):
        if found is None or found > min(TARGETS):
            print(f"  rang {found or '—'} : {item.name} « {' / '.join(item.turns)} »")
    return all(recall(hybrid, k) >= target for k, target in TARGETS.items())


def main() -> int:
    """Measure and print; 0 when the targets are reached, 1 when they are not, 2 when it cannot be measured."""
    parser = argparse.ArgumentParser(description="Mesure la recherche de passages sur l'échantillon de questions.")
    parser.add_argument("--questions", type=Path, default=SAMPLE, help="fichier YAML des questions")
    arguments = parser.parse_args()
    if not arguments.questions.is_file():
        print(f"Le fichier « {arguments.questions} » n'existe pas : donnez-en un avec --questions.", file=sys.stderr)
        return 2
    try:
        retriever = open_retriever(load_settings())
    except IndexStoreError as error:
        print(error, file=sys.stderr)
        return 2
    reached = report(retriever, read_items(arguments.questions))
    print("Objectifs atteints." if reached else f"Objectifs manqués : {TARGETS}.")
    return 0 if reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
