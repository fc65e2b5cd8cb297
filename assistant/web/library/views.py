"""The pages of the documents area, from what the index holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain.corpus import DocumentRecord, Nature, Passage, Section
from assistant.fiches.schema import Fiche
from assistant.rules.core.french import format_date
from assistant.web import texts as common
from assistant.web.library import texts
from assistant.web.library.prose import Block, blocks_of
from assistant.web.library.shelf import Shelf, is_late, safe_path
from assistant.web.links import file_url, passage_url
from assistant.web.simulators.catalogue import Entry, entries
from assistant.web.sources import locate, safe_url

EXCERPT = 320
NATURES = {nature: nature.value.capitalize() for nature in Nature}


@dataclass(frozen=True)
class Found:
    """A document found: its best passage, the address that opens it, and its other passages as (heading, address)."""

    title: str
    where: str
    excerpt: str
    url: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SectionView:
    """A section ready for the template; `target` is true for the one asked for."""

    anchor: str
    heading: str
    level: int
    blocks: tuple[Block, ...]
    page: str
    page_url: str
    target: bool = False
    missed: bool = False


@dataclass(frozen=True)
class DocumentView:
    """A document ready for the template; `facts` are (label, value), `late` a warning or nothing."""

    title: str
    nature: str
    note: str
    facts: tuple[tuple[str, str], ...]
    url: str
    file_url: str
    inline: bool
    sections: tuple[SectionView, ...]
    questions: tuple[str, ...]
    calculators: tuple[Entry, ...]
    late: str
    lost: bool


def found_views(passages: Iterable[Passage]) -> list[Found]:
    """Return what a search shows: a document once, at the rank of its best passage."""
    by_source: dict[str, list[Passage]] = {}
    for passage in passages:
        by_source.setdefault(passage.source.source_id, []).append(passage)
    return [_found(best, others) for best, *others in by_source.values()]


def _found(best: Passage, others: list[Passage]) -> Found:
    page = f"p.\u00a0{best.chunk.page_label}" if best.chunk.page_label else ""
    return Found(
        title=best.source.title,
        where=" · ".join(filter(None, (NATURES[best.source.nature], best.section.heading, page))),
        excerpt=_short(_matched(best)),
        url=_open(best),
        others=tuple((p.section.path[-1] if p.section.path else texts.NO_HEADING, _open(p)) for p in others),
    )


def _matched(passage: Passage) -> str:
    return passage.chunk.text if passage.chunk.kind == "passage" else passage.section.text


def _open(passage: Passage) -> str:
    return passage_url(passage.source.source_id, passage.section.section_id, _matched(passage))


def _short(text: str) -> str:
    """Return the beginning of a text in one line, its items and cells told apart."""
    lines = (line.removeprefix("- ").replace("\t", " : ") for line in text.split("\n") if line.strip())
    joined = " ; ".join(line.rstrip(" ;") for line in lines).replace(". ; ", ". ").replace(": ; ", ": ")
    return joined if len(joined) <= EXCERPT else joined[:EXCERPT].rsplit(" ", 1)[0] + "…"


def document_view(shelf: Shelf, document: DocumentRecord, section_id: str, extract: str) -> DocumentView:
    """Return a document whole; the section `section_id` is marked, and `extract` highlighted in it."""
    source = document.source
    fiche = shelf.fiche(source) if source.fiche_id else None
    path = None if source.fiche_id else safe_path(shelf.settings.guides_dir, source.origin)
    pdf = path is not None and path.suffix.lower() == ".pdf"
    today = datetime.date.today()  # noqa: DTZ011 - the reader's own day
    late = texts.LATE.format(day=format_date(fiche.review_by)) if fiche and is_late(fiche, today) else ""
    ids = {section.section_id for section in document.sections}
    return DocumentView(
        title=source.title,
        nature=NATURES[source.nature],
        note=common.NATURE_NOTES.get(source.nature, ""),
        facts=tuple((label, value) for label, value in _facts(document, fiche) if value),
        url=safe_url(source.url),
        file_url=file_url(source.source_id) if path else "",
        inline=pdf,
        sections=tuple(
            _section(number, section, section_id, extract, pdf=pdf)
            for number, section in enumerate(document.sections, start=1)
        ),
        questions=tuple(reponse.question for reponse in document.reponses),
        calculators=tuple(entries()[name] for name in source.calculators if name in entries()),
        late=late,
        lost=bool(section_id) and section_id not in ids,
    )


def _facts(document: DocumentRecord, fiche: Fiche | None) -> list[tuple[str, str]]:
    source = document.source
    verified = format_date(source.verified_on) if source.verified_on else ""
    facts = [
        (texts.NATURE, NATURES[source.nature]),
        (texts.PUBLISHER, source.publisher),
        (texts.DATE, "" if verified else source.date),
        (texts.VERIFIED, verified),
        (texts.PAGES, str(document.pages or "")),
    ]
    if fiche:
        ends = format_date(fiche.in_force_to) if fiche.in_force_to else ""
        facts += [
            (texts.IN_FORCE, format_date(fiche.in_force_from)),
            (texts.ENDED, ends),
            (texts.REVIEW, format_date(fiche.review_by)),
            (texts.PUBLIC, "tous les AESH" if "tous" in fiche.public else ", ".join(fiche.public)),
            (texts.SCOPE, "" if fiche.scope == "national" else fiche.scope),
        ]
    return facts


def _section(number: int, section: Section, wanted: str, extract: str, *, pdf: bool) -> SectionView:
    target = section.section_id == wanted
    quoted = extract if target else ""
    return SectionView(
        anchor=f"section-{number}",
        heading=section.path[-1] if section.path else texts.NO_HEADING,
        level=min(max(len(section.path), 1), 3),
        blocks=blocks_of(section.text, quoted),
        page=section.page_label or "",
        page_url=file_url(section.source_id, section.page) if pdf and section.page else "",
        target=target,
        missed=bool(quoted.strip()) and locate(quoted, section.text) is None,
    )
