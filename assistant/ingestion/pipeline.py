"""One run of ingestion: read what changed, build the index beside, put it in service, report on every file."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from assistant.domain.corpus import DocumentRecord
from assistant.embedding.base import Embedder
from assistant.embedding.factory import make_embedder
from assistant.fiches.errors import FicheError
from assistant.fiches.guide_check import doubts
from assistant.fiches.loader import load_fiche
from assistant.fiches.parameters import parameter_text
from assistant.fiches.registry import REGISTRY, load_registry
from assistant.fiches.render import Resolver, UnresolvedReferenceError
from assistant.index.errors import IndexBuildError
from assistant.index.manifest import Manifest
from assistant.index.store import IndexStore, make_recipe
from assistant.ingestion.blocks import UnreadableFileError
from assistant.ingestion.choices import read_choices, write_choices
from assistant.ingestion.chunking import Chunker, chunking_identity
from assistant.ingestion.discovery import Candidate, discover
from assistant.ingestion.flags import holds_account
from assistant.ingestion.isolated import IsolatedReader, Limits
from assistant.ingestion.records import fiche_record, file_hash, guide_record
from assistant.ingestion.report import FileReport, IngestionReport, Outcome, write_report
from assistant.ingestion.worker import ODD
from assistant.reader.encoder import Encoder
from assistant.reader.shipped import write_catalogue
from assistant.reader.voices import read_fiche_voices
from assistant.settings import Settings

Progress = Callable[[int, int], None]
MEGABYTE = 1 << 20


STAYS = "Ce qui en était indexé reste dans l'index."
_log = logging.getLogger(__name__)


class DocumentsLostError(IndexBuildError):
    """Guides of the index in service that this run would leave out; nothing was changed."""

    def __init__(self, lost: Sequence[str]) -> None:
        names = ", ".join(sorted(lost))
        super().__init__(
            f"Ces documents de l'index ne sont plus dans les dossiers : {names}. Rien n'a changé. Remettez-les en "
            "place, ou relancez « aesh index --forget » pour les oublier."
        )
        self.lost = tuple(lost)


@dataclass
class _Run:
    """What one run has gathered so far."""

    known: dict[tuple[str, str], DocumentRecord]
    on: datetime.date
    records: list[DocumentRecord] = field(default_factory=list)
    files: list[FileReport] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)

    def keep(self, record: DocumentRecord, origin: str, outcome: Outcome) -> None:
        self.records.append(record)
        self.hashes[record.sha256] = origin
        doubtful = any("UTF-8" in note or "se présente comme" in note for note in record.notes)
        self.files.append(
            FileReport(
                file=origin,
                outcome=outcome,
                title=record.source.title,
                pages=record.pages,
                sections=len(record.sections),
                chunks=len(record.chunks),
                notes=(*record.notes, *self._doubts(record)),
                warned=doubtful or holds_account(record.notes),
            )
        )

    def _doubts(self, record: DocumentRecord) -> tuple[str, ...]:
        """Figures of a guide that are not those of the dated parameters."""
        if record.source.fiche_id:
            return ()
        return tuple(f"{doubt}." for doubt in doubts(record.sections, self.on))

    def refuse(self, origin: str, why: str) -> None:
        self.files.append(FileReport(file=origin, outcome=Outcome.REFUSED, notes=(why,)))

    def refuse_anew(self, candidate: Candidate, why: str) -> None:
        """Refuse a file; what was indexed of it before it was damaged stays."""
        before = next((r for (name, _), r in self.known.items() if name == candidate.source_id), None)
        if before is None or before.source.origin != candidate.origin or before.sha256 in self.hashes:
            self.refuse(candidate.origin, why)
            return
        self.records.append(before)
        self.hashes[before.sha256] = candidate.origin
        self.refuse(candidate.origin, f"{why} {STAYS}")


class Ingestion:
    """Fills the index from the fiches, the guides folder and folders named. One run at a time on an index."""

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder,
        resolve: Resolver = parameter_text,
        encoder: Encoder | None = None,
    ) -> None:
        self._settings = settings
        self._encoder = encoder or Encoder()
        self._embedder = embedder
        self._resolve = resolve
        self._store = IndexStore(settings.index_dir)
        self._limits = Limits(settings.reader_memory_mb, settings.reader_seconds)
        self._chunking = chunking_identity(settings.chunk_tokens, settings.chunk_max_tokens)
        self._chunker = Chunker(embedder.count_tokens, settings.chunk_tokens, settings.chunk_max_tokens)

    @classmethod
    def from_settings(cls, settings: Settings) -> Ingestion:
        """Return the ingestion that `settings` describe."""
        return cls(settings, make_embedder(settings))

    def run(
        self,
        folders: Sequence[Path] = (),
        progress: Progress | None = None,
        on: datetime.date | None = None,
        *,
        official: Sequence[str] = (),
        forget: bool = False,
    ) -> IngestionReport:
        """Index everything; a file that cannot be read is reported and the others are indexed.

        `on` is the day on which the fiches' figures are read, today unless told. When nothing changed since the index
        in service was made and it is whole, nothing is rebuilt. Raises `FolderError` for a folder that is absent,
        `DocumentsLostError` when a guide of the index would no longer be in it, unless `forget`, and the errors of
        `IndexStore.build`, after which the index in service is what it was.

        `folders` are remembered for the next runs, and `official` (origins of files that are law texts) too.
        """
        discover(self._settings.guides_dir, folders)
        with self._store.lock():
            choices = read_choices(self._settings.index_dir)
            choices = choices.present() if forget else choices
            choices = choices.with_folders(tuple(folders)).with_official(tuple(official))
            candidates = discover(self._settings.guides_dir, [Path(f) for f in choices.present().folders])
            day = on or datetime.date.today()  # noqa: DTZ011 (a legal day is the user's own)
            run = _Run(self._known_records(), day)
            self._read_fiches(run)
            with IsolatedReader(self._limits) as reader:
                for candidate in candidates:
                    self._read_guide(run, candidate, reader, candidate.origin in choices.official)
            if not forget:
                self._refuse_loss(run)
            manifest, rebuilt = self._build(run, progress)
            report = IngestionReport(
                files=tuple(run.files), generation=manifest.generation, rebuilt=rebuilt, folders=choices.folders
            )
            write_choices(self._settings.index_dir, choices)
            write_report(self._settings.index_dir, report)
        return report

    def _refuse_loss(self, run: _Run) -> None:
        """Raise `DocumentsLostError` when a guide of the index in service is in none of the folders any more."""
        ids = {record.source.source_id for record in run.records}
        before = [d for d in self._store.current_documents() if not d.source.fiche_id]
        read = {f.file for f in run.files}
        lost = [
            d.source.origin or d.source.title
            for d in before
            if d.source.source_id not in ids and d.sha256 not in run.hashes and d.source.origin not in read
        ]
        if lost:
            raise DocumentsLostError(lost)

    def rollback(self) -> Manifest:
        """Put the previous index back in service. Raises `NoPreviousIndexError`."""
        return self._store.rollback()

    def _known_records(self) -> dict[tuple[str, str], DocumentRecord]:
        manifest = self._store.current_manifest()
        if manifest is None or manifest.recipe != make_recipe(self._embedder, self._chunking):
            return {}
        return {(r.source.source_id, r.sha256): r for r in self._store.current_documents()}

    def _read_fiches(self, run: _Run) -> None:
        folder = self._settings.fiches_dir
        registry = load_registry(REGISTRY)
        voices = self._voices()
        for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
            origin = path.relative_to(folder).as_posix()
            try:
                record = fiche_record(
                    load_fiche(path), origin, self._chunker, self._resolve, run.on, registry, voices
                )
            except (FicheError, UnresolvedReferenceError) as error:
                run.refuse(origin, str(error))
                continue
            known = (record.source.source_id, record.sha256) in run.known
            run.keep(record, origin, Outcome.UNCHANGED if known else Outcome.INDEXED)

    def _voices(self) -> dict[str, list[str]]:
        """How people ask each réponse; none without the folder of voices."""
        found: dict[str, list[str]] = {}
        folder = self._settings.voices_dir
        for phrasing in read_fiche_voices(folder) if folder.is_dir() else ():
            found.setdefault(phrasing.label, []).append(phrasing.text)
        return found

    def _read_guide(self, run: _Run, candidate: Candidate, reader: IsolatedReader, official: bool) -> None:
        try:
            if candidate.refused:
                raise UnreadableFileError(candidate.refused)
            self._check_size(candidate.path)
            digest = file_hash(candidate.path, official)
            if digest in run.hashes:
                note = f"même contenu que {run.hashes[digest]} : un seul des deux est indexé."
                run.files.append(FileReport(file=candidate.origin, outcome=Outcome.DUPLICATE, notes=(note,)))
                return
            known = run.known.get((candidate.source_id, digest))
            if known:
                run.keep(known, candidate.origin, Outcome.UNCHANGED)
                return
            path, origin, identity = candidate.path, candidate.origin, candidate.source_id
            record = guide_record(
                path, origin, identity, self._chunker, self._settings.max_pages, reader.read, official
            )
            run.keep(record, candidate.origin, Outcome.INDEXED)
        except UnreadableFileError as error:
            run.refuse_anew(candidate, str(error))
        except OSError as error:
            run.refuse_anew(candidate, f"lecture impossible ({error.strerror}) : vérifiez les droits du fichier.")
        except Exception as error:  # one file must never stop the others
            _log.exception("The file %r could not be read", candidate.origin)
            run.refuse_anew(candidate, ODD.format(error=type(error).__name__))

    def _check_size(self, path: Path) -> None:
        if not path.is_file():
            raise UnreadableFileError(
                "ce n'est pas un fichier lisible (lien rompu ?) : remplacez-le par le document."
            )
        size, limit = path.stat().st_size / MEGABYTE, self._settings.max_file_mb
        if size > limit:
            raise UnreadableFileError(
                f"{size:.0f} Mo, la limite est de {limit} Mo : réduisez ou découpez le document, "
                "ou augmentez AESH_MAX_FILE_MB."
            )

    def _build(self, run: _Run, progress: Progress | None) -> tuple[Manifest, bool]:
        current = self._store.current_manifest()
        files = {record.source.source_id: record.sha256 for record in run.records}
        recipe = make_recipe(self._embedder, self._chunking)
        same = current is not None and current.recipe == recipe and current.files == files
        if current is not None and same and current.checksums and not self._store.damage():
            return current, False
        write_also = partial(write_catalogue, run.records, self._encoder)
        return self._store.build(run.records, self._embedder, self._chunking, progress, write_also), True
