"""What stands behind the fold: how to do it, exceptions, what guides say otherwise, the texts."""

from __future__ import annotations

from assistant.answering import texts
from assistant.answering.draft import Draft
from assistant.answering.units import units_of
from assistant.dialogue.plan import Asked
from assistant.domain.answer import BlockKind, Sentence
from assistant.domain.corpus import ReponseRecord, Section
from assistant.domain.text import fold_spaces
from assistant.fiches.schema import Heading

MOST_UNITS = 8
_PARTS = (
    (Heading.DEMARCHE, BlockKind.EXPLAIN, texts.STEPS),
    (Heading.EXCEPTIONS, BlockKind.EXPLAIN, texts.EXCEPTIONS),
    (Heading.GUIDES, BlockKind.CONFLICT, texts.CONFLICT),
)


def add_folded(draft: Draft, asked: Asked, record: ReponseRecord) -> None:
    """Add the folded blocks that explain the réponse: parts of its fiche, then the texts that carry it."""
    for heading, kind, title in _PARTS:
        section = _part(draft, record, heading)
        if section and not any(b.title == title and b.sentences[0].text in section.text for b in draft.blocks):
            draft.add(kind, *_quoted(draft, section), title=title, folded=True)
    said = {s.text for b in draft.blocks for s in b.sentences}
    lines = [Sentence(text=text, item=True) for text in record.texts if text not in said]
    draft.add(BlockKind.SOURCES, *lines, title=texts.TEXTS, folded=True)


def _part(draft: Draft, record: ReponseRecord, heading: Heading) -> Section | None:
    home = draft.index.section(record.section_id)
    if home is None:
        return None
    found = draft.index.catalogue.sections_of(home.source_id)
    return next((s for s in found if s.path and s.path[0] == heading), None)


def _quoted(draft: Draft, section: Section) -> list[Sentence]:
    """The units of a section, each citing its own words."""
    said = {fold_spaces(s.text) for b in draft.blocks for s in b.sentences}
    lines = []
    for unit in units_of(section.text)[:MOST_UNITS]:
        n = draft.cite(section.section_id, section.text)
        shown = fold_spaces(unit.shown)
        if shown not in said and n:
            lines.append(Sentence(text=shown, cites=(n,), item=unit.item or unit.row))
    return lines
