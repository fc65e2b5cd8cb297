"""How easily an answer reads: length, words per sentence, and the Kandel–Moles index (French)."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

from assistant.domain.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?…:]+(?:\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_MARKS = re.compile(r"\[\d+\]")


class Readability(BaseModel):
    """`words` in all, `per_sentence` words on average, `ease`: about 0 (very hard) to 100 (very easy)."""

    model_config = ConfigDict(frozen=True)

    words: int
    per_sentence: float
    ease: float


def readability(text: str) -> Readability | None:
    """Return the readability of `text`; None without a word.

    Kandel and Moles (1958): 207 − 1.015 × words per sentence − 73.6 × syllables per word. Syllables are groups of
    vowels, a mute final e left out: an estimate, the same for every system compared.
    """
    plain = _MARKS.sub(" ", text)
    words = _WORD.findall(fold(plain))
    if not words:
        return None
    count = sum(1 for part in _SENTENCE.split(plain) if _WORD.search(part))
    per_sentence = len(words) / max(count, 1)
    syllables = sum(_syllables(word) for word in words) / len(words)
    return Readability(
        words=len(words),
        per_sentence=round(per_sentence, 1),
        ease=round(207 - 1.015 * per_sentence - 73.6 * syllables, 1),
    )


def _syllables(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    mute = word.endswith(("e", "es", "ent")) and groups > 1
    return max(1, groups - mute)
