"""Searching one generation, and following the one in service."""

from __future__ import annotations

import threading

import pytest

from assistant.index.errors import (
    IndexMismatchError,
)
from assistant.index.filters import Filter
from assistant.index.live import LiveIndex
from assistant.index.store import IndexStore
from assistant.lexicon.tokens import stems

from .doubles import CHUNKING, STRIKE, HashingEmbedder, fiche, generations, guide, record, unit_vector


def test_what_is_built_is_found_by_vectors_by_words_and_by_look_up(store, embedder):
    manifest = store.build([guide(), fiche()], embedder, CHUNKING)
    reader = store.open(embedder, CHUNKING)
    assert manifest.counts.model_dump() == {"documents": 2, "sections": 5, "chunks": 8, "questions": 2}
    assert manifest.files == {"guide": guide().sha256, "fiche-demission": fiche().sha256}
    nearest = reader.dense(unit_vector(STRIKE), 2)
    assert nearest[0][0] == "guide#1.0"
    assert nearest[0][1] > nearest[1][1]
    assert [i for i, _ in reader.lexical(stems("maternité"), 5)] == ["guide#2.0"]
    assert reader.chunk("guide#2.1").text == "Le congé parental va jusqu'à trois ans."
    assert [c.chunk_id for c in reader.chunks_of("fiche-demission#0")] == [
        "fiche-demission#0.0",
        "fiche-demission#0.q0",
        "fiche-demission#0.q1",
    ]
    assert reader.section("guide#1").heading == "La grève"
    assert reader.source("guide").title == "Guide"
    assert reader.documents() == (guide(), fiche())
    assert (reader.chunk("?"), reader.section("?"), reader.source("?")) == (None, None, None)


def test_words_typed_weigh_as_told(store, embedder):
    store.build([guide()], embedder, CHUNKING)
    reader = store.open(embedder, CHUNKING)
    whole, half = (dict(reader.lexical({"grev": w}, 5))["guide#1.0"] for w in (1.0, 0.5))
    assert half == pytest.approx(whole / 2, rel=1e-4)
    assert reader.lexical({"grev": 0.0}, 5) == []
    assert reader.lexical([], 5) == []
    assert reader.lexical(["inexistant"], 5) == []


def test_a_reader_keeps_answering_whatever_is_put_in_service(store, embedder):
    store.build([guide()], embedder, CHUNKING)
    reader = store.open(embedder, CHUNKING)
    for n in range(4):
        store.build([fiche(), record("autre", {"Titre": [f"Texte {n}"]})], embedder, CHUNKING)
    assert reader.dense(unit_vector("jour de grève"), 1)[0][0] == "guide#1.0"
    assert reader.lexical(["grev"], 1)[0][0] == "guide#1.0"
    kept = reader.manifest.generation
    assert kept in generations(store)
    reader.close()
    store.build([guide()], embedder, CHUNKING)
    assert kept not in generations(store)


def test_a_live_index_follows_the_pointer_and_opens_nothing_else(store, embedder, monkeypatch):
    store.build([guide()], embedder, CHUNKING)
    opened = []
    monkeypatch.setattr(store, "open", lambda *a: opened.append(a) or IndexStore.open(store, *a))
    live = LiveIndex(store, embedder, CHUNKING)
    first = live.reader()
    assert all(live.reader() is first for _ in range(10))
    store.build([guide(), fiche()], embedder, CHUNKING)
    second = live.reader()
    assert (first.manifest.counts.documents, second.manifest.counts.documents, len(opened)) == (1, 2, 2)
    assert first.dense(unit_vector("jour de grève"), 1)
    store.rollback()
    assert live.reader().manifest.counts.documents == 1
    live.close()


def test_a_live_index_refuses_what_was_put_in_service_by_another_embedder(store, embedder):
    store.build([guide()], embedder, CHUNKING)
    live = LiveIndex(store, embedder, CHUNKING)
    live.reader()
    store.build([guide()], HashingEmbedder("autre"), CHUNKING)
    with pytest.raises(IndexMismatchError):
        live.reader()
    store.rollback()
    assert live.reader().lexical(["grev"], 1)


def test_a_live_index_serves_threads_through_flips(store, embedder):
    store.build([guide()], embedder, CHUNKING)
    live = LiveIndex(store, embedder, CHUNKING)
    stop, errors, done = threading.Event(), [], []

    def ask():
        while not stop.is_set():
            try:
                found = live.reader().dense(unit_vector("jour de grève"), 1)
                done.append(found[0][0])
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(3):
        store.build([guide(str(n)), fiche()], embedder, CHUNKING)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert set(done) == {"guide#1.0"}


def test_a_filter_is_the_same_for_vectors_and_words(store, embedder):
    store.build([guide(), fiche()], embedder, CHUNKING)
    reader = store.open(embedder, CHUNKING)
    filters = [
        Filter(natures=natures, source_ids=sources, fiches=fiches, kind=kind)
        for natures in (None, frozenset(), frozenset({guide().source.nature}))
        for sources in (None, frozenset(), frozenset({"guide"}), frozenset({"fiche-demission"}))
        for fiches in (True, False)
        for kind in (None, "passage", "question")
    ]
    for where in filters:
        admitted = {
            c.chunk_id for c in reader.catalogue.chunks if where.admits(c, reader.catalogue.sources[c.source_id])
        }
        assert {i for i, _ in reader.dense(unit_vector("démission"), 100, where)} == admitted, where
        found = {i for i, _ in reader.lexical(list(reader.vocabulary), 100, where)}
        assert found == admitted, where


def test_the_vector_search_misses_nothing(store, embedder):
    texts = [f"Passage {n} sur le mot{n % 37} et le terme{n % 53} du sujet{n % 11}" for n in range(600)]
    store.build([record("gros", {"Titre": texts})], embedder, CHUNKING)
    reader = store.open(embedder, CHUNKING)
    ids = [chunk.chunk_id for chunk in reader.catalogue.chunks]
    for n in range(0, 600, 40):
        vector = unit_vector(f"mot{n % 37} terme{n % 53}")
        exact = sorted(zip(ids, reader.similarities(ids, vector), strict=True), key=lambda pair: -pair[1])
        found = reader.dense(vector, 10)
        assert [c for _, c in found] == pytest.approx([c for _, c in exact[:10]], abs=1e-5)
