"""Which fiches cover each section of a guide: none should be left bare."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.corpus import Section, SourceInfo
from assistant.domain.text import fold
from assistant.fiches.registry import Registry
from assistant.fiches.schema import Fiche

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
MIN_SHARED_TITLE = 0.6
DATA = Path(__file__).with_name("coverage.toml")


@dataclass(frozen=True)
class Covered:
    """One section of a guide (its heading path in one line), the fiches that rest on it, or why it needs none."""

    section: str
    fiches: tuple[str, ...]
    excused: str = ""

    @property
    def bare(self) -> bool:
        """Whether a fiche is missing."""
        return not self.fiches and not self.excused


def registered_guide(source: SourceInfo, registry: Registry) -> str | None:
    """Return the registry's id of an ingested guide, told by the words its title shares, or None."""
    guides = {i: s for i, s in registry.items() if "guide" in str(s.nature) or str(s.nature) == "document"}
    scores = {i: _likeness(f"{source.title} {source.source_id}", f"{s.title} {i}") for i, s in guides.items()}
    best = max(scores, key=lambda i: (scores[i], i), default=None)
    return best if best and scores[best] >= MIN_SHARED_TITLE else None


def _likeness(one: str, other: str) -> float:
    first, second = (set(re.findall(r"[a-z0-9]{3,}", fold(t))) for t in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))


def coverage(guide: str, sections: Iterable[Section], fiches: Sequence[Fiche]) -> list[Covered]:
    """Return, for each section of the guide of registry id `guide`, the fiches that cite it, or why it needs none.

    A fiche covers the section it names and those below it; a chapter is covered by the fiches of its parts.
    """
    cited = [(f.id, _key(r.at)) for f in fiches for r in f.sources if r.source == guide and r.at]
    cited += [(f.id, _key(c.section)) for f in fiches for c in f.conflicts if c.guide == guide]
    listed = [s for s in sections if s.path]
    found = {s.path: _citing(s.path, cited) for s in listed}
    for path in sorted(found, key=len, reverse=True):
        parts = [ids for other, ids in found.items() if other[: len(path)] == path and len(other) == len(path) + 1]
        if not found[path] and parts and all(parts):
            found[path] = tuple(sorted({i for ids in parts for i in ids}))
    excused = exceptions(guide)
    return [Covered(s.heading, found[s.path], excused.get(_key(s.path[-1]), "")) for s in listed]


def exceptions(guide: str) -> dict[str, str]:
    """Return why each section of `guide` that says nothing to an AESH needs no fiche, by its bare title."""
    with DATA.open("rb") as file:
        excused = tomllib.load(file)["exception"]
    return {_key(e["section"]): e["reason"] for e in excused if e["guide"] == guide}


def _citing(path: tuple[str, ...], cited: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    keys = {_key(title) for title in path}
    return tuple(sorted({fiche for fiche, at in cited if at in keys}))


def _key(title: str) -> str:
    return _NOT_LETTERS.sub("", fold(title))
