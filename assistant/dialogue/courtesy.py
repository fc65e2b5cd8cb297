"""Greetings and thanks, answered without a search."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.domain.text import fold

MAX_WORDS = 6
_GREETING = re.compile(r"\b(bonjour|bonsoir|salut|slt|bjr|bsr|coucou|hello|re bonjour)\b")
_THANKS = re.compile(r"\b(merci|mrc|remercie|super|parfait|top|genial|nickel|d'accord|ok|okay|compris)\b")
_GOODBYE = re.compile(r"\b(au revoir|bonne (?:journee|soiree|nuit|fin)|a bientot|bye|ciao|a plus)\b")
_FILLER = re.compile(
    r"\b(a vous|a tous|beaucoup|bien|tres|ca va|comment allez vous|madame|monsieur|pour tout|et|je vous)\b"
)


class Courtesy(StrEnum):
    """What a message without a question says."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"


def courtesy(message: str) -> Courtesy | None:
    """Return what `message` says when it is only a courtesy, None when it asks something."""
    plain = re.sub(r"[^\w' ]", " ", fold(message))
    if len(plain.split()) > MAX_WORDS:
        return None
    rest = plain
    found: Courtesy | None = None
    for kind, pattern in (
        (Courtesy.GOODBYE, _GOODBYE),
        (Courtesy.THANKS, _THANKS),
        (Courtesy.GREETING, _GREETING),
    ):
        if pattern.search(rest):
            found = found or kind
            rest = pattern.sub(" ", rest)
    return found if found and not _FILLER.sub(" ", rest).split() else None
