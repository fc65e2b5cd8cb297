"""Examples as tensors: tokens, own part, and the target of each head."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from assistant.reader.labels import ACTS, DISTRESSES
from assistant.reader.training.examples import Example

LONGEST = 160
TOKENS_PER_BATCH = 3_000
UNTRAINED = -100
QUERY, PASSAGE = "query: ", "passage: "


@dataclass(frozen=True)
class Labels:
    """The labels of every head, in the order of their rows; `twins` gives the réponse that stands for another."""

    reponses: tuple[str, ...]
    roles: tuple[str, ...]
    states: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    twins: dict[str, str] = field(default_factory=dict)

    def row(self, reponse: str) -> int | None:
        """Return the row of a réponse, or of its twin; None when it has no phrasing."""
        name = self.twins.get(reponse, reponse)
        return self._rows.get(name)

    @property
    def _rows(self) -> dict[str, int]:
        rows: dict[str, int] | None = self.__dict__.get("_cached")
        if rows is None:
            rows = {name: n for n, name in enumerate(self.reponses)}
            object.__setattr__(self, "_cached", rows)
        return rows


@dataclass(frozen=True)
class Batch:
    """Tensors of some examples; `spans` are (example, first token, last token + 1, role)."""

    ids: Tensor
    attention: Tensor
    own: Tensor
    reponses: list[tuple[int, ...]]
    acts: Tensor
    kinds: Tensor
    distresses: Tensor
    states: Tensor
    spans: list[tuple[int, int, int, int]]


def encode(tokenizer: Tokenizer, example: Example) -> Encoding:
    """Return the tokens of the message after the prompt of a question, its context behind it when there is one."""
    if example.context:
        return tokenizer.encode(QUERY + example.text, example.context)
    return tokenizer.encode(QUERY + example.text)


def make_batch(tokenizer: Tokenizer, examples: Sequence[Example], labels: Labels) -> Batch:
    """Return the tensors of `examples`, padded to the longest."""
    encodings = [encode(tokenizer, example) for example in examples]
    width = max(len(e.ids) for e in encodings)
    ids = torch.ones(len(examples), width, dtype=torch.long)
    attention = torch.zeros(len(examples), width, dtype=torch.long)
    own = torch.zeros(len(examples), width, dtype=torch.long)
    states = torch.full((len(examples), width), UNTRAINED)
    spans: list[tuple[int, int, int, int]] = []
    for n, (example, encoding) in enumerate(zip(examples, encodings, strict=True)):
        size = len(encoding.ids)
        ids[n, :size] = torch.tensor(encoding.ids)
        attention[n, :size] = 1
        mine = [rank for rank, part in enumerate(encoding.sequence_ids) if part == 0]
        own[n, mine] = 1
        if example.act is not None:
            states[n, mine] = 0
        for first, last, name in _marked(encoding, example):
            if name in labels.states:
                states[n, first:last] = labels.states.index(name) + 1
            elif name in labels.roles:
                spans.append((n, first, last, labels.roles.index(name)))
    return Batch(
        ids,
        attention,
        own,
        [tuple(row for r in e.reponses if (row := labels.row(r)) is not None) for e in examples],
        torch.tensor([UNTRAINED if e.act is None else ACTS.index(e.act) for e in examples]),
        torch.tensor([labels.kinds.index(e.kind) if e.kind in labels.kinds else UNTRAINED for e in examples]),
        torch.tensor([UNTRAINED if e.distress is None else DISTRESSES.index(e.distress) for e in examples]),
        states,
        spans,
    )


def bucket(lengths: Sequence[int], chance: random.Random) -> list[list[int]]:
    """Return batches of indexes of like length, about `TOKENS_PER_BATCH` each, in random order."""
    order = sorted(range(len(lengths)), key=lambda n: (lengths[n] + chance.random() * 4))
    batches: list[list[int]] = []
    current: list[int] = []
    for n in order:
        if current and (len(current) + 1) * lengths[n] > TOKENS_PER_BATCH:
            batches.append(current)
            current = []
        current.append(n)
    batches.append(current)
    chance.shuffle(batches)
    return batches


def _marked(encoding: Encoding, example: Example) -> Iterator[tuple[int, int, str]]:
    """The tokens of each mark, and its label: the fact, or « fact=value » for a state."""
    for mark in example.marks:
        shift = len(QUERY)
        tokens = [
            rank
            for rank, ((start, end), part) in enumerate(zip(encoding.offsets, encoding.sequence_ids, strict=True))
            if part == 0 and start < mark.end + shift and end > mark.start + shift
        ]
        if tokens:
            yield tokens[0], tokens[-1] + 1, f"{mark.fact}={mark.value}" if mark.value else mark.fact
