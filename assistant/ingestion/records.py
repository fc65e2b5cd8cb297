"""From one file to its record: what is stored, searched and cited of it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from assistant.domain.corpus import Chunk, DocumentRecord, Nature, ReponseRecord, Section, SourceInfo
from assistant.fiches.registry import Source
from assistant.fiches.render import Resolver, carried_by, render, render_text
from assistant.fiches.schema import Fiche, Heading, Reponse
from assistant.ingestion.blocks import ParsedDocument, UnreadableFileError
from assistant.ingestion.chunking import Chunker
from assistant.ingestion.flags import LAWS, UNCONFIRMED, flags_of
from assistant.ingestion.metadata import describe, side_path
from assistant.ingestion.readers.factory import read_document
from assistant.ingestion.readers.html import read_markdown
from assistant.ingestion.sections import SectionDraft, section_drafts, section_id

FICHE_PUBLISHER = "Assistant AESH"
REPONSES = "Réponses"


Read = Callable[[Path, int], ParsedDocument]


def file_hash(path: Path, official: bool = False) -> str:
    """Return the sha256 of the file's bytes and of its side file's, read by pieces, and of its being official."""
    digest = hashlib.sha256(b"official" if official else b"")
    for part in (path, side_path(path)):
        if part.is_file():
            with part.open("rb") as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
    return digest.hexdigest()


def guide_record(
    path: Path,
    origin: str,
    source_id: str,
    chunker: Chunker,
    max_pages: int,
    read: Read = read_document,
    official: bool = False,
) -> DocumentRecord:
    """Read the guide at `path` into a record, with `read`. Raises `UnreadableFileError` (French, says what to do).

    A document that calls itself a law is one only when `official`: the administrator's word, not the file's own.
    """
    document = read(path, max_pages)
    source = describe(path, origin, source_id, document)
    claims: tuple[str, ...] = ()
    if source.nature in LAWS and not official:
        claims = (UNCONFIRMED.format(nature=source.nature, origin=origin),)
        source = source.model_copy(update={"nature": Nature.DOCUMENT})
    drafts = section_drafts(document)
    if all(draft.hollow for draft in drafts):
        raise UnreadableFileError("aucun texte trouvé sous les titres : vérifiez que le document n'est pas vide.")
    sections, chunks = build_sections(drafts, source, chunker, document.page_labels)
    return DocumentRecord(
        sha256=file_hash(path, official),
        source=source,
        sections=sections,
        chunks=chunks,
        pages=document.pages,
        notes=(*claims, *_notes(document), *flags_of(sections)),
    )


def _notes(document: ParsedDocument) -> tuple[str, ...]:
    notes = list(document.warnings)
    if document.empty_pages:
        pages = ", ".join(map(str, document.empty_pages))
        notes.append(f"pages sans texte (images ou pages blanches) : {pages}.")
    return tuple(notes)


def build_sections(
    drafts: Sequence[SectionDraft], source: SourceInfo, chunker: Chunker, labels: Sequence[str] = ()
) -> tuple[tuple[Section, ...], tuple[Chunk, ...]]:
    """Return the sections and chunks of a document; a section that comes twice word for word is kept once."""
    sections: dict[str, Section] = {}
    chunks: list[Chunk] = []
    for draft in drafts:
        identity = section_id(source.source_id, draft.path, draft.text)
        if identity in sections:
            continue
        sections[identity] = Section(
            section_id=identity,
            source_id=source.source_id,
            path=draft.path,
            text=draft.text,
            page=draft.page,
            page_label=_label(draft.page, labels),
        )
        for chunk in chunker.chunks(draft, sections[identity], source):
            chunks.append(chunk.model_copy(update={"page_label": _label(chunk.page, labels)}))
    return tuple(sections.values()), tuple(chunks)


def _label(page: int | None, labels: Sequence[str]) -> str | None:
    return labels[page - 1] if page and page <= len(labels) else None


def fiche_record(
    fiche: Fiche,
    origin: str,
    chunker: Chunker,
    resolve: Resolver,
    on: datetime.date,
    registry: Mapping[str, Source] | None = None,
    voices: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> DocumentRecord:
    """Return the record of a fiche as it reads on the day `on`, each réponse a section of its own.

    `voices` gives, for « fiche/réponse », how people ask it.

    The section that names its texts (with a `registry`) has no chunk: it is quoted, never searched.

    Raises `UnresolvedReferenceError` for a figure without value on that day.
    """
    rendered = render(fiche, resolve, on, registry)
    source = SourceInfo(
        source_id=f"fiche-{fiche.id}",
        title=fiche.title,
        publisher=FICHE_PUBLISHER,
        nature=Nature.FICHE,
        date=f"vérifiée le {fiche.verified_on:%d/%m/%Y}",
        origin=origin,
        fiche_id=fiche.id,
        calculators=fiche.calculators,
        verified_on=fiche.verified_on,
    )
    drafts = [_fiche_draft(section.heading, section.text) for section in rendered]
    sections, chunks = build_sections(drafts, source, chunker)
    named = {s.section_id for s in sections if s.heading == Heading.TEXTES}
    chunks = tuple(chunk for chunk in chunks if chunk.section_id not in named)
    reponses = tuple(_reponse(fiche, r, source, resolve, on, registry or {}, voices) for r in fiche.reponses)
    answers = tuple(_answer_section(r, source) for r in reponses)
    digest = hashlib.sha256(
        "\x1f".join(
            [*(s.text for s in sections), *(r.model_dump_json() for r in reponses), *fiche.calculators, source.date]
        ).encode()
    )
    return DocumentRecord(
        sha256=digest.hexdigest(),
        source=source,
        sections=sections + answers,
        chunks=chunks + tuple(_answer_chunk(r, source) for r in reponses),
        reponses=reponses,
    )


def _fiche_draft(heading: Heading, text: str) -> SectionDraft:
    draft = SectionDraft((str(heading),), None)
    for part in section_drafts(read_markdown(text)):
        draft.lines += part.lines
    return draft


def _reponse(
    fiche: Fiche,
    reponse: Reponse,
    source: SourceInfo,
    resolve: Resolver,
    on: datetime.date,
    registry: Mapping[str, Source],
    voices: Mapping[str, Sequence[str]],
) -> ReponseRecord:
    name = f"{fiche.id}/{reponse.id}"
    return ReponseRecord(
        reponse_id=name,
        section_id=f"{source.source_id}.r.{reponse.id}",
        question=render_text(fiche, reponse.question, resolve, on),
        answer=render_text(fiche, reponse.answer, resolve, on),
        texts=carried_by(reponse.sources, registry, on),
        calculator=reponse.calculator,
        see=tuple(other if "/" in other else f"{fiche.id}/{other}" for other in reponse.see),
        twin=reponse.twin,
        voices=tuple(voices.get(name, ())),
    )


def _answer_section(reponse: ReponseRecord, source: SourceInfo) -> Section:
    return Section(
        section_id=reponse.section_id,
        source_id=source.source_id,
        path=(REPONSES, reponse.question),
        text=reponse.answer,
    )


def _answer_chunk(reponse: ReponseRecord, source: SourceInfo) -> Chunk:
    return Chunk(
        chunk_id=f"{reponse.section_id}.0",
        section_id=reponse.section_id,
        source_id=source.source_id,
        text=reponse.answer,
        embedded_text=f"{source.title}. {reponse.question} {reponse.answer}",
    )
