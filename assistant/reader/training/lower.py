"""What the frozen lower layers give, computed once for each message: more than half the cost of every pass.

Kept on disk in shards, so that a run that was stopped does not compute it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Encoding
from torch import Tensor
from transformers import BertModel

Halves = npt.NDArray[np.float16]

SHARD = 4_000
TOKENS = 4_000


def mask_of(attention: Tensor) -> Tensor:
    """Return what the layers add to attention scores: nothing on tokens, minus a lot on padding."""
    return (1.0 - attention[:, None, None, :].float()) * -10_000.0


class LowerCache:
    """The states below the trained layers, by message: tokens x width, in 16 bits."""

    def __init__(self, encoder: BertModel, layers: int, folder: Path) -> None:
        self._encoder, self._layers, self._folder = encoder, layers, folder
        self._known: dict[str, Halves] = {}
        folder.mkdir(parents=True, exist_ok=True)
        for shard in sorted(folder.glob("*.npz")):
            self._load(shard)

    def fill(self, encodings: Iterable[Encoding]) -> None:
        """Compute what is not known yet, the short messages together, and keep it on disk."""
        missing = {key_of(e): e for e in encodings if key_of(e) not in self._known}
        order = sorted(missing, key=lambda key: len(missing[key].ids))
        batch: list[str] = []
        fresh: list[str] = []
        for key in order:
            width = len(missing[key].ids)
            if batch and (len(batch) + 1) * width > TOKENS:
                fresh += self._compute(batch, missing)
                batch = []
                if len(fresh) >= SHARD:
                    self._save(fresh)
                    fresh = []
            batch.append(key)
        if batch:
            fresh += self._compute(batch, missing)
        if fresh:
            self._save(fresh)

    def states(self, encodings: Sequence[Encoding], width: int) -> Tensor:
        """Return the states of messages (n, width, hidden), zero on padding."""
        hidden = next(iter(self._known.values())).shape[1]
        found = np.zeros((len(encodings), width, hidden), np.float16)
        for n, encoding in enumerate(encodings):
            states = self._known[key_of(encoding)]
            found[n, : len(states)] = states
        return torch.from_numpy(found).float()

    @torch.no_grad()
    def _compute(self, keys: Sequence[str], encodings: dict[str, Encoding]) -> list[str]:
        width = max(len(encodings[key].ids) for key in keys)
        ids = torch.ones(len(keys), width, dtype=torch.long)
        attention = torch.zeros(len(keys), width, dtype=torch.long)
        for n, key in enumerate(keys):
            size = len(encodings[key].ids)
            ids[n, :size] = torch.tensor(encodings[key].ids)
            attention[n, :size] = 1
        self._encoder.train(False)
        states = self._encoder.embeddings(input_ids=ids)
        mask = mask_of(attention)
        for layer in self._encoder.encoder.layer[: self._layers]:
            states = first(layer(states, attention_mask=mask))
        for n, key in enumerate(keys):
            self._known[key] = states[n, : len(encodings[key].ids)].half().numpy()
        return list(keys)

    def _save(self, keys: Sequence[str]) -> None:
        sizes = [len(self._known[key]) for key in keys]
        name = f"{len(list(self._folder.glob('*.npz'))):04d}.npz"
        whole = np.concatenate([self._known[key] for key in keys])
        np.savez(self._folder / name, keys=np.array(keys), sizes=np.array(sizes), states=whole)

    def _load(self, shard: Path) -> None:
        with np.load(shard) as data:
            parts = np.split(data["states"], np.cumsum(data["sizes"])[:-1])
            self._known.update(zip(data["keys"].tolist(), parts, strict=True))


def key_of(encoding: Encoding) -> str:
    """Return what names the tokens of a message."""
    return hashlib.sha256(np.array(encoding.ids, np.int32).tobytes()).hexdigest()[:20]


def first(output: Tensor | tuple[Tensor, ...]) -> Tensor:
    """Return the states that a layer gives, whether alone or first of several."""
    return output[0] if isinstance(output, tuple) else output
