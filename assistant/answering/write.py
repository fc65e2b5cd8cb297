"""The last stage: choose the fiche to answer from, draft, number, verify, and join the calculators' results."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering import texts
from assistant.answering.asked import asked
from assistant.answering.calculate import Computed
from assistant.answering.compose import Composed, compose
from assistant.answering.draft import Request, from_fiche, from_guides
from assistant.answering.fold import folded, parts, words
from assistant.answering.ranking import sought
from assistant.answering.relevance import shares_held
from assistant.answering.results import Told, told
from assistant.answering.selection import Rarity
from assistant.answering.sheet import Sheet, sheet_of
from assistant.answering.subject import also_meant, leading, learned
from assistant.answering.turn import Account, Turn
from assistant.answering.verify import checked
from assistant.domain.answer import Answer, Status
from assistant.domain.corpus import Nature, Passage
from assistant.index.reader import IndexReader

GRIEF = frozenset({"fiche-deces-enfant"})


def outside_sources() -> Answer:
    """Return the answer given when the sources do not say: no citation, whom to ask."""
    return Answer(status=Status.OUT_OF_SOURCES, text=texts.OUT_OF_SOURCES)


def written(turn: Turn, reader: IndexReader, rarity: Rarity) -> tuple[Answer, Account]:
    """Return the answer of `turn`, drafted from its passages and results, numbered and verified; and how."""
    sheet = _leader(turn, reader, rarity)
    results = told(turn.computed)
    spent = words(results.before) + sum(len(q.question.split()) for q in turn.computed.questions[:1])
    also = _also(turn, sheet, reader)
    request = replace(_request(turn, sheet, rarity), also=also, spent=spent, later=words(results.after))
    composed = compose(from_fiche(sheet, request) if sheet else from_guides(request))
    sheets = [s for s in (sheet, also) if s]
    retrieved = {p.section.section_id for p in (*turn.passages, *(p for s in sheets for p in s.passages))}
    answer, removed = checked(composed, reader.section, retrieved, outside_sources())
    leader = sheet.brief.source.source_id if sheet else ""
    return _with_calculations(answer, _sides(answer, composed), turn.computed, results), Account(leader, removed)


def _sides(answer: Answer, composed: Composed) -> tuple[list[str], list[str]]:
    """Return the paragraphs that the sources give for each side of the fold."""
    if answer.status is not Status.FOUNDED:
        return [], []
    before, after = parts(answer)
    return (before, after) if composed.before else ([], [*before, *after])


def _also(turn: Turn, sheet: Sheet | None, reader: IndexReader) -> Sheet | None:
    """Return the other fiche that may as well be meant; none beside a result, which names its subject."""
    other = also_meant(turn.subjects, sheet.brief.source) if sheet else None
    return None if turn.computed.done or other is None else sheet_of(other.source, reader)


def _request(turn: Turn, sheet: Sheet | None, rarity: Rarity) -> Request:
    title, brief = (sheet.brief.source.title, sheet.brief.section.text) if sheet else ("", "")
    wanted = sought(turn.typed, turn.weights, rarity, asked(turn.question), title, brief)
    return Request(turn.question, wanted, _bearable(turn.passages, sheet))


def _bearable(passages: tuple[Passage, ...], sheet: Sheet | None) -> tuple[Passage, ...]:
    """Return `passages` without the fiches that hurt whoever did not ask for them: they only answer as leaders."""
    leader = sheet.brief.source.source_id if sheet else ""
    return tuple(p for p in passages if p.source.source_id == leader or p.source.source_id not in GRIEF)


def _leader(turn: Turn, reader: IndexReader, rarity: Rarity) -> Sheet | None:
    """Return the fiche to answer from, if any.

    It is the likeliest one, that of the calculator called if there is one, unless the best guide passage says clearly
    more of the question. Where no fiche was searched, none leads.
    """
    called = [c.calculator for c in turn.computed.calculations]
    searched = any(p.source.nature is Nature.FICHE for p in turn.passages)
    best = leading(turn.subjects, called) if called or searched else None
    sheet = sheet_of(best.source, reader) if best else None
    guide = next((p for p in turn.passages if p.source.nature is not Nature.FICHE), None)
    if called or sheet is None or guide is None:
        return sheet
    whole = " ".join([sheet.brief.source.title, *(p.section.text for p in sheet.passages)])
    fiche, other = shares_held(turn.typed, [whole, guide.section.text], rarity)
    return sheet if fiche >= other - learned().guides else None


def _with_calculations(
    answer: Answer, sides: tuple[list[str], list[str]], computed: Computed, results: Told
) -> Answer:
    """Put the results first and the open question before the fold; the steps come after what the sources say."""
    before, after = sides
    caveats = [*(c for c in computed.caveats if c not in _changes(computed)), *answer.caveats]
    if computed.done and results.before:
        told_ = folded(answer, [*results.before, *before], [*results.after, *after])
        return told_.model_copy(
            update={"status": Status.CALCULATED, "calculations": computed.calculations, "caveats": caveats}
        )
    if computed.questions:
        question = f"{texts.TO_BE_EXACT} {computed.questions[0].question}"
        return folded(answer, [*before, question], after).model_copy(
            update={
                "status": Status.NEEDS_INFORMATION,
                "calculations": computed.calculations,
                "questions": computed.questions,
                "caveats": caveats,
            }
        )
    return answer.model_copy(update={"caveats": [*computed.caveats, *answer.caveats]}) if before else answer


def _changes(computed: Computed) -> set[str]:
    """Return the changes to come, which the text tells."""
    return {c.next_change for c in computed.calculations if c.outcome == "result"}
