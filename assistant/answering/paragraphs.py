"""What a draft is made of: units to be quoted, told together in paragraphs, on each side of the fold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.answering.choice import Candidate
from assistant.answering.units import Unit, section_units
from assistant.domain.corpus import Nature, Passage

NEIGHBOUR = "À lire aussi dans « {title} » :"


@dataclass(frozen=True)
class Quoted:
    """A unit as it is to be shown, with the passage it is quoted from."""

    unit: Unit
    passage: Passage

    @property
    def words(self) -> int:
        """How many words it takes to tell it."""
        return len(self.unit.shown.split())


@dataclass
class Paragraph:
    """Quoted units told together; `intro` announces them ("" when nothing does)."""

    units: list[Quoted]
    intro: str = ""

    @property
    def words(self) -> int:
        """How many words it holds."""
        return len(self.intro.split()) + sum(q.words for q in self.units)


@dataclass
class Draft:
    """Paragraphs before the fold, the short answer first, and after it; `caveats` are quoted units shown apart."""

    before: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    caveats: list[Quoted] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words the text holds."""
        return sum(p.words for p in (*self.before, *self.after))

    def paragraphs(self) -> list[Paragraph]:
        """Return all the paragraphs, in order."""
        return [*self.before, *self.after]


def by_section(chosen: Iterable[Candidate]) -> list[Paragraph]:
    """Return a paragraph for each section of the units chosen, in the order of its text."""
    groups: dict[str, list[Quoted]] = {}
    for quoted in quotes_of(chosen):
        groups.setdefault(quoted.passage.section.section_id, []).append(quoted)
    return [Paragraph(in_order(group)) for group in groups.values()]


def by_source(chosen: Iterable[Candidate]) -> list[Paragraph]:
    """Return a paragraph for each source of the units chosen, announced by its title."""
    groups: dict[str, list[Quoted]] = {}
    for quoted in quotes_of(chosen):
        groups.setdefault(quoted.passage.source.title, []).append(quoted)
    return [Paragraph(in_order(group), NEIGHBOUR.format(title=title)) for title, group in groups.items()]


def quotes_of(chosen: Iterable[Candidate]) -> list[Quoted]:
    """Return the units chosen, ready to be quoted."""
    return [Quoted(c.unit, c.passage) for c in chosen]


def in_order(quoted: Sequence[Quoted]) -> list[Quoted]:
    """Sort by section as first met, then by place in the section."""
    sections = list(dict.fromkeys(q.passage.section.section_id for q in quoted))
    return sorted(quoted, key=lambda q: (sections.index(q.passage.section.section_id), q.unit.position))


def units_of(passage: Passage | None) -> list[Quoted]:
    """Return every unit of a section, none without one."""
    return [Quoted(unit, passage) for unit in section_units(passage.section)] if passage else []


def is_local(passage: Passage) -> bool:
    """Whether a passage tells one académie's practice."""
    return passage.source.nature is Nature.GUIDE_ACADEMIQUE
