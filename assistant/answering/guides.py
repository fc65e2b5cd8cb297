"""What the user's own guides say of a question: one passage, two sentences, with its page."""

from __future__ import annotations

from assistant.answering.draft import Draft
from assistant.answering.units import Unit, section_units
from assistant.domain.answer import Sentence
from assistant.domain.corpus import Nature, Passage
from assistant.domain.text import fold_spaces
from assistant.lexicon.tokens import stems

MOST_SENTENCES = 2
LEAST_SHARED = 2
MOST_WORDS = 60


def find_in_guides(draft: Draft, question: str, passages: list[Passage]) -> list[Sentence]:
    """Return up to two sentences of the best passage that share words with `question`; none when too few do."""
    asked = set(stems(question))
    for passage in passages[:2]:
        if passage.source.nature is Nature.FICHE:
            continue
        ranked = sorted(section_units(passage.section), key=lambda u: (-_shared(u, asked), u.position))
        kept = [u for u in ranked[:MOST_SENTENCES] if _shared(u, asked) >= LEAST_SHARED and _short(u)]
        sentences = [s for u in sorted(kept, key=lambda u: u.position) if (s := _sentence(draft, passage, u))]
        if sentences:
            return sentences
    return []


def _shared(unit: Unit, asked: set[str]) -> int:
    return len(asked & set(stems(f"{unit.lead} {unit.shown}")))


def _short(unit: Unit) -> bool:
    return len(unit.shown.split()) <= MOST_WORDS


def _sentence(draft: Draft, passage: Passage, unit: Unit) -> Sentence | None:
    inside = unit.quote in passage.chunk.text
    page = (passage.chunk.page_label or passage.chunk.page) if inside else None
    n = draft.cite(passage.section.section_id, unit.quote, str(page) if page else None)
    return Sentence(text=fold_spaces(unit.shown), cites=(n,), item=unit.item or unit.row) if n else None
