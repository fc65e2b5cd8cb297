"""From the corpus and the base weights to a model ready to be trained: labels, vocabulary, proxies."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from assistant.reader.labels import ACTS, DISTRESSES, Act
from assistant.reader.training.base_weights import locate, make_tokenizer, read_base
from assistant.reader.training.batches import LONGEST, Labels, bucket, encode
from assistant.reader.training.examples import Example
from assistant.reader.training.model import ReaderModel, Sizes, freeze_lower, make_encoder
from assistant.reader.training.train import Trainer
from assistant.reader.training.vocabulary import choose_pieces, cut

FROZEN_LAYERS = 8
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


def make_model(labels: Labels, texts: Iterable[str], work: Path) -> tuple[ReaderModel, Tokenizer]:
    """Return the untrained model over the base encoder, its vocabulary cut to `texts` and a French word list.

    The vocabulary is chosen once in a folder of `work`: the runs that start from one another share it.
    """
    base = read_base(locate())
    chosen = work / "vocabulary.npy"
    if not chosen.exists():
        work.mkdir(parents=True, exist_ok=True)
        np.save(chosen, choose_pieces(base.pieces, [*_words(), *texts]))
    pieces, embeddings = cut(base.pieces, base.tensors["embeddings.word_embeddings.weight"], np.load(chosen))
    encoder = make_encoder(base, embeddings)
    freeze_lower(encoder, FROZEN_LAYERS)
    sizes = Sizes(
        len(labels.reponses), len(ACTS), len(DISTRESSES), len(labels.roles), len(labels.states), len(labels.kinds)
    )
    return ReaderModel(encoder, sizes, FROZEN_LAYERS), make_tokenizer(pieces, LONGEST)


@torch.no_grad()
def place_proxies(trainer: Trainer, examples: Sequence[Example]) -> None:
    """Start each réponse's proxy at the mean of its phrasings, less what all messages have in common."""
    model, labels = trainer.model, trainer.labels
    model.eval()
    asked = [(e, encode(trainer.tokenizer, e)) for e in examples if e.reponses]
    trainer.cache.fill(encoding for _, encoding in asked)
    sums = torch.zeros_like(model.proxies)
    total = torch.zeros(model.proxies.shape[1])
    for rows in bucket([len(encoding.ids) for _, encoding in asked], random.Random(0)):
        part = [asked[n] for n in rows]
        vectors = torch.nn.functional.normalize(trainer.means([encoding for _, encoding in part]), dim=-1)
        total += vectors.sum(0)
        for vector, (example, _) in zip(vectors, part, strict=True):
            for reponse in example.reponses:
                if (row := labels.row(reponse)) is not None:
                    sums[row] += vector
    common = torch.nn.functional.normalize(total, dim=0)
    counted = sums.norm(dim=-1) > 0
    own = sums - (sums @ common)[:, None] * common
    model.proxies[counted] = torch.nn.functional.normalize(own[counted], dim=-1)


def adopt(model: ReaderModel, checkpoint: Path) -> None:
    """Take over the layers of an earlier run; heads and proxies start anew, their labels may differ."""
    saved = torch.load(checkpoint, weights_only=False)["model"]
    own = model.state_dict()
    model.load_state_dict({**own, **{k: v for k, v in saved.items() if k.startswith("encoder.encoder.")}})


def _words() -> list[str]:
    if not WORD_LIST.exists():
        raise FileNotFoundError(
            f"La liste de mots {WORD_LIST} manque : installez le paquet « wfrench », puis relancez."
        )
    return WORD_LIST.read_text(encoding="utf-8").splitlines()
