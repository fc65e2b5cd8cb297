"""From the corpus and the base weights to a model ready to be trained: labels, vocabulary, proxies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from assistant.reader.labels import ACTS, DISTRESSES, Act
from assistant.reader.training.base_weights import locate, make_tokenizer, read_base
from assistant.reader.training.batches import Labels, encode
from assistant.reader.training.examples import Example
from assistant.reader.training.model import ReaderModel, Sizes, freeze_lower, make_encoder
from assistant.reader.training.vocabulary import choose_pieces, cut

FROZEN_LAYERS = 6
FEWEST_MARKS = 8
WORD_LIST = Path("/usr/share/dict/french")


def make_labels(examples: Sequence[Example], reponses: Iterable[str], twins: dict[str, str]) -> Labels:
    """Return the labels of the heads: all réponses, and the facts and states marked often enough to be learned."""
    roles = Counter(m.fact for e in examples for m in e.marks if not m.value)
    states = Counter(f"{m.fact}={m.value}" for e in examples for m in e.marks if m.value)
    return Labels(
        tuple(sorted(r for r in reponses if r not in twins)),
        tuple(sorted(name for name, times in roles.items() if times >= FEWEST_MARKS)),
        tuple(sorted(name for name, times in states.items() if times >= FEWEST_MARKS)),
        tuple(sorted({e.kind for e in examples if e.act in {Act.OUT_OF_SCOPE, Act.OTHER_STATUS}})),
        twins,
    )


def make_model(labels: Labels, texts: Iterable[str], layers: int | None = None) -> tuple[ReaderModel, Tokenizer]:
    """Return the untrained model over the base encoder, its vocabulary cut to `texts` and a French word list."""
    base = read_base(locate())
    kept = choose_pieces(base.pieces, [*_words(), *texts])
    pieces, embeddings = cut(base.pieces, base.tensors["embeddings.word_embeddings.weight"], kept)
    encoder = make_encoder(base, embeddings, layers)
    freeze_lower(encoder, FROZEN_LAYERS if layers is None else layers // 2)
    sizes = Sizes(len(labels.reponses), len(ACTS), len(DISTRESSES), len(labels.roles), len(labels.states), len(labels.kinds))
    return ReaderModel(encoder, sizes), make_tokenizer(pieces)


@torch.no_grad()
def place_proxies(model: ReaderModel, tokenizer: Tokenizer, labels: Labels, examples: Sequence[Example]) -> None:
    """Start each réponse's proxy at the mean of its phrasings, less what all messages have in common."""
    sums = torch.zeros_like(model.proxies)
    asked = [e for e in examples if e.reponses]
    total = torch.zeros(model.proxies.shape[1])
    for start in range(0, len(asked), 64):
        part = asked[start : start + 64]
        vectors = torch.nn.functional.normalize(_vectors(model, tokenizer, part), dim=-1)
        total += vectors.sum(0)
        for vector, example in zip(vectors, part, strict=True):
            for reponse in example.reponses:
                if (row := labels.row(reponse)) is not None:
                    sums[row] += vector
    common = torch.nn.functional.normalize(total, dim=0)
    counted = sums.norm(dim=-1) > 0
    own = sums - (sums @ common)[:, None] * common
    model.proxies[counted] = torch.nn.functional.normalize(own[counted], dim=-1)


def _vectors(model: ReaderModel, tokenizer: Tokenizer, examples: Sequence[Example]) -> torch.Tensor:
    from assistant.reader.training.train import _means

    with torch.autocast("cpu", dtype=torch.bfloat16):
        return _means(model, tokenizer, [encode(tokenizer, e) for e in examples]).float()


def _words() -> list[str]:
    if not WORD_LIST.exists():
        raise FileNotFoundError(f"La liste de mots {WORD_LIST} manque : installez le paquet « wfrench », puis relancez.")
    return WORD_LIST.read_text(encoding="utf-8").splitlines()
