"""A draft answer: paragraphs made of quoted units, before numbering and verification."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering import sheet
from assistant.answering.asked import section_asked
from assistant.answering.choice import Candidate, Pool, pool_of
from assistant.answering.paragraphs import (
    Draft,
    Paragraph,
    Quoted,
    by_section,
    by_source,
    in_order,
    quotes_of,
    units_of,
)
from assistant.answering.ranking import Sought, read
from assistant.answering.selection import asks_list
from assistant.answering.units import Unit
from assistant.domain.corpus import Nature, Passage
from assistant.domain.text import fold
from assistant.lexicon.tokens import stems

BEFORE_FOLD = 120
WHOLE = 350
MOST_BEFORE = 150
MAX_DETAILS, MAX_LIST = 3, 14
MAX_REST, MAX_OTHERS, OTHERS = 12, 3, 90
FAR, NEAR, CLEARLY = 5.0, 2.5, 1.0
SMALL_TABLE = 4
MAX_CONFLICTS, ABOUT, TOUCHES = 2, 0.4, 0.12
RESULT = 60
GUIDE = "guide"
MAX_TEXTS = 5
# What a name of a text says besides: its subject between brackets, and its nature after a dash.
_ASIDE = re.compile(r" \([^()\d]*\)| – [^–;]*$")
DIFFER = "La règle et le guide ne disent pas la même chose :"
ALSO = "Si votre question porte sur « {title} » :"
TEXTS = "Textes : {names}."


@dataclass(frozen=True)
class Request:
    """What a draft is made for: the question as typed, what is looked for in the units, the passages found.

    `also` is another fiche that may as well be meant; `spent` and `later` are the words that the calculators take
    before the fold and after it.
    """

    question: str
    wanted: Sought
    passages: tuple[Passage, ...]
    also: sheet.Sheet | None = None
    spent: int = 0
    later: int = 0


def from_fiche(found: sheet.Sheet, request: Request) -> Draft:
    """Draft from a fiche: its short answer, what fits the question best, then after the fold what else serves.

    Units of guides are left out where the fiche knows of a conflict with a guide: the conflict is told, law first.
    """
    conflicts = units_of(found.told(sheet.GUIDES_SAY))
    passages = [p for p in request.passages if not conflicts or p.source.nature is Nature.FICHE]
    pool = pool_of(request.wanted, found, passages)
    draft = Draft()
    _open(draft, pool, found, request)
    _also(draft, pool, request)
    _details(draft, pool, request, BEFORE_FOLD - request.spent - sum(p.words for p in draft.before))
    told = _conflicts(draft, request, conflicts)
    named = _texts(found)
    _rest(draft, pool, WHOLE - request.spent - request.later - draft.words - sum(p.words for p in named))
    draft.after += named
    draft.caveats = [q for q in conflicts if q not in told] + units_of(found.told(sheet.TO_VERIFY))
    return draft


def _open(draft: Draft, pool: Pool, found: sheet.Sheet, request: Request) -> None:
    """Put the short answer before the fold, and the section asked for by name, as far as they fit.

    A result of a calculator leaves room for the first sentences only, or for none; so does a section asked for.
    """
    brief = units_of(found.brief)
    for entry in read(found.brief.section.text):
        pool.tell(entry)
    named = _named(found, request.question)
    if named:
        pool.drop(named.units[0].passage)
    room = BEFORE_FOLD - request.spent
    longest = MOST_BEFORE - request.spent
    first = _fitting(brief, max(brief[0].words, longest - named.words) if named else room)
    if not first and not request.spent:
        first = brief[:1]
    listed = _fitting(named.units, longest - _words(first) - len(named.intro.split())) if named else []
    draft.before = [Paragraph(first)] if first else []
    draft.after = [Paragraph(brief[len(first) :])] if first != brief else []
    if named and listed:
        draft.before.append(Paragraph(listed, named.intro))
    if named and listed != named.units:
        draft.after.append(
            Paragraph(named.units[len(listed) :], f"{named.intro[:-2]} (suite) :" if listed else named.intro)
        )


def _also(draft: Draft, pool: Pool, request: Request) -> None:
    """Give the short answer of the other fiche that may be meant: before the fold where it fits, else after it."""
    if request.also is None:
        return
    for entry in read(request.also.brief.section.text):
        pool.tell(entry)
    source = request.also.brief.source
    paragraph = Paragraph(units_of(request.also.brief), ALSO.format(title=source.title))
    room = MOST_BEFORE - request.spent - sum(p.words for p in draft.before)
    (draft.before if paragraph.words <= room else draft.after).append(paragraph)


def _words(units: Sequence[Quoted]) -> int:
    return sum(q.words for q in units)


def _fitting(units: Sequence[Quoted], room: int) -> list[Quoted]:
    """Return the first units that fit in `room` words."""
    kept: list[Quoted] = []
    for quoted in units:
        room -= quoted.words
        if room < 0:
            break
        kept.append(quoted)
    return kept


def _named(found: sheet.Sheet, question: str) -> Paragraph | None:
    """Return the section that the question asks for by name, whole."""
    heading = section_asked(question)
    passage = found.told(heading) if heading else None
    return Paragraph(units_of(passage)[:MAX_LIST], f"{heading} :") if passage else None


def _details(draft: Draft, pool: Pool, request: Request, room: int) -> None:
    """Put the best units before the fold, unless a result fills it; one of another source only when clearly best."""
    if request.spent > RESULT:
        return
    best = max((c.score for c in pool.open if c.leading), default=0.0)
    allowed = [c for place, c in enumerate(pool.open) if c.leading or (place == 0 and c.score >= best + CLEARLY)]
    limit = MAX_LIST if asks_list(request.question) else MAX_DETAILS
    chosen = pool.take(room, limit, allowed)
    chosen += _completed(chosen, pool, room - sum(c.words for c in chosen))
    own = [c for c in chosen if c.leading]
    draft.before += [Paragraph(in_order(quotes_of(own)))] if own else []
    draft.before += by_source(c for c in chosen if not c.leading)


def _completed(chosen: Sequence[Candidate], pool: Pool, room: int) -> list[Candidate]:
    """Return the other rows of a small table, or items of a short list, of which one was chosen, if they fit."""
    added: list[Candidate] = []
    for lead, section_id in dict.fromkeys((c.unit.lead, c.passage.section.section_id) for c in chosen if c.unit.lead):
        others = [c for c in pool.open if c.unit.lead == lead and c.passage.section.section_id == section_id]
        words = sum(c.words for c in others)
        if len(others) < SMALL_TABLE and words <= room:
            added += pool.take(words, SMALL_TABLE, others)
            room -= words
    return added


def _conflicts(draft: Draft, request: Request, conflicts: Sequence[Quoted]) -> list[Quoted]:
    """Tell in the text where a guide and the law differ, the law first; return what is told.

    It is told before the fold when the question is about that, after it when the question touches it; else it is a
    caveat.
    """
    order = sorted(conflicts, key=lambda q: (-_share(q, request.wanted), q.unit.position))[:MAX_CONFLICTS]
    told = [q for place, q in enumerate(order) if _share(q, request.wanted) >= (ABOUT if place else TOUCHES)]
    if told:
        paragraph = Paragraph(in_order(told), DIFFER)
        asked = GUIDE in fold(request.question) or _share(told[0], request.wanted) >= ABOUT
        room = MOST_BEFORE - request.spent - sum(p.words for p in draft.before)
        (draft.before if asked and paragraph.words <= room else draft.after).append(paragraph)
    return told


def _share(quoted: Quoted, wanted: Sought) -> float:
    """Return the share of the question's words, by how much each tells, that a unit holds."""
    own = set(stems(quoted.unit.shown))
    total = sum(wanted.weights.values()) or 1.0
    return sum(weight for stem, weight in wanted.weights.items() if stem in own) / total


