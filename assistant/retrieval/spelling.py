"""A light correction of the words of a question against those of the index."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

SHORTEST = 5
CACHED_STEMS = 4096
_GLUED = frozenset("cdjlmnst")


class Corrector:
    """Finds the known stem that a mistyped one stands for; what it knows is fixed. Safe in several threads."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._by_initial: dict[str, list[str]] = {}
        for stem in sorted(self._known):
            if stem.isalpha() and len(stem) >= SHORTEST:
                self._by_initial.setdefault(stem[0], []).append(stem)
        self.correct = lru_cache(maxsize=CACHED_STEMS)(self._correct)

    def _correct(self, stem: str) -> str | None:
        """Return the stem meant by `stem`, or None when it is known, too short or like no other.

        An elision without its apostrophe is undone (« danciennet » is « anciennet »); otherwise one letter may be
        missing, doubled, wrong or swapped with the next, the first one excepted.
        """
        if stem in self._known or not stem.isalpha() or len(stem) < SHORTEST:
            return None
        if stem[0] in _GLUED and stem[1:] in self._known:
            return stem[1:]
        for known in self._by_initial.get(stem[0], ()):
            if one_edit_apart(stem, known):
                return known
        glued = stem[1:] if stem[0] in _GLUED and len(stem) > SHORTEST else ""
        return next((known for known in self._by_initial.get(glued[:1], ()) if one_edit_apart(glued, known)), None)


def one_edit_apart(one: str, other: str) -> bool:
    """Say whether a letter added, dropped, changed or swapped with the next makes one word of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    swapped = left[1::-1] + left[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped == right
