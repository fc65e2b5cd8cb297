"""How well a unit answers a question: a few readable signals, weighed by what the tuning questions taught."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

from assistant.answering.asked import Asked, told
from assistant.answering.selection import Rarity
from assistant.answering.units import Unit, units_of
from assistant.domain.corpus import Nature, Passage
from assistant.lexicon.tokens import stems
from assistant.retrieval.expansion import meanings

DATA = Path(__file__).with_name("ranking.toml")
CACHED_SECTIONS = 4096
TOPIC = 0.25
NEAR_FROM = 0.8
ROOT = 5
NAMES = (
    *("shared", "worded", "kin", "broad", "led", "headed", "rarest", "pair"),
    *(f"asks_{kind}" for kind in Asked),
    *("repeats", "opens", "leading", "guide", "ranked", "near"),
)


@dataclass(frozen=True)
class Forms:
    """The other wordings of a stem: single stems, and groups of stems that stand for it together."""

    alone: frozenset[str]
    together: tuple[frozenset[str], ...]

    def stand_in(self, own: frozenset[str]) -> bool:
        """Whether one of the wordings is among the stems `own`."""
        return not self.alone.isdisjoint(own) or any(group <= own for group in self.together)


@dataclass(frozen=True)
class Read:
    """A unit with its stems in order, and those of its lead."""

    unit: Unit
    ordered: tuple[str, ...]
    own: frozenset[str]
    lead: frozenset[str]

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The beginnings of its stems, from five letters on."""
        return frozenset(stem[:end] for stem in self.own for end in range(ROOT, len(stem) + 1))


@lru_cache(maxsize=CACHED_SECTIONS)
def read(text: str) -> tuple[Read, ...]:
    """Return the units of a section's text, read once."""
    return tuple(
        Read(unit, ordered := tuple(stems(unit.shown)), frozenset(ordered), frozenset(stems(unit.lead)))
        for unit in units_of(text)
    )


@lru_cache(maxsize=CACHED_SECTIONS)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


@dataclass(frozen=True)
class Sought:
    """What is looked for in a unit.

    `typed` are the question's stems in order, `weights` how much each tells (those of the subject little),
    `forms` the other wordings of each, `broad` the stems added to the search with their weights; `brief` are the
    stems of what is told already; `asked` is the kind of thing asked for.
    """

    typed: tuple[str, ...]
    weights: Mapping[str, float]
    forms: Mapping[str, Forms]
    broad: Mapping[str, float]
    brief: frozenset[str]
    asked: frozenset[Asked]


def sought(
    typed: Sequence[str],
    broad: Mapping[str, float],
    rarity: Rarity,
    asked: frozenset[Asked],
    title: str = "",
    brief: str = "",
) -> Sought:
    """Return what to look for; `title` is the subject's, whose words every unit may hold, `brief` is told already."""
    subject = _stems(title)
    weights = {s: rarity.of(s) * (TOPIC if s in subject else 1.0) for s in typed}
    added = {s: w * (TOPIC if s in subject else 1.0) for s, w in broad.items() if s not in weights}
    forms = {stem: _forms(found) for stem, found in meanings(typed).items()}
    return Sought(tuple(typed), weights, forms, added, _stems(brief), asked)


def _forms(found: Iterable[tuple[str, ...]]) -> Forms:
    listed = sorted(found)
    alone = frozenset(form[0] for form in listed if len(form) == 1)
    return Forms(alone, tuple(frozenset(form) for form in listed if len(form) > 1))


def features(entry: Read, passage: Passage, rank: int | None, wanted: Sought, leading: bool) -> dict[str, float]:
    """Return the signals of a unit, each about 0 to 1.

    `rank` is the place of its section among the passages found (None: not found), `leading` whether it belongs to the
    fiche that answers.
    """
    unit, own = entry.unit, entry.own
    heading = _stems(passage.section.heading)
    total = sum(wanted.weights.values()) or 1.0
    shared = {s for s in wanted.weights if s in own}
    worded = {s for s in wanted.weights if s not in own and s in wanted.forms and wanted.forms[s].stand_in(own)}
    found = shared | worded
    kinds = told(unit.shown, passage.section.heading)
    best = max(wanted.weights.values(), default=1.0) or 1.0
    return {
        "shared": _sum(wanted.weights, shared) / total,
        "worded": _sum(wanted.weights, worded) / total,
        "kin": _sum(wanted.weights, _kindred(wanted, entry.prefixes) - found) / total,
        "broad": min(1.0, _sum(wanted.broad, own) / (sum(wanted.broad.values()) or 1.0)),
        "led": _sum(wanted.weights, (s for s in wanted.weights if s in entry.lead and s not in found)) / total,
        "headed": _sum(wanted.weights, (s for s in wanted.weights if s in heading and s not in found)) / total,
        "rarest": max((wanted.weights[s] for s in found), default=0.0) / best,
        "pair": float(_pairs(wanted.typed, entry.ordered) > 0),
        **{f"asks_{kind}": float(kind in wanted.asked and kind in kinds) for kind in Asked},
        "repeats": len(own & wanted.brief) / (len(own) or 1),
        "opens": 1 / (1 + unit.position),
        "leading": float(leading),
        "guide": float(passage.source.nature is not Nature.FICHE),
        "ranked": 0.0 if rank is None else 1 / (1 + rank),
        "near": max(0.0, passage.signals.get("dense", 0.0) - NEAR_FROM) * 5,
    }


def _sum(weights: Mapping[str, float], chosen: Iterable[str]) -> float:
    return sum(weights.get(stem, 0.0) for stem in chosen)


def _kindred(wanted: Sought, prefixes: frozenset[str]) -> set[str]:
    """Return the stems looked for that begin as one of the unit does: « attend » and « attent »."""
    return {s for s in wanted.weights if len(s) >= ROOT and s.isalpha() and s[: max(ROOT, len(s) - 1)] in prefixes}


def _pairs(typed: Sequence[str], ordered: Sequence[str]) -> int:
    return len(set(pairwise(typed)) & set(pairwise(ordered)))


@cache
def learned() -> Mapping[str, float]:
    """Return the weights fitted by `eval/units.py`."""
    return dict(tomllib.loads(DATA.read_text("utf-8"))["weights"])


def fit_of(signals: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """Return the score of a unit: the weighted sum of its signals."""
    known = learned() if weights is None else weights
    return sum(known.get(name, 0.0) * value for name, value in signals.items())
