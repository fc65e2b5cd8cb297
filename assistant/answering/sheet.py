"""A fiche found for a question, whole: its sections by heading."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.corpus import Chunk, Passage, Section, SourceInfo
from assistant.index.reader import IndexReader

IN_BRIEF = "En bref"
GUIDES_SAY = "Ce que disent les guides"
TO_VERIFY = "À vérifier"
DOCUMENTS = "Pièces à joindre"
STEPS = "Démarche"
SOURCES = "Textes et guides"
WRITE_TO = "À qui écrire"


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
