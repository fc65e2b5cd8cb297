"""Misspelt words turned into the words that the readers look for; a right French word is never touched."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from assistant.lexicon.tokens import stem, stopwords

DATA = Path(__file__).with_name("spelling.toml")
_SHORTEST = 5
_GLUED = re.compile(r"(?P<article>[ldjmns])(?P<rest>[aeiouh]\w{3,})")
# What the ear does not tell apart: doubled letters, silent endings, c and s, i and y.
_SOUNDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"qu|k|c(?=[aou])"), "k"),
    (re.compile(r"ss|ç|c(?=[eiy])|(?<=[aeiou])t(?=ion)"), "s"),
    (re.compile(r"eau|au"), "o"),
    (re.compile(r"ai|ei"), "e"),
    (re.compile(r"y|ie"), "i"),
    (re.compile(r"an|em|am(?=[bp])"), "en"),
    (re.compile(r"(?<!^)h"), ""),
    (re.compile(r"(?:ent|er|ez|es|e|s|t|x|d)$"), ""),
)


@lru_cache(maxsize=20_000)
def corrected(word: str) -> str:
    """Return the known word that folded `word` misspells, or `word` itself when none or several fit."""
    if len(word) < _SHORTEST or not word.isalpha() or word in _right() or stem(word) in _stems():
        return word
    glued = _GLUED.fullmatch(word)
    if glued and stem(rest := corrected(glued["rest"])) in _stems():
        return f"{glued['article']}'{rest}"
    near = {known for key in _deletes(word) for known in _index().get(key, ()) if known[0] == word[0]}
    close = {known for known in near if abs(len(known) - len(word)) <= 1 and len(known) > _SHORTEST}
    candidates = close or _by_sound().get(sound(word), set())
    return next(iter(candidates)) if len(candidates) == 1 else word


@cache
def sound(word: str) -> str:
    """Return a rough key of how a folded word sounds."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def _deletes(word: str) -> Iterator[str]:
    """Yield the word, and what is left of it without one of its letters (symmetric deletes, one edit apart)."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw: dict[str, str] = tomllib.loads(DATA.read_text("utf-8"))
    return {name: frozenset(text.split()) for name, text in raw.items()}


def _known() -> frozenset[str]:
    return _lists()["mots"]


@cache
def _stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _known())


@cache
def _right() -> frozenset[str]:
    return _lists()["justes"] | stopwords()


@cache
def _index() -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for known in _known():
        for key in _deletes(known):
            index.setdefault(key, set()).add(known)
    return index


@cache
def _by_sound() -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for known in _known():
        if len(sound(known)) >= _SHORTEST - 1 and len(known) >= _SHORTEST:
            index.setdefault(sound(known), set()).add(known)
    return index
