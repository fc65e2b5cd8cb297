"""The units open to an answer, and the choice of those that are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answering import sheet as fiche
from assistant.answering.ranking import Read, Sought, features, fit_of, read
from assistant.answering.units import Unit
from assistant.domain.corpus import Nature, Passage

APART = frozenset({fiche.TO_VERIFY, fiche.SOURCES, fiche.GUIDES_SAY})
STEPS = frozenset({fiche.STEPS, fiche.DOCUMENTS, fiche.WRITE_TO})
_SOMEBODY = re.compile(r"\b(?:M\.|Mr|Mme|Mlle|Monsieur|Madame|Dr|Docteur|Docteure)\s+[A-ZÀ-Ý][\w'-]+")
REPEATED = 0.85
NEW_WORD = 0.6
LOOKED_AT = 60


@dataclass(frozen=True)
class Candidate:
    """A unit that may be told: where it stands, the stems it holds, its signals and its score."""

    entry: Read
    passage: Passage
    leading: bool
    signals: Mapping[str, float]
    score: float

    @property
    def unit(self) -> Unit:
        """The unit."""
        return self.entry.unit

    @property
    def words(self) -> int:
        """How many words it takes to tell it."""
        return len(self.unit.shown.split())


@dataclass
class Pool:
    """The candidates of a question, best first, and what is told already."""

    open: list[Candidate]
    wanted: Sought
    told: set[str] = field(default_factory=set)

    def take(self, budget: int, limit: int, allowed: Sequence[Candidate] | None = None) -> list[Candidate]:
        """Take up to `limit` candidates in `budget` words, best first; what only repeats is left out for good.

        Each choice raises the candidates that hold words of the question that nothing told holds yet.
        """
        chosen: list[Candidate] = []
        left = [c for c in (self.open if allowed is None else allowed)[:LOOKED_AT] if not self._repeats(c)]
        while left and len(chosen) < limit:
            best = max(left, key=self._worth)
            left.remove(best)
            if best.words <= budget and not self._repeats(best):
                chosen.append(best)
                budget -= best.words
                self.tell(best.entry)
        taken = {id(c) for c in chosen}
        self.open = [c for c in self.open if id(c) not in taken]
        return chosen

    def drop(self, passage: Passage) -> None:
        """Note that a section is told whole."""
        for candidate in [c for c in self.open if c.passage.section.section_id == passage.section.section_id]:
            self.tell(candidate.entry)
            self.open.remove(candidate)

    def tell(self, entry: Read) -> None:
        """Note that a unit is told."""
        self.told |= entry.own | entry.lead

    def _worth(self, candidate: Candidate) -> float:
        new = [s for s in self.wanted.weights if s in candidate.entry.own and s not in self.told]
        total = sum(self.wanted.weights.values()) or 1.0
        return candidate.score + NEW_WORD * sum(self.wanted.weights[s] for s in new) / total

    def _repeats(self, candidate: Candidate) -> bool:
        """Whether nearly all that a unit says is told already."""
        own = candidate.entry.own
        return bool(own) and len(own & self.told) >= REPEATED * len(own)


def pool_of(wanted: Sought, leader: fiche.Sheet | None, passages: Sequence[Passage]) -> Pool:
    """Return the units of the fiche that answers and of the passages found, scored."""
    ranks = {p.section.section_id: rank for rank, p in enumerate(passages)}
    found = {p.section.section_id: p for p in passages}
    own = [found.get(p.section.section_id, p) for p in leader.others] if leader else []
    title = leader.brief.source.source_id if leader else ""
    others = [p for p in passages if p.source.source_id != title]
    scored = [
        *_candidates(own, ranks, wanted, leading=True),
        *_candidates(others, ranks, wanted, leading=False),
    ]
    return Pool(sorted(scored, key=lambda c: (-c.score, c.passage.section.section_id, c.unit.position)), wanted)


def _candidates(
    passages: Iterable[Passage], ranks: Mapping[str, int], wanted: Sought, leading: bool
) -> Iterator[Candidate]:
    for passage in passages:
        if _is_apart(passage, leading):
            continue
        rank = ranks.get(passage.section.section_id)
        for entry in read(passage.section.text):
            if _may_be_told(entry.unit, passage):
                signals = features(entry, passage, rank, wanted, leading)
                yield Candidate(entry, passage, leading, signals, fit_of(signals))


def _is_apart(passage: Passage, leading: bool) -> bool:
    """Whether a section is told elsewhere, or makes no sense outside its fiche: « remettez la demande »."""
    heading = passage.section.heading
    return passage.source.nature is Nature.FICHE and (heading in APART or (heading in STEPS and not leading))


def _may_be_told(unit: Unit, passage: Passage) -> bool:
    """Whether a unit says something, and names nobody: a guide's contacts are left to the guide."""
    named = passage.source.nature is not Nature.FICHE and _SOMEBODY.search(unit.shown)
    return not named and not unit.shown.rstrip().endswith((":", "?"))
