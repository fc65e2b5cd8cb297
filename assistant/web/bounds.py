"""Sizes of what anyone may send: texts and facts are bounded and their spaces folded before anything reads them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from pydantic import JsonValue

from assistant.rules.core.errors import SituationError

MAX_FACT_CHARS = 300
MAX_ITEMS = 100
MAX_DEPTH = 4
MAX_RUN = 100
MAX_SAME = 40
MAX_WORD = 200
RUN = re.compile(r"(\S)\1{100,}")
BLANKS = re.compile(r"[^\S\n]+")
ITEMS = re.compile(r"[;\n]")
TOO_LONG = f"cette réponse est trop longue ; écrivez {MAX_FACT_CHARS} caractères au plus"
TOO_MANY = f"la liste est trop longue ; gardez les {MAX_ITEMS} éléments les plus récents"
TOO_DEEP = "cette réponse ne convient pas ; vérifiez sa forme"


def fold_spaces(text: str) -> str:
    """Return `text` with each run of blanks as one space, and at most one empty line in a row.

    Digits that are no decimals (« ³ ») are written plainly: what reads a number takes no others.
    """
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isdecimal() else c for c in text)
    lines = (line.strip() for line in BLANKS.sub(" ", text).split("\n"))
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()


def plain(text: str, limit: int) -> str:
    """Return `text` folded, without what only repeats, cut at `limit` characters."""
    return fold_repeats(fold_spaces(text[: 4 * limit]))[:limit]


def fold_repeats(text: str) -> str:
    """Return `text` without what only repeats: the hundredth time, neither a word nor a sign says anything more.

    A sign stands `MAX_RUN` times in a row at most, a word `MAX_SAME` times in all, cut at `MAX_WORD` characters.
    """
    text = RUN.sub(lambda run: run[0][:MAX_RUN], text)
    seen: Counter[str] = Counter()
    lines = []
    for line in text.split("\n"):
        kept = []
        for word in line.split(" "):
            key = word.casefold()
            seen[key] += 1
            if seen[key] <= MAX_SAME:
                kept.append(word[:MAX_WORD])
        lines.append(" ".join(kept))
    return "\n".join(lines).strip()


def bounded_facts(facts: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return `facts` with spaces folded.

    A text that lists several things, one a line or parted by semicolons, is bounded item by item. Raises
    `SituationError`, which names the field, for a text of more than `MAX_FACT_CHARS` characters, a list of more than
    `MAX_ITEMS` items, or lists within lists beyond `MAX_DEPTH`.
    """
    return {name: _bounded(name, value, 0) for name, value in facts.items()}


def _bounded(name: str, value: JsonValue, depth: int) -> JsonValue:
    if depth > MAX_DEPTH:
        raise _refusal(name, TOO_DEEP)
    if isinstance(value, str):
        return _bounded_text(name, value)
    if isinstance(value, list | dict) and len(value) > MAX_ITEMS:
        raise _refusal(name, TOO_MANY)
    if isinstance(value, list):
        return [_bounded(name, item, depth + 1) for item in value]
    return {k: _bounded(name, v, depth + 1) for k, v in value.items()} if isinstance(value, dict) else value


def _bounded_text(name: str, text: str) -> str:
    if len(text) > MAX_FACT_CHARS * MAX_ITEMS:
        raise _refusal(name, TOO_LONG)
    folded = fold_spaces(text)
    items = ITEMS.split(folded)
    if len(items) > MAX_ITEMS:
        raise _refusal(name, TOO_MANY)
    if any(len(item) > MAX_FACT_CHARS for item in items):
        raise _refusal(name, TOO_LONG)
    return folded


def _refusal(name: str, sentence: str) -> SituationError:
    return SituationError(((name, f"{name[:80]} : {sentence}."),))
