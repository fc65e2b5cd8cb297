"""The catalogue of an index, written with it; vectors that come with the repository are not computed again.

The shipped file holds, for one encoder, the vector of each text in 8 bits under a hash of the text: a first index of
the shipped corpus takes seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.domain.corpus import DocumentRecord
from assistant.reader.catalogue import Catalogue
from assistant.reader.encoder import PASSAGE, QUERY, WEIGHTS, Encoder

Floats = npt.NDArray[np.float32]

FILE = "vectors.npz"
_STEPS = 127


def write_catalogue(records: Sequence[DocumentRecord], encoder: Encoder, folder: Path) -> None:
    """Write in `folder` the catalogue of the réponses of `records`; nothing when there is none."""
    labels, texts = phrasings(records)
    if labels:
        Catalogue.fit(labels, texts, find_vectors(texts, encoder)).save(folder)


def phrasings(records: Iterable[DocumentRecord]) -> tuple[list[str], list[str]]:
    """Return the label and the text of every phrasing: canonical questions and voices, twins under one label."""
    labels: list[str] = []
    texts: list[str] = []
    for record in records:
        for reponse in record.reponses:
            asked = [reponse.question, *reponse.voices]
            labels += [reponse.twin or reponse.reponse_id] * len(asked)
            texts += asked
    return labels, texts


def find_vectors(texts: Sequence[str], encoder: Encoder, prompt: str = QUERY) -> Floats:
    """Return the unit vector of each text, from the shipped file where it stands there."""
    shipped = _shipped(encoder.folder, encoder.identity)
    keys = [key_of(prompt + text) for text in texts]
    missing = [n for n, key in enumerate(keys) if key not in shipped]
    found = np.zeros((len(texts), encoder.width), np.float32)
    for n, key in enumerate(keys):
        if key in shipped:
            found[n] = shipped[key]
    if missing:
        found[missing] = encoder.vectors([texts[n] for n in missing], prompt)
    return found


def ship(questions: Sequence[str], passages: Sequence[str], encoder: Encoder) -> None:
    """Write the file of shipped vectors beside the weights of `encoder`."""
    texts = [*dict.fromkeys(QUERY + q for q in questions), *dict.fromkeys(PASSAGE + p for p in passages)]
    vectors = encoder.vectors(texts, prompt="")
    scale = np.abs(vectors).max(1, keepdims=True).clip(1e-9)
    np.savez_compressed(
        encoder.folder / FILE,
        encoder=np.array(encoder.identity),
        keys=np.array([key_of(text) for text in texts], np.uint64),
        values=np.round(vectors / scale * _STEPS).astype(np.int8),
        scale=scale.astype(np.float16),
    )
    _shipped.cache_clear()


def key_of(text: str) -> int:
    """Return the hash of a text, its prompt included."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8], "big")


@lru_cache(maxsize=2)
def _shipped(folder: Path = WEIGHTS, identity: str = "") -> dict[int, Floats]:
    """The shipped vectors by key; none when the file is absent or made with another encoder."""
    try:
        with np.load(folder / FILE) as data:
            if str(data["encoder"]) != identity:
                return {}
            values = data["values"].astype(np.float32) * data["scale"].astype(np.float32) / _STEPS
            values /= np.linalg.norm(values, axis=1, keepdims=True).clip(1e-9)
            return dict(zip(data["keys"].tolist(), values, strict=True))
    except (OSError, ValueError, KeyError):
        return {}
