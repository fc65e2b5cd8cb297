"""Articles that moved to another number or text, and the fiches that rest on them."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assistant.fiches.errors import FicheError, in_french
from assistant.fiches.schema import Fiche, Record, Sentence, Slug
from assistant.settings import PROJECT_ROOT

MOVES = PROJECT_ROOT / "corpus" / "moved_articles.toml"
_NUMBER = r"(?:[LRD]\.\s?)?\d+(?:-\d+)*(?:\s(?:bis|ter|quater))?"
_RANGE = re.compile(rf"({_NUMBER})(?:\sà\s({_NUMBER}))?")


class Move(Record):
    """Articles that bear another number since the day `since`, by `act`. No `articles` means the whole text."""

    source: Slug
    articles: tuple[str, ...] = ()
    to_source: Slug
    to_articles: Sentence
    since: datetime.date
    act: Sentence

    def touches(self, at: str) -> bool:
        """Whether a reference to `at` (« articles 43 à 45 ») reaches one of the articles that moved."""
        return not self.articles or any(_reaches(at, article) for article in self.articles)


@dataclass(frozen=True)
class Moved:
    """A move, the fiches that cite the new articles (`current`) and those that cite the old ones alone (`old`)."""

    move: Move
    current: tuple[str, ...]
    old: tuple[str, ...]


class _File(Record):
    move: tuple[Move, ...]


def load_moves(path: Path, sources: Iterable[str]) -> tuple[Move, ...]:
    """Return the moves written in `path`, both texts being among the ids `sources`. Raises `FicheError` in French."""
    try:
        moves = _File.model_validate(tomllib.loads(path.read_text("utf-8"))).move
    except FileNotFoundError as error:
        raise FicheError(path, "ce tableau des articles déplacés n'existe pas.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FicheError(path, f"ce tableau n'est pas du TOML lisible : {error}") from error
    except ValidationError as error:
        raise FicheError(path, in_french(error)) from error
    known = frozenset(sources)
    if unknown := sorted({s for m in moves for s in (m.source, m.to_source) if s not in known}):
        raise FicheError(path, f"source absente du registre : {', '.join(unknown)}.")
    return moves


def moved(moves: Sequence[Move], fiches: Sequence[Fiche], on: datetime.date) -> list[Moved]:
    """Return the moves in force on the day `on`, each with the fiches that rest on the articles."""
    return [_linked(move, fiches) for move in moves if move.since <= on]


def told(move: Move) -> str:
    """Return a move in one line: « decret-86-83, article 9 : devenu cgfp-reglementaire R. 332-20 … »."""
    old = f"{move.source}, article {', '.join(move.articles)}" if move.articles else f"{move.source} (tout le texte)"
    return f"{old} : devenu {move.to_source}, {move.to_articles}, le {move.since:%d/%m/%Y} ({move.act})"


def _linked(move: Move, fiches: Sequence[Fiche]) -> Moved:
    new = {f.id for f in fiches if any(r.source == move.to_source and _overlap(r.at, move) for r in f.sources)}
    old = {f.id for f in fiches if any(r.source == move.source and move.touches(r.at) for r in f.sources)}
    return Moved(move, tuple(sorted(new)), tuple(sorted(old - new)))


def _overlap(at: str, move: Move) -> bool:
    """Whether a reference reaches the new articles; a place told without numbers counts when it is told alike."""
    new = _ends(move.to_articles)
    if not new:
        return move.to_articles.split(" (")[0] in at
    return any(_reaches(at, end) for end in new) or any(_reaches(move.to_articles, end) for end in _ends(at))


def _ends(at: str) -> list[str]:
    return [end for bounds in _RANGE.findall(at) for end in bounds if end]


def _reaches(at: str, article: str) -> bool:
    """Whether `at` names `article`, alone or inside a range of plain numbers."""
    return any(article in {first, last} or _within(first, last, article) for first, last in _RANGE.findall(at))


def _within(first: str, last: str, article: str) -> bool:
    low, high, wanted = _key(first), _key(last), _key(article)
    return bool(last) and low[0] == wanted[0] and low <= wanted <= high


def _key(article: str) -> tuple[str, tuple[int, ...]]:
    """Sort key of an article: its letter, then its numbers."""
    return re.sub(r"[^LRD]", "", article[:1]), tuple(int(n) for n in re.findall(r"\d+", article))
