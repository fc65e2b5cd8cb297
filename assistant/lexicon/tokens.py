"""French words for a lexical search: accents and case folded, elisions split, references kept whole, then stems."""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

import Stemmer

from assistant.domain.text import without_accents

STOPWORDS = Path(__file__).with_name("stopwords.txt")
VERSION = "fr-1"
CACHED_STEMS = 50_000
CACHED_TEXTS = 8192

_LETTERS = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "´": "'", "`": "'", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "º": "°"}
)
_DOT = "[·•∙‧⋅]"
_INCLUSIVE = (
    re.compile(rf"(?<!\w)(\w+){_DOT}\w{{1,8}}(?:{_DOT}s)?"),
    re.compile(r"(?<!\w)(\w{3,})\((?:ne|e|rice|trice|euse|fe|le|s)s?\)"),
    re.compile(r"(?<!\w)(\w{3,})\.(?:ne|e|rice|trice|euse|fe)(?:\.?s)?(?![\w.@-])"),
)
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)'(?=\w)")
_REWRITTEN = (
    (re.compile(r"aujourd'hui"), "aujourdhui"),
    (_ELISION, " "),
    (re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))"), r"\1"),
    (re.compile(r"\b(\d+) ?h ?(\d{2})\b"), r"\1 heures \2"),
    (re.compile(r"\b(\d+) ?h\b"), r"\1 heures"),
    (re.compile(r"\b(\d+) ?j\b"), r"\1 jours"),
    (re.compile(r"\b(\d+) ?(?:er|ere|e|eme|nd|nde)\b"), r"\1"),
    (re.compile(r"(?<=[^\W\d]{3})(?=\d{2})"), " "),
    (re.compile(r"(?<=\d),(?=\d)"), "."),
    (re.compile(r"\b([lrd]) ?\. ?\*?(?=\d)"), r"\1"),
    (re.compile(r"\b([lrd]) ?\*?(?=\d+-\d)"), r"\1"),
)
# The acronym of the pôles d'appui is an empty word once in small letters: only its capitals tell it apart.
_CAPITALS = re.compile(r"\bPAS\b")
_ACRONYM = "pas#"
_WORD = re.compile(rf"{_ACRONYM}|[lrd]\d+(?:-\d+)*|\d+(?:[-/]\d+)+|\d+\.\d+|[^\W_]+")
_ENDINGS = (
    (re.compile(r"(?<=\w{3})ees?$"), "e"),
    (re.compile(r"(?<=\w{4})qu$"), "c"),
    (re.compile(r"(?<=\w{4})ion$"), ""),
    (re.compile(r"(?<=\w{4})i$"), ""),
)

_stemmer = Stemmer.Stemmer("french")
_stemming = threading.Lock()


def words(text: str) -> list[str]:
    """Return the words of `text` in order, folded, empty words included; numbers and references are single words."""
    text = unicodedata.normalize("NFKC", text.translate(_LETTERS))
    if not (text.isupper() and " " in text.strip()):
        text = _CAPITALS.sub(_ACRONYM, text)
    plain = without_accents(text.casefold())
    for form in _INCLUSIVE:
        plain = form.sub(r"\1 ", plain)
    for pattern, replacement in _REWRITTEN:
        plain = pattern.sub(replacement, plain)
    return _WORD.findall(plain)


def stems(text: str) -> list[str]:
    """Return the stems of the full words of `text`, in order: what is indexed and searched."""
    return list(_stems(text))


@lru_cache(maxsize=CACHED_TEXTS)
def _stems(text: str) -> tuple[str, ...]:
    # The same passages are found for one question after another.
    empty = stopwords()
    return tuple(stem(word) for word in words(text) if word not in empty)


@lru_cache(maxsize=CACHED_STEMS)
def stem(word: str) -> str:
    """Return the stem of one folded word.

    Snowball expects accents, which people leave out: the few endings it then takes for others are put right.
    """
    if not word.isalpha():
        return word
    plural, *others = _ENDINGS
    # One stemmer object is not safe in several threads.
    with _stemming:
        root: str = _stemmer.stemWord(plural[0].sub(plural[1], word))
    for pattern, replacement in others:
        root = pattern.sub(replacement, root)
    return root


@cache
def stopwords() -> frozenset[str]:
    """Return the folded empty words of the data file."""
    lines = STOPWORDS.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def analysis_identity() -> str:
    """Name of everything that changes the stems: an index made with another one must not be searched."""
    printed = hashlib.sha256(" ".join(sorted(stopwords())).encode()).hexdigest()[:8]
    return f"{VERSION} pystemmer {version('pystemmer')} {printed}"
