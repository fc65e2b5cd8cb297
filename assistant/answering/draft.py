"""A draft answer: paragraphs made of quoted units, before numbering and verification."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answering import sheet
from assistant.answering.selection import Pick, asks_list, rank_units
from assistant.answering.units import Unit, section_units
from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Nature, Passage
from assistant.domain.text import fold
from assistant.lexicon.tokens import stems

MAX_DETAILS = 4
TOPIC_WEIGHT = 0.25
REPEATED = 0.85
MAX_LIST = 14
MAX_GUIDE_UNITS = 3
MIN_SHARE_OF_BEST = 0.4
_WANTED = (
    (re.compile(r"\b(?:papiers?|pieces?|documents?|justificatifs?|fournir|joindre|dossier a)\b"), sheet.DOCUMENTS),
    (re.compile(r"\b(?:comment|demarches?|procedure|etapes?|faire pour|je fais)\b"), sheet.STEPS),
    (re.compile(r"\b(?:a qui|adresse|mail|courriel|contacter|ecrire a|envoyer a|service)\b"), sheet.WRITE_TO),
)


@dataclass(frozen=True)
class Quoted:
    """A unit as it is to be shown, with the passage it is quoted from."""

    unit: Unit
    passage: Passage


@dataclass
class Draft:
    """Paragraphs of quoted units, the short answer first; `caveats` are quoted units too, shown apart."""

    paragraphs: list[list[Quoted]] = field(default_factory=list)
    caveats: list[Quoted] = field(default_factory=list)


def from_fiche(found: sheet.Sheet, question: str, weights: dict[str, float], guides: Sequence[Passage]) -> Draft:
    """Draft from a fiche: its short answer, the details that fit the question, what a guide says that differs.

    The section that the question asks for by name (documents, steps, whom to write to) is given whole. Guide passages
    are quoted beside the fiche only when the fiche knows of no conflict with a guide.
    """
    draft = Draft(paragraphs=[_all_units(found.brief)])
    wanted = _wanted(found, question)
    draft.paragraphs += [_all_units(p)[:MAX_LIST] for p in wanted]
    body = [
        p
        for p in found.others
        if p.section.heading not in {sheet.GUIDES_SAY, sheet.TO_VERIFY, sheet.SOURCES} and p not in wanted
    ]
    details = _chosen(
        [p for p in rank_units(question, _specific(weights, found), body) if not _repeats(p.unit, found.brief)],
        MAX_LIST if asks_list(question) else MAX_DETAILS,
    )
    if details:
        draft.paragraphs.append(_in_order([Quoted(p.unit, p.passage) for p in details]))
    conflict = found.told(sheet.GUIDES_SAY)
    if conflict:
        draft.caveats += _all_units(conflict)
    else:
        draft.paragraphs += _guide_paragraph(question, weights, guides)
    verify = found.told(sheet.TO_VERIFY)
    draft.caveats += _all_units(verify) if verify else []
    return draft


def _specific(weights: dict[str, float], found: sheet.Sheet) -> dict[str, float]:
    """Weigh down the words of the fiche's own title: every sentence of it speaks of that."""
    title = set(stems(found.brief.source.title))
    return {stem: weight * (TOPIC_WEIGHT if stem in title else 1.0) for stem, weight in weights.items()}


def _repeats(unit: Unit, brief: Passage) -> bool:
    """Whether nearly all that a unit says stands in the short answer already."""
    said, told = set(stems(unit.shown)), set(stems(brief.section.text))
    return bool(said) and len(said & told) >= REPEATED * len(said)


def _wanted(found: sheet.Sheet, question: str) -> list[Passage]:
    plain = fold(plain_french(question))
    headings = [heading for pattern, heading in _WANTED if pattern.search(plain)]
    return [p for heading in headings[:1] if (p := found.told(heading))]


def from_guides(question: str, weights: dict[str, float], passages: Sequence[Passage]) -> Draft:
    """Draft from guides alone: the units that fit best, grouped by section, the best section first."""
    limit = MAX_LIST if asks_list(question) else MAX_DETAILS + 2
    picks = _chosen(rank_units(question, weights, passages), limit)
    draft = Draft()
    for section_id in dict.fromkeys(p.passage.section.section_id for p in picks):
        group = [Quoted(p.unit, p.passage) for p in picks if p.passage.section.section_id == section_id]
        draft.paragraphs.append(_in_order(_whole_list(group) if asks_list(question) else group))
    return draft


def _guide_paragraph(question: str, weights: dict[str, float], guides: Sequence[Passage]) -> list[list[Quoted]]:
    picks = _chosen(rank_units(question, weights, guides[:2]), MAX_GUIDE_UNITS)
    return [_in_order([Quoted(p.unit, p.passage) for p in picks])] if picks else []


def _chosen(picks: Sequence[Pick], limit: int) -> list[Pick]:
    if not picks:
        return []
    best = picks[0].fit
    return [p for p in picks[:limit] if p.fit >= MIN_SHARE_OF_BEST * best]


def _in_order(quoted: list[Quoted]) -> list[Quoted]:
    """Sort by section as first met, then by place in the section."""
    sections = list(dict.fromkeys(q.passage.section.section_id for q in quoted))
    return sorted(quoted, key=lambda q: (sections.index(q.passage.section.section_id), q.unit.position))


def _all_units(passage: Passage) -> list[Quoted]:
    return [Quoted(unit, passage) for unit in section_units(passage.section)]


def _whole_list(group: list[Quoted]) -> list[Quoted]:
    """Complete a list of which some items were chosen: all the items under the same lead."""
    leads = {q.unit.lead for q in group if q.unit.lead}
    passage = group[0].passage
    siblings = [Quoted(u, passage) for u in section_units(passage.section) if u.lead in leads]
    positions = {q.unit.position for q in group}
    return (group + [q for q in siblings if q.unit.position not in positions])[:MAX_LIST]


def is_local(passage: Passage) -> bool:
    """Whether a passage tells one académie's practice."""
    return passage.source.nature is Nature.GUIDE_ACADEMIQUE
