"""Building, refusing what was made otherwise, going back."""

from __future__ import annotations

import json

import pytest

from assistant.index.errors import (
    IndexMismatchError,
    IndexMissingError,
    NoPreviousIndexError,
)
from assistant.index.layout import MANIFEST, RECORDS, read_pointer

from .doubles import CHUNKING, STRIKE, HashingEmbedder, fiche, generations, guide, unit_vector


def test_progress_counts_what_is_embedded(store, embedder):
    told = []
    store.build([guide(), fiche()], embedder, CHUNKING, lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)


def test_vectors_of_unchanged_texts_are_taken_over(store, embedder):
    store.build([guide()], embedder, CHUNKING)
    before = len(embedder.embedded)
    manifest = store.build([guide(" Elle est écrite."), fiche()], embedder, CHUNKING)
    assert len(embedder.embedded) - before == 1 + 2
    assert manifest.reused == 3
    reader = store.open(embedder, CHUNKING)
    assert reader.dense(unit_vector(STRIKE), 1)[0][0] == "guide#1.0"


def test_another_embedder_takes_nothing_over(store, embedder):
    store.build([guide()], embedder, CHUNKING)
    other = HashingEmbedder("hachage 2")
    assert store.build([guide()], other, CHUNKING).reused == 0
    assert len(other.embedded) == 4


def test_nothing_built_says_what_to_do(store, embedder):
    assert store.current_manifest() is None
    assert store.current_documents() == ()
    with pytest.raises(IndexMissingError, match="Lancez « aesh index »"):
        store.open(embedder, CHUNKING)


@pytest.mark.parametrize(
    ("other", "chunking", "named"),
    [(HashingEmbedder("autre"), CHUNKING, "modèle d'embedding"), (HashingEmbedder(), "v2", "découpage")],
)
def test_an_index_made_otherwise_is_refused(store, embedder, other, chunking, named):
    store.build([guide()], embedder, CHUNKING)
    with pytest.raises(IndexMismatchError, match=named):
        store.open(other, chunking)


def test_an_index_of_another_analysis_or_format_is_refused(store, embedder, monkeypatch):
    store.build([guide()], embedder, CHUNKING)
    monkeypatch.setattr("assistant.index.store.analysis_identity", lambda: "fr-autre")
    with pytest.raises(IndexMismatchError, match="analyse des mots"):
        store.open(embedder, CHUNKING)
    monkeypatch.undo()
    file = store.folder / store.current_manifest().generation / MANIFEST
    manifest = json.loads(file.read_text("utf-8"))
    manifest["recipe"]["format"] = 1
    file.write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(IndexMismatchError, match="format"):
        store.open(embedder, CHUNKING)
    assert store.current_manifest() is None


def test_exactly_one_previous_generation_is_kept(store, embedder):
    names = [store.build([guide(str(n))], embedder, CHUNKING).generation for n in range(4)]
    assert generations(store) == sorted(names[-2:])
    assert read_pointer(store.folder).model_dump() == {"current": names[3], "previous": names[2]}


def test_rollback_puts_the_previous_index_back_and_can_be_undone(store, embedder):
    first = store.build([guide()], embedder, CHUNKING)
    second = store.build([guide(), fiche()], embedder, CHUNKING)
    assert store.rollback() == first
    assert store.open(embedder, CHUNKING).manifest == first
    assert store.rollback() == second


def test_rollback_without_a_usable_previous_index_changes_nothing(store, embedder):
    with pytest.raises(NoPreviousIndexError, match="rien n'a changé"):
        store.rollback()
    first = store.build([guide()], embedder, CHUNKING)
    with pytest.raises(NoPreviousIndexError, match="rien n'a changé"):
        store.rollback()
    second = store.build([guide(), fiche()], embedder, CHUNKING)
    (store.folder / first.generation / RECORDS).write_text("{", "utf-8")
    with pytest.raises(NoPreviousIndexError, match="rien n'a changé"):
        store.rollback()
    assert store.current_manifest() == second
