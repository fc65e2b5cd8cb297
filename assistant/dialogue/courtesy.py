"""Courtesies of a few words, told by their words alone: nothing of them needs a reader."""

from __future__ import annotations

import re

from assistant.domain.text import fold
from assistant.reader.labels import Act

_WORD = re.compile(r"[a-z']+")
_FILLING = frozenset(
    "a vous tous toutes beaucoup bien bcp infiniment pour cordialement ok d'accord super parfait et".split()
)
_SAID = (
    (Act.THANKS, frozenset("merci mrc remercie mercii thanks".split())),
    (Act.GOODBYE, frozenset("revoir bientot ciao adieu bye soiree journee".split())),
    (Act.GREETING, frozenset("bonjour bjr bonsoir bsr salut slt coucou hello cc".split())),
)
_ALSO = frozenset("au bonne bon je excellente belle votre aide reponse".split())
LONGEST = 6


def courtesy_of(text: str) -> Act | None:
    """Return the courtesy that a message is, None when it holds any other word."""
    words = _WORD.findall(fold(text))
    if not words or len(words) > LONGEST:
        return None
    known = _FILLING | _ALSO | frozenset().union(*(said for _, said in _SAID))
    if not set(words) <= known:
        return None
    return next((act for act, said in _SAID if said & set(words)), None)
