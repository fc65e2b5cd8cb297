"""What fails leaves the index in service as it was."""

from __future__ import annotations

import shutil
import threading

import numpy as np
import pytest

from assistant.index import build as building
from assistant.index.errors import (
    IndexBuildError,
    IndexBusyError,
    IndexCorruptError,
    IndexStoreError,
)
from assistant.index.layout import MANIFEST, POINTER, RECORDS, VECTORS
from assistant.index.store import IndexStore

from .doubles import CHUNKING, HashingEmbedder, answers, fiche, generations, guide, record

FILES = [MANIFEST, RECORDS, VECTORS, "bm25/passage/params.index.json", "chroma/chroma.sqlite3"]


@pytest.mark.parametrize(
    ("records", "why"),
    [
        ([], "Aucun passage"),
        ([record("vide", {})], "Aucun passage"),
        ([guide(), guide()], "même identifiant : guide"),
    ],
)
def test_records_that_cannot_be_indexed_leave_the_index_in_service(store, embedder, records, why):
    first = store.build([guide()], embedder, CHUNKING)
    with pytest.raises(IndexBuildError, match=why):
        store.build(records, embedder, CHUNKING)
    assert store.current_manifest() == first
    assert generations(store) == [first.generation]


def test_a_chunk_without_its_section_is_refused(store, embedder):
    whole = guide()
    with pytest.raises(IndexBuildError, match="section absente"):
        store.build([whole.model_copy(update={"sections": whole.sections[1:]})], embedder, CHUNKING)


class _Failing(HashingEmbedder):
    def __init__(self, vectors):
        super().__init__("autre")
        self._vectors = vectors

    def embed_documents(self, texts):
        return self._vectors(texts)


def _raises(_texts):
    raise RuntimeError("panne du modèle")


@pytest.mark.parametrize(
    ("vectors", "error"),
    [
        (_raises, RuntimeError),
        (lambda texts: [[float("nan")] * 96 for _ in texts], IndexBuildError),
        (lambda texts: [[0.0] * 96 for _ in texts], IndexBuildError),
        (lambda texts: [[1.0] * 95 for _ in texts], IndexBuildError),
    ],
)
def test_an_embedder_that_fails_leaves_the_index_in_service(store, embedder, vectors, error):
    first = store.build([guide()], embedder, CHUNKING)
    with pytest.raises(error):
        store.build([guide(), fiche()], _Failing(vectors), CHUNKING)
    assert store.current_manifest() == first
    assert generations(store) == [first.generation]
    assert answers(store, embedder) == "guide#1.0"


@pytest.mark.parametrize("half", ["vectors", "words", "records"])
def test_a_generation_that_does_not_find_itself_is_not_put_in_service(store, embedder, monkeypatch, half):
    first = store.build([guide()], embedder, CHUNKING)
    writer = getattr(building, f"write_{half}")

    def spoilt(place, what, *rest):
        if half == "vectors":
            writer(place, what, np.roll(rest[0], 1, axis=1))
        elif half == "words":
            writer(place, type(what)(what.documents[:1]), *rest)
        else:
            writer(place, what[:1], *rest)

    monkeypatch.setattr(building, f"write_{half}", spoilt)
    with pytest.raises(IndexStoreError):
        store.build([guide(), fiche()], embedder, CHUNKING)
    assert store.current_manifest() == first
    assert generations(store) == [first.generation]


def test_a_disk_that_refuses_is_told_in_french(store, embedder, monkeypatch):
    first = store.build([guide()], embedder, CHUNKING)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, "write_words", full)
    with pytest.raises(IndexBuildError, match="n'a pas pu être écrit"):
        store.build([guide(), fiche()], embedder, CHUNKING)
    assert store.current_manifest() == first


def test_two_runs_exclude_each_other(store, embedder):
    other = IndexStore(store.folder)
    with store.lock(), store.lock():
        with pytest.raises(IndexBusyError, match="Une autre indexation est en cours"):
            other.build([guide()], embedder, CHUNKING)
        with pytest.raises(IndexBusyError):
            other.rollback()
    other.build([guide()], embedder, CHUNKING)


def test_a_thread_does_not_enter_the_lock_of_another(store):
    refused = []

    def enter():
        try:
            with store.lock():
                pass
        except IndexBusyError as error:
            refused.append(error)

    with store.lock():
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
    assert len(refused) == 1


def test_a_folder_that_cannot_be_made_is_told_in_french(tmp_path, embedder):
    (tmp_path / "fichier").write_text("")
    with pytest.raises(IndexStoreError, match="AESH_INDEX_DIR"):
        IndexStore(tmp_path / "fichier" / "indexes").build([guide()], embedder, CHUNKING)


def test_leftovers_of_a_killed_run_are_removed_by_the_next(store, embedder):
    store.build([guide()], embedder, CHUNKING)
    half = store.folder / "gen-20200101T000000-abcdef"
    half.mkdir()
    (half / RECORDS).write_text("", "utf-8")
    (store.folder / "CURRENT.tmp").write_text("{", "utf-8")
    store.build([guide(), fiche()], embedder, CHUNKING)
    assert not half.exists()
    assert not (store.folder / "CURRENT.tmp").exists()


@pytest.mark.parametrize("content", [b"gen", b"", b"\xff\xfe", b'{"current": 3}'])
def test_a_pointer_that_makes_no_sense_says_what_to_do(store, embedder, content):
    manifest = store.build([guide()], embedder, CHUNKING)
    (store.folder / POINTER).write_bytes(content)
    assert answers(store, embedder) == "guide#1.0", "the one generation there is answers by itself"
    shutil.rmtree(store.folder / manifest.generation)
    with pytest.raises(IndexCorruptError, match="aesh index"):
        store.open(embedder, CHUNKING)
    store.build([guide()], embedder, CHUNKING)
    assert answers(store, embedder) == "guide#1.0"


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_index_is_refused_and_can_be_rebuilt(store, embedder, name):
    manifest = store.build([guide()], embedder, CHUNKING)
    (store.folder / manifest.generation / name).write_bytes(b"\0\1 abime")
    with pytest.raises(IndexCorruptError, match="aesh index"):
        store.open(embedder, CHUNKING)
    store.build([guide(), fiche()], embedder, CHUNKING)
    assert answers(store, embedder) == "guide#1.0"
