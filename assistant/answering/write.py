"""The last stage: choose the fiche to answer from, draft, number, verify, and join the calculators' results."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering import texts
from assistant.answering.calculate import Computed, supported
from assistant.answering.compose import compose
from assistant.answering.draft import Draft, from_fiche, from_guides
from assistant.answering.relevance import shares_held
from assistant.answering.selection import Rarity
from assistant.answering.sheet import Sheet, leading_fiche, sheet_of
from assistant.answering.turn import Turn
from assistant.answering.verify import verified
from assistant.domain.answer import Answer, Status
from assistant.domain.corpus import Nature, Passage, SourceInfo
from assistant.index.reader import IndexReader

CLEARLY_MORE = 0.2


def outside_sources() -> Answer:
    """Return the answer given when the sources do not say: no citation, whom to ask."""
    return Answer(status=Status.OUT_OF_SOURCES, text=texts.OUT_OF_SOURCES)


def written(turn: Turn, reader: IndexReader, rarity: Rarity) -> Answer:
    """Return the answer of `turn`: drafted from its passages and results, numbered and verified."""
    sheet = _leader(turn, reader, rarity)
    composed = compose(_draft(turn, sheet))
    retrieved = {p.section.section_id for p in (*turn.passages, *(sheet.passages if sheet else ()))}
    answer = verified(composed, reader.section, retrieved, outside_sources())
    return _with_calculations(answer, turn.computed)


def _leader(turn: Turn, reader: IndexReader, rarity: Rarity) -> Sheet | None:
    """Return the fiche to answer from, if any.

    It is the fiche of the calculator that was called; else the one that the passages point to, unless the best
    guide passage says clearly more of the question.
    """
    called = [c.calculator for c in turn.computed.calculations]
    if called:
        linked = _linked(called[0], turn.passages, reader)
        return sheet_of(linked, reader) if linked else None
    best = leading_fiche(turn.passages)
    sheet = sheet_of(best, reader) if best else None
    guide = next((p for p in turn.passages if p.source.nature is not Nature.FICHE), None)
    if sheet is None or guide is None:
        return sheet
    whole = " ".join([sheet.brief.source.title, *(p.section.text for p in sheet.passages)])
    fiche, other = shares_held(turn.typed, [whole, guide.section.text], rarity)
    return sheet if fiche >= other - CLEARLY_MORE else None


def _draft(turn: Turn, sheet: Sheet | None) -> Draft:
    if sheet is None:
        return from_guides(turn.question, turn.weights, turn.passages)
    guides = [p for p in turn.passages if p.source.nature is not Nature.FICHE]
    return from_fiche(sheet, turn.question, turn.weights, guides)


def _with_calculations(answer: Answer, told: Computed) -> Answer:
    """Put the results before the passages, or the open question after them."""
    founded = answer.status is Status.FOUNDED
    paragraphs = supported(told.paragraphs, told.calculations)
    rule = [answer.text] if founded else []
    if told.done and paragraphs:
        return answer.model_copy(
            update={
                "status": Status.CALCULATED,
                "text": "\n\n".join([*paragraphs, *rule]),
                "calculations": told.calculations,
                "caveats": [*told.caveats, *answer.caveats],
            }
        )
    if told.questions:
        asked = f"{texts.TO_BE_EXACT} {told.questions[0].question}"
        return answer.model_copy(
            update={
                "status": Status.NEEDS_INFORMATION,
                "text": "\n\n".join([*rule, asked]),
                "calculations": told.calculations,
                "questions": told.questions,
                "caveats": [*told.caveats, *answer.caveats],
            }
        )
    return answer.model_copy(update={"caveats": [*told.caveats, *answer.caveats]}) if founded else answer


def _linked(calculator: str, passages: Sequence[Passage], reader: IndexReader) -> SourceInfo | None:
    """Return the fiche that leads to `calculator`, the one nearest to the question when there are several."""
    linked = [d.source for d in reader.documents() if calculator in d.source.calculators]
    order = [p.source.source_id for p in passages]
    return min(
        linked,
        key=lambda s: (order.index(s.source_id) if s.source_id in order else len(order), s.source_id),
        default=None,
    )
