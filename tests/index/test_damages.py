"""No damage goes unseen, none is fatal: the file is named, the index of before answers, `aesh index` repairs."""

import random
import shutil

import pytest

from assistant.index.errors import IndexCorruptError, IndexStoreError
from assistant.index.exact import ExactIndex
from assistant.index.filters import Filter
from assistant.index.layout import IN_USE, MANIFEST
from assistant.index.reader import IndexReader
from assistant.index.store import IndexStore
from assistant.index.vectors import DenseIndex

from .doubles import CHUNKING, HashingEmbedder, answers, fiche, guide


def emptied(path):
    path.write_bytes(b"")


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path):
    content = bytearray(path.read_bytes())
    if content:
        content[random.Random(len(content)).randrange(len(content))] ^= 0x10  # noqa: S311
    else:
        content = bytearray(b"x")
    path.write_bytes(bytes(content))


def lengthened(path):
    path.write_bytes(path.read_bytes() + b"\0")


def removed(path):
    path.unlink()


def not_utf8(path):
    path.write_bytes(b"\xff\xfe" + path.read_bytes())


DAMAGES = [emptied, cut, flipped, lengthened, removed, not_utf8]


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """An index of two generations, made once and copied for each damage."""
    store = IndexStore(tmp_path_factory.mktemp("sain") / "indexes")
    store.build([guide()], HashingEmbedder(), CHUNKING)
    manifest = store.build([guide(" Changé."), fiche()], HashingEmbedder(), CHUNKING)
    return store.folder, manifest


def test_the_list_of_files_is_whole(sound):
    folder, manifest = sound
    paths = [path for path in (folder / manifest.generation).rglob("*") if path.is_file()]
    names = {path.relative_to(folder / manifest.generation).as_posix() for path in paths}
    assert names == {*manifest.checksums, MANIFEST, IN_USE, "manifest.sha256"}
    assert len(names) * len(DAMAGES) >= 110


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_to_every_file_is_seen_told_and_repaired(sound, tmp_path, damage):
    folder, manifest = sound
    names = [*manifest.checksums, MANIFEST, "manifest.sha256"]
    for number, name in enumerate(names):
        if damage in {emptied, cut} and not (folder / manifest.generation / name).stat().st_size:
            continue  # an empty file emptied or cut is what was written
        copy = tmp_path / str(number)
        shutil.copytree(folder, copy)
        damage(copy / manifest.generation / name)
        store, embedder = IndexStore(copy), HashingEmbedder()
        with pytest.raises(IndexStoreError) as told:
            IndexReader(copy / manifest.generation)
        assert isinstance(told.value, IndexCorruptError) or name == MANIFEST
        assert "index" in str(told.value)
        reader = store.open(embedder, CHUNKING)
        assert reader.manifest.generation != manifest.generation, f"{name}: the generation before must answer"
        assert reader.dense(embedder.embed_query("grève"), 1)
        reader.close()
        assert store.damage() or name == MANIFEST
        rebuilt = store.build([guide(" Changé."), fiche()], embedder, CHUNKING)
        assert not store.damage()
        assert answers(store, embedder) == "guide#1.0"
        assert store.current_manifest() == rebuilt


def test_a_damage_with_nothing_to_go_back_to_is_an_error_of_ours(tmp_path):
    store = IndexStore(tmp_path / "indexes")
    manifest = store.build([guide()], HashingEmbedder(), CHUNKING)
    flipped(store.folder / manifest.generation / "vectors.npy")
    with pytest.raises(IndexCorruptError, match=r"vectors\.npy.*aesh index"):
        store.open(HashingEmbedder(), CHUNKING)
    store.build([guide()], HashingEmbedder(), CHUNKING)
    assert answers(store, HashingEmbedder()) == "guide#1.0"


def test_the_product_and_chroma_find_the_same(sound):
    folder, manifest = sound
    reader = IndexReader(folder / manifest.generation)
    chroma = DenseIndex(folder / manifest.generation)
    exact = ExactIndex(reader.catalogue, reader._matrix)
    for text in ("grève", "démission préavis", "congé de maternité", "courrier"):
        for where in (Filter(kind=None), Filter(), Filter(fiches=False), Filter(source_ids=frozenset({"guide"}))):
            vector = HashingEmbedder().embed_query(text)
            mine, theirs = exact.search(vector, 3, where), chroma.search(vector, 3, where)
            last = mine[-1][1] + 1e-5 if mine else 0
            assert [i for i, s in mine if s > last] == [i for i, s in theirs if s > last]
            assert [s for _, s in mine] == pytest.approx([s for _, s in theirs], abs=1e-5)
    chroma.close()
    reader.close()


def test_an_error_of_chroma_becomes_ours(sound, monkeypatch):
    folder, manifest = sound
    chroma = DenseIndex(folder / manifest.generation)

    class Broken:
        def query(self, **_):
            raise RuntimeError("Error executing plan")

        def count(self):
            raise RuntimeError("disk I/O error")

    monkeypatch.setattr(chroma, "_collection", Broken())
    with pytest.raises(IndexCorruptError, match="aesh index"):
        chroma.search([1.0], 1, Filter())
    with pytest.raises(IndexCorruptError, match="aesh index"):
        chroma.count()
