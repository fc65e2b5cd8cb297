"""Several questions in one message, told apart; one question with its facts is never cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable

from assistant.dialogue.followup import glue
from assistant.dialogue.sms import plain_french
from assistant.domain.text import fold, fold_spaces
from assistant.lexicon.tokens import stems

_CONNECTOR = (
    r"et aussi|et sinon|et puis|sinon|autre (?:chose|question)|(?:deuxi[eè]me|seconde|derni[eè]re) question|"
    r"par ailleurs|ensuite|d'autre part|et autre chose|puis"
)
_BREAK = re.compile(
    rf"(?<=[?!])\s+(?![?!])|(?<=[.;])\s+(?=[A-ZÀ-Ý])|\n+|[,;.]?\s+(?=(?i:{_CONNECTOR})\b)|\s+(?=\(?[2-9]\s?[).°/]\s)"
)
_MARK = re.compile(rf"^(?:(?:\(?[1-9]\s?[).°/]|[-–•*])\s+|(?:{_CONNECTOR})\b\s*[:,]?\s*)", re.IGNORECASE)
_LINK = re.compile(r"^(?:et|mais|ou)$", re.IGNORECASE)
_ASKS = re.compile(
    r"\?|\b(?:combien|comment|pourquoi|quand|quel(?:le)?s?|est-ce|est ce|qui|que dois|dois-je|peut-on|puis-je|ai-je|"
    r"faut-il|peut-il|doit-il|c'est quoi|j'ai droit|ai droit|je peux|on peut|peuvent-ils|ont-ils)\b"
)
OWN_WORDS = 2
Subject = Callable[[str], Hashable]


def split_questions(text: str, subject: Subject) -> tuple[str, ...]:
    """Return the questions of `text`, in order, each with what is said before it; `text` alone when it asks one.

    `subject` names what a piece is about, something false when nothing tells it. A piece is a question of its own
    when it is numbered or announced as another one, when its subject is another, or when it asks in words of its own.
    """
    parts: list[str] = []
    told = ""
    for raw in _BREAK.split(text):
        piece = _LINK.sub("", fold_spaces(_MARK.sub("", raw)))
        if not asks(piece):
            told = f"{told} {piece}".strip()
        elif parts and not _own(piece, parts[-1], subject, marked=bool(_MARK.match(raw))):
            parts[-1], told = " ".join(filter(None, (parts[-1], told, piece))), ""
        else:
            parts.append(f"{told} {piece}".strip())
            told = ""
    if len(parts) < 2:
        return (text,)
    return (*parts[:-1], f"{parts[-1]} {told}".strip())


def asks(piece: str) -> bool:
    """Whether `piece` asks something."""
    return bool(_ASKS.search(fold(plain_french(piece))))


def _own(piece: str, before: str, subject: Subject, *, marked: bool) -> bool:
    of_piece, of_before = subject(piece), subject(before)
    if of_piece and of_before and of_piece != of_before:
        return True
    new = content(piece) - content(before)
    return len(new) >= (1 if marked else OWN_WORDS) and (marked or not of_piece or of_piece != of_before)


def content(text: str) -> set[str]:
    """Return the stems of `text` that may name a subject."""
    return {s for s in stems(plain_french(text)) if s not in glue() and not s.isdigit()}
