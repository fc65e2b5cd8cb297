"""The linear heads on the encoder: act, kind, distress, roles of values, states. Trained with it, kept beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.reader.encoder import WEIGHTS, WeightsError

Floats = npt.NDArray[np.float32]

FILE, LABELS = "heads.npz", "labels.json"
HEADS = ("act", "kind", "distress", "role", "state")


@dataclass(frozen=True)
class Head:
    """A softmax over `labels`; `temperature` makes its probabilities honest."""

    labels: tuple[str, ...]
    weight: Floats
    bias: Floats
    temperature: float = 1.0

    def probabilities(self, means: Floats) -> Floats:
        """Return the probabilities of the labels for each row of `means` (n, width)."""
        return softmax((means @ self.weight.T + self.bias) / self.temperature)


@dataclass(frozen=True)
class Heads:
    """The heads of the reader, by name; `words` are the stems by which each state was told in the voices."""

    act: Head
    kind: Head
    distress: Head
    role: Head
    state: Head
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Heads:
        """Return the heads of `folder`. Raises `WeightsError` when they are absent or damaged."""
        try:
            labels = json.loads((folder / LABELS).read_text(encoding="utf-8"))
            with np.load(folder / FILE) as data:
                made = {
                    name: Head(
                        tuple(labels[name]["labels"]),
                        data[f"{name}.weight"].astype(np.float32),
                        data[f"{name}.bias"].astype(np.float32),
                        float(labels[name]["temperature"]),
                    )
                    for name in HEADS
                }
        except (OSError, ValueError, KeyError) as error:
            raise WeightsError(
                f"Les poids du lecteur sont absents ou abîmés ({folder}) : réinstallez le projet."
            ) from error
        return cls(**made, words={label: frozenset(stems) for label, stems in labels.get("words", {}).items()})

    def save(self, folder: Path) -> None:
        """Write the heads in `folder`."""
        arrays: dict[str, Floats] = {}
        labels: dict[str, object] = {}
        for name in HEADS:
            head: Head = getattr(self, name)
            arrays[f"{name}.weight"] = head.weight.astype(np.float16)
            arrays[f"{name}.bias"] = head.bias.astype(np.float32)
            labels[name] = {"labels": list(head.labels), "temperature": round(head.temperature, 4)}
        labels["words"] = {label: sorted(stems) for label, stems in sorted(self.words.items())}
        np.savez_compressed(folder / FILE, **arrays)  # type: ignore[arg-type]
        (folder / LABELS).write_text(json.dumps(labels, ensure_ascii=False, indent=1), encoding="utf-8")


def softmax(logits: Floats) -> Floats:
    """Return the softmax of the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), np.float32)
