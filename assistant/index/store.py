"""The index folder: built beside, verified, put in service at once, with one generation kept to go back to."""

from __future__ import annotations

import datetime
import logging
import secrets
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.domain.corpus import DocumentRecord
from assistant.embedding.base import Embedder
from assistant.index.build import Known, Progress, WriteAlso, embed, known_vectors, sealed, verify, write_generation
from assistant.index.checksums import check, file_digest
from assistant.index.errors import (
    IndexBuildError,
    IndexBusyError,
    IndexCorruptError,
    IndexMissingError,
    IndexStoreError,
    NoPreviousIndexError,
)
from assistant.index.holding import prune
from assistant.index.layout import LOCK, PREFIX, RECORDS, Pointer, generations, read_pointer, write_pointer
from assistant.index.manifest import Manifest, Recipe
from assistant.index.reader import IndexReader, read_manifest
from assistant.index.records import Catalogue, check_records, read_records
from assistant.lexicon.tokens import analysis_identity

UNWRITTEN = "L'index n'a pas pu être écrit ({why}). L'index en service n'a pas changé."
_log = logging.getLogger(__name__)


class IndexStore:
    """The index in `folder`. One run writes at a time; any number of readers, in any process, keep answering."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._lock = FileLock(self.folder / LOCK)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the one run that writes; freed by the system if the run is killed. May be nested.

        Raises `IndexBusyError` at once when another run holds it.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise IndexBusyError(
                "Une autre indexation est en cours sur ce dossier. Attendez qu'elle se termine, puis recommencez."
            ) from error
        except OSError as error:
            raise IndexStoreError(
                f"Le dossier d'index « {self.folder} » n'est pas accessible en écriture ({error.strerror}). "
                "Changez ses droits, ou indiquez-en un autre dans AESH_INDEX_DIR."
            ) from error
        try:
            yield
        finally:
            self._lock.release()

    def current_manifest(self) -> Manifest | None:
        """Return the manifest of the index in service; None when there is none, or none that can be read."""
        try:
            pointer = read_pointer(self.folder)
            return read_manifest(self.folder / pointer.current) if pointer else None
        except IndexStoreError:
            return None

    def damage(self) -> str:
        """Return what is wrong with the index in service, in French; empty when every file is what was written."""
        try:
            pointer = read_pointer(self.folder)
            if pointer is not None:
                generation = self.folder / pointer.current
                check(generation, read_manifest(generation).checksums)
        except IndexCorruptError as error:
            return str(error)
        except IndexStoreError:
            return ""
        return ""

    def current_documents(self) -> tuple[DocumentRecord, ...]:
        """Return the records of the index in service, without opening it for search; none when unreadable."""
        manifest = self.current_manifest()
        try:
            if manifest is None:
                return ()
            file = self.folder / manifest.generation / RECORDS
            if manifest.checksums and file_digest(file) != manifest.checksums.get(RECORDS):
                return ()
            return read_records(file)
        except (IndexStoreError, OSError):
            return ()

    def build(
        self,
        records: Sequence[DocumentRecord],
        embedder: Embedder,
        chunking: str,
        progress: Progress | None = None,
        write_also: WriteAlso | None = None,
    ) -> Manifest:
        """Index `records` beside the generation in service, verify the result, then put it in service at once.

        `write_also` writes further files into the new generation, which are held with the others. `chunking` names
        everything that changes the chunks. Vectors of unchanged texts are taken over when the
        embedder is the same. Raises `IndexBuildError` (the index in service is then untouched) and `IndexBusyError`.
        """
        check_records(records)
        with self.lock():
            pointer = self._sound_pointer()
            prune(self.folder, pointer)
            recipe = make_recipe(embedder, chunking)
            generation = self.folder / _new_name()
            with _discarded_on_failure(generation):
                catalogue = Catalogue(records)
                vectors, reused = embed(catalogue.chunks, embedder, self._known(recipe), progress)
                manifest = write_generation(generation, catalogue, vectors, recipe, reused, write_also)
                verify(generation, vectors)
                manifest = sealed(generation, manifest)
            self._flip(generation.name, pointer)
            return manifest

    def rollback(self) -> Manifest:
        """Put the previous generation back in service, the present one becoming the previous; return its manifest.

        Raises `NoPreviousIndexError` when none was kept or it does not open, and `IndexBusyError`.
        """
        with self.lock():
            pointer = read_pointer(self.folder)
            if pointer is None or pointer.previous is None:
                raise NoPreviousIndexError("Il n'y a pas d'index précédent : rien n'a changé.")
            try:
                IndexReader(self.folder / pointer.previous).close()
            except IndexStoreError as error:
                raise NoPreviousIndexError(f"L'index précédent est inutilisable, rien n'a changé. {error}") from error
            write_pointer(self.folder, Pointer(current=pointer.previous, previous=pointer.current))
            return read_manifest(self.folder / pointer.previous)

    def open(self, embedder: Embedder, chunking: str) -> IndexReader:
        """Open the index in service.

        Raises `IndexMissingError` when nothing was built, `IndexMismatchError` when it was made with another
        embedder, chunking, word analysis or format, `IndexCorruptError` when its files are damaged and no other
        generation can answer.
        """
        recipe = make_recipe(embedder, chunking)
        try:
            pointer = read_pointer(self.folder)
        except IndexCorruptError as error:
            return self._spare(recipe, "", error)
        if pointer is None:
            raise IndexMissingError("Aucun index n'a encore été construit. Lancez « aesh index ».")
        try:
            return _opened(self.folder / pointer.current, recipe)
        except IndexStoreError as error:
            # Two flips between the pointer and its generation: start again from the new pointer.
            if read_pointer(self.folder) != pointer:
                return self.open(embedder, chunking)
            if isinstance(error, IndexCorruptError):
                return self._spare(recipe, pointer.current, error)
            raise

    def _spare(self, recipe: Recipe, damaged: str, error: IndexCorruptError) -> IndexReader:
        """Open the newest other generation that is whole, or raise `error`: an index a little older beats none."""
        for generation in reversed(list(generations(self.folder))):
            if generation.name != damaged:
                try:
                    reader = _opened(generation, recipe)
                except (IndexStoreError, OSError):
                    continue
                _log.error("%s L'index « %s » répond à sa place.", error, generation.name)
                return reader
        raise error

    def _sound_pointer(self) -> Pointer | None:
        """Return the pointer as the next flip may rely on it: a damaged generation is not one to go back to."""
        try:
            pointer = read_pointer(self.folder)
        except IndexCorruptError:
            pointer = None
        if pointer is not None and _is_whole(self.folder / pointer.current):
            return pointer
        whole = [g.name for g in reversed(list(generations(self.folder))) if _is_whole(g)]
        if whole:
            return Pointer(current=whole[0], previous=whole[1] if len(whole) > 1 else None)
        return pointer

    def _known(self, recipe: Recipe) -> Known:
        manifest = self.current_manifest()
        if manifest is None or manifest.recipe.embedder != recipe.embedder:
            return {}
        return known_vectors(self.folder / manifest.generation)

    def _flip(self, name: str, before: Pointer | None) -> None:
        previous = before.current if before and (self.folder / before.current).is_dir() else None
        pointer = Pointer(current=name, previous=previous)
        write_pointer(self.folder, pointer)
        prune(self.folder, pointer)


def _opened(generation: Path, recipe: Recipe) -> IndexReader:
    read_manifest(generation).recipe.require(recipe)
    return IndexReader(generation)


def _is_whole(generation: Path) -> bool:
    try:
        check(generation, read_manifest(generation).checksums)
        read_records(generation / RECORDS)
    except (IndexStoreError, OSError):
        return False
    return True


def make_recipe(embedder: Embedder, chunking: str) -> Recipe:
    """Return the recipe of an index made now."""
    return Recipe(embedder=embedder.identity, chunking=chunking, analysis=analysis_identity())


def _new_name() -> str:
    now = datetime.datetime.now(datetime.UTC)
    return f"{PREFIX}{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


@contextmanager
def _discarded_on_failure(generation: Path) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        shutil.rmtree(generation, ignore_errors=True)
        if isinstance(error, OSError):
            raise IndexBuildError(UNWRITTEN.format(why=error.strerror)) from error
        if isinstance(error, sqlite3.Error) or type(error).__module__.startswith("chromadb"):
            raise IndexBuildError(UNWRITTEN.format(why="disque plein ou droits insuffisants")) from error
        raise
