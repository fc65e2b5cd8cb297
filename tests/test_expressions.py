"""No regular expression takes long on its own worst input: each is pumped with pieces of itself, 2,000 signs long.

The expressions of a question's words (assistant/dialogue, assistant/answering) are measured apart: `HELD_APART`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator

import pytest

import assistant

LENGTH = 2000
LIMIT = 0.02
STOP = 1.0
HELD_APART = ("assistant.dialogue", "assistant.answering", "assistant.rules")
PUMPS = [
    " ",
    "a",
    "A",
    "0",
    ".",
    "é ",
    "a ",
    "0 ",
    "A ",
    "a.",
    "...",
    "l'",
    "\t",
    "-",
    "a-",
    "0a",
    "a\n",
    "(",
    "a,",
    "_",
    "/",
]


def patterns_in(value, depth=0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 4 and isinstance(value, dict):
        for key, item in list(value.items()):
            yield from patterns_in(key, depth + 1)
            yield from patterns_in(item, depth + 1)
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from patterns_in(item, depth + 1)


def expressions() -> dict[str, re.Pattern[str]]:
    found: dict[str, tuple[str, re.Pattern[str]]] = {}
    for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
        if module.name.startswith(HELD_APART) or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(patterns_in(value)):
                found.setdefault(pattern.pattern, (f"{module.name}.{name}[{number}]", pattern))
    return dict(found.values())


def pumped(pattern: re.Pattern[str]) -> Iterator[str]:
    """Texts likely to make it go back: runs of signs, words of its own, each followed by what cannot match."""
    words = [w for w in re.findall(r"[^\W\d_]{2,}", re.sub(r"\\.", " ", pattern.pattern)) if len(w) < 20]
    for piece in [*PUMPS, *dict.fromkeys([*words[:12], *(w + " " for w in words[:12])])]:
        run = (piece * LENGTH)[: LENGTH - 2]
        yield run + "\x00!"
        for word in words[:3]:
            yield (f"{word} " + run)[: LENGTH - 2] + "\x00!"


class _TooLongError(Exception):
    pass


def slowest(pattern: re.Pattern[str]) -> tuple[float, str]:
    """Return the longest of the searches, in seconds of processor, and the beginning of its text."""

    def stop(*_):
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    worst = (0.0, "")
    try:
        for text in pumped(pattern):
            signal.setitimer(signal.ITIMER_VIRTUAL, STOP)
            begun = time.process_time()
            try:
                for _ in pattern.finditer(text):
                    pass
            except _TooLongError:
                pass
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            worst = max(worst, (time.process_time() - begun, text[:30]))
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return worst


@pytest.mark.slow
def test_no_expression_takes_long_on_its_worst_input():
    found = expressions()
    assert len(found) > 50
    slow = {}
    for place, pattern in found.items():
        seconds, text = slowest(pattern)
        if seconds > LIMIT:
            seconds, text = min((seconds, text), slowest(pattern))  # a busy machine may slow any one of them
        if seconds > LIMIT:
            slow[place] = (round(seconds, 3), text, pattern.pattern[:80])
    assert not slow
