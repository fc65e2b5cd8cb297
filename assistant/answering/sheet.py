"""A fiche found for a question, whole: its sections by heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.corpus import Chunk, Nature, Passage, Section, SourceInfo
from assistant.index.reader import IndexReader

IN_BRIEF = "En bref"
GUIDES_SAY = "Ce que disent les guides"
TO_VERIFY = "À vérifier"
DOCUMENTS = "Pièces à joindre"
STEPS = "Démarche"
SOURCES = "Textes et guides"
WRITE_TO = "À qui écrire"
LEADS_WITHIN = 3
SECOND_PASSAGE = 0.5
USUAL_LIKENESS = 0.85
LIKENESS_WEIGHT = 5.0


@dataclass(frozen=True)
class Sheet:
    """A fiche: `brief` is its short answer, `others` the rest in order."""

    brief: Passage
    others: tuple[Passage, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every section of the fiche."""
        return (self.brief, *self.others)

    def told(self, heading: str) -> Passage | None:
        """Return the section under `heading`, or None."""
        return next((p for p in self.others if p.section.heading == heading), None)


def sheet_of(source: SourceInfo, reader: IndexReader) -> Sheet | None:
    """Return the fiche that `source` describes, None when it has no short answer."""
    record = next(d for d in reader.documents() if d.source.source_id == source.source_id)
    passages = [
        Passage(chunk=_first_chunk(section, reader), section=section, source=source, score=0.0)
        for section in record.sections
    ]
    brief = next((p for p in passages if p.section.heading == IN_BRIEF), None)
    return Sheet(brief, tuple(p for p in passages if p is not brief)) if brief else None


def _first_chunk(section: Section, reader: IndexReader) -> Chunk:
    """Return the first slice of a section; a section that is never searched is one slice."""
    chunks = reader.chunks_of(section.section_id)
    whole = f"{section.section_id}.0"
    return (
        chunks[0]
        if chunks
        else Chunk(
            chunk_id=whole,
            section_id=section.section_id,
            source_id=section.source_id,
            text=section.text,
            embedded_text="",
        )
    )


def leading_fiche(passages: Sequence[Passage]) -> SourceInfo | None:
    """Return the fiche that `passages`, best first, point to, None when no fiche is among the very best.

    A fiche counts by its best passage, half its second, and how much one of its own questions is like the one asked.
    """
    if not any(p.source.nature is Nature.FICHE for p in passages[:LEADS_WITHIN]):
        return None
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.source.nature is Nature.FICHE:
            found.setdefault(passage.source.source_id, []).append(passage)
    best = max(found, key=lambda i: (_weight(found[i]), i))
    return found[best][0].source


def _weight(passages: Sequence[Passage]) -> float:
    first, second = ([*sorted((p.score for p in passages), reverse=True), 0.0])[:2]
    alike = max((p.signals.get("question", 0.0) for p in passages), default=0.0)
    return first + SECOND_PASSAGE * second + LIKENESS_WEIGHT * max(0.0, alike - USUAL_LIKENESS)