def _rest(draft: Draft, pool: Pool, room: int) -> None:
    """Put after the fold what else serves, by section: the fiche's own first, then a little of the other sources."""
    best = pool.open[0].score if pool.open else 0.0
    others = pool.take(
        min(room, OTHERS), MAX_OTHERS, [c for c in pool.open if _near(c, best, NEAR) and not c.leading]
    )
    room -= sum(c.words for c in others)
    own = pool.take(room, MAX_REST, [c for c in pool.open if _near(c, best, FAR) and c.leading])
    draft.after += by_section(own) + by_source(others)


def _near(candidate: Candidate, best: float, margin: float) -> bool:
    return candidate.score >= best - margin


def _texts(found: sheet.Sheet) -> list[Paragraph]:
    """Return the line that names the texts of the fiche, the highest norm first, where the fiche lists them."""
    passage = found.told(sheet.SOURCES)
    names = [_ASIDE.sub("", q.unit.shown).rstrip(" .") for q in units_of(passage)][:MAX_TEXTS]
    if passage is None or not names:
        return []
    unit = Unit(TEXTS.format(names=" ; ".join(names)), passage.section.text, 0)
    return [Paragraph([Quoted(unit, passage)])]


def from_guides(request: Request) -> Draft:
    """Draft from the passages alone: the units that fit best, grouped by section, the best section first."""
    pool = pool_of(request.wanted, None, request.passages)
    best = pool.open[0].score if pool.open else 0.0
    near = [c for c in pool.open if _near(c, best, FAR)]
    room = max(0, BEFORE_FOLD - request.spent)
    chosen = pool.take(room, MAX_LIST if asks_list(request.question) else 2 * MAX_DETAILS, near)
    chosen += _completed(chosen, pool, room - sum(c.words for c in chosen))
    if not chosen:
        chosen = pool.take(WHOLE, 1)
    draft = Draft(before=by_section(chosen))
    left = WHOLE - request.spent - request.later - draft.words
    draft.after = by_section(pool.take(left, MAX_REST, [c for c in near if c in pool.open]))
    return draft
