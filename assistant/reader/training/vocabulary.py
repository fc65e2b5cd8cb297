"""The vocabulary cut to what French uses, in small letters: 250,000 pieces become about 30,000.

Kept: every piece that the base tokenizer takes to write a French word list or the project's own texts, and every
short piece of Latin letters and digits, so that a misspelt word still has its syllables. Pieces keep their order and
scores; the first four are the special ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from assistant.reader.training.base_weights import Floats, make_tokenizer

SPECIAL = 4
_SHORT = re.compile(r"▁?[a-zàâäæçéèêëîïôöœùûüÿñ0-9]{1,3}|▁?[^\w\s]|▁")


def choose_pieces(pieces: list[tuple[str, float]], texts: Iterable[str]) -> npt.NDArray[np.intp]:
    """Return the indexes of the pieces to keep, ascending, the special ones first, for `texts` (any case)."""
    tokenizer = make_tokenizer(pieces, longest=100_000)
    kept = set(range(SPECIAL))
    for encoding in tokenizer.encode_batch([t for t in texts if t.strip()]):
        kept.update(encoding.ids)
    kept.update(n for n, (piece, _score) in enumerate(pieces) if _SHORT.fullmatch(piece))
    return np.array(sorted(kept), dtype=np.intp)


def cut(pieces: list[tuple[str, float]], embeddings: Floats, kept: npt.NDArray[np.intp]) -> tuple[list[tuple[str, float]], Floats]:
    """Return the pieces and the rows of the word embeddings that are kept, in the same order."""
    return [pieces[n] for n in kept], embeddings[kept]
