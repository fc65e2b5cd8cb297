"""Words that tell what a question is about: the working life of an AESH, or subjects that the sources leave aside."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from assistant.dialogue.sms import plain_french
from assistant.domain.text import fold

DATA = Path(__file__).with_name("cues.toml")


def cues_found(kind: str, question: str) -> set[str]:
    """Return the cues of `kind` (« ours » or « elsewhere ») that `question` holds, as they stand in it."""
    plain = " ".join(re.findall(r"[a-z0-9]+", fold(plain_french(question))))
    return set(_cues()[kind].findall(plain))


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    data: dict[str, dict[str, str]] = tomllib.loads(DATA.read_text("utf-8"))
    return {kind: _pattern(" ".join(groups.values()).split()) for kind, groups in data.items()}


def _pattern(cues: list[str]) -> re.Pattern[str]:
    forms = (re.escape(cue).replace(r"\*", r"\w*").replace("_", " ") for cue in cues)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")
