"""Questions spoiled as hurried hands spoil them, so that what is learned does not lean on fine spelling.

Each way takes a question and a random generator, and returns the question spoiled. The same seed spoils alike.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache, partial
from random import Random
from zlib import crc32

from assistant.dialogue.sms import DATA
from assistant.domain.text import fold
from assistant.lexicon.tokens import stopwords

Way = Callable[[str, Random], str]

OFTEN, SELDOM, DROPPED = 0.7, 0.4, 0.2
ONE_WORD_IN = 5
SHORTEST_TYPO = 5
_ENDING = re.compile(r"(?<=\w{3})(?:nt|er|ez|s)\b")
_ENDINGS = {"nt": "", "er": "e", "ez": "e", "s": ""}


@cache
def _shortened() -> dict[str, list[str]]:
    """Return the text-message spellings of each French word or phrase, folded."""
    found: dict[str, list[str]] = {}
    for short, full in tomllib.loads(DATA.read_text("utf-8"))["mots"].items():
        found.setdefault(fold(full), []).append(short)
    return found


def bare(question: str, random: Random) -> str:
    """Drop accents, capitals and the final mark."""
    return fold(question).rstrip(" ?.!")


def hurried(question: str, random: Random) -> str:
    """Write as in a text message: short words, no apostrophe, « k » for « qu », mute endings lost."""
    text = bare(question, random)
    for full, shorts in _shortened().items():
        text = re.sub(rf"\b{re.escape(full)}\b", partial(_often_short, shorts, random), text)
    text = re.sub(r"qu(?=[eio])", lambda m: "k" if random.random() < SELDOM else m[0], text)
    text = re.sub("'", lambda m: "" if random.random() < OFTEN else m[0], text)
    return _ENDING.sub(lambda m: _ENDINGS[m[0]] if random.random() < SELDOM else m[0], text)


def _often_short(shorts: Sequence[str], random: Random, full: re.Match[str]) -> str:
    return random.choice(shorts) if random.random() < OFTEN else full[0]


def mistyped(question: str, random: Random) -> str:
    """Lose, swap, double or replace one letter in some words."""
    words = question.split()
    for place in random.sample(range(len(words)), max(1, len(words) // ONE_WORD_IN)):
        if len(words[place]) >= SHORTEST_TYPO:
            words[place] = _one_letter_off(words[place], random)
    return " ".join(words)


def _one_letter_off(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 2)
    start, letter, after, rest = word[:at], word[at], word[at + 1], word[at + 2 :]
    return random.choice(
        [
            start + after + rest,
            start + after + letter + rest,
            start + letter + letter + after + rest,
            start + random.choice("aeiourtnls") + after + rest,
        ]
    )


def keywords(question: str, random: Random) -> str:
    """Keep the full words alone, if there are two at least."""
    full = [w for w in bare(question, random).replace("'", " ").split() if w.strip("?,.:") not in stopwords()]
    return " ".join(full) if len(full) > 1 else question


def shuffled(question: str, random: Random) -> str:
    """Put the clauses, or failing that the full words, in another order."""
    parts = re.split(r"(?<=[,:.])\s+", question)
    parts = parts if len(parts) > 1 else keywords(question, random).split()
    random.shuffle(parts)
    return " ".join(parts)


def shortened(question: str, random: Random) -> str:
    """Lose one word in five of a long enough question."""
    words = question.split()
    return " ".join(w for w in words if random.random() > DROPPED) or question


WAYS: tuple[Way, ...] = (bare, hurried, mistyped, keywords, shuffled, shortened)


def spoiled(question: str, times: int) -> list[str]:
    """Return `question` spoiled in as many different ways, always the same ones for the same question."""
    random = Random(crc32(question.encode()))  # noqa: S311 — spelling mistakes, not secrets
    return [way(question, random) for way in random.sample(WAYS, times)]
