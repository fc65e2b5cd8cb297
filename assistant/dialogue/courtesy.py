"""Greetings, thanks, small talk and insults, answered in a line without a search."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path

from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Frozen
from assistant.domain.text import fold

DATA = Path(__file__).with_name("courtesy.toml")
MAX_WORDS = 11


class Courtesy(StrEnum):
    """What a message without a question says."""

    HOSTILE = "hostile"
    IDENTITY = "identity"
    GOODBYE = "goodbye"
    THANKS = "thanks"
    GREETING = "greeting"
    CHAT = "chat"


class _File(Frozen):
    filler: str
    kinds: dict[Courtesy, tuple[str, ...]]


def courtesy(message: str) -> Courtesy | None:
    """Return what `message` says when it is only a courtesy, small talk or an insult, None when it asks something."""
    plain = re.sub(r"[^\w'+ -]", " ", fold(plain_french(message)))
    if len(plain.split()) > MAX_WORDS:
        return None
    kinds, filler = _patterns()
    rest, found = plain, None
    for kind, pattern in kinds.items():
        if pattern.search(rest):
            found = found or kind
            rest = pattern.sub(" ", rest)
    return found if found and not filler.sub(" ", rest).replace("-", " ").split() else None


@cache
def _patterns() -> tuple[dict[Courtesy, re.Pattern[str]], re.Pattern[str]]:
    file = _File.model_validate(tomllib.loads(DATA.read_text("utf-8")))
    kinds = {kind: re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") for kind, forms in file.kinds.items()}
    return kinds, re.compile(rf"\b(?:{file.filler})\b")
