"""Making one generation in its own folder, and making sure of it before it may answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.domain.corpus import Chunk
from assistant.embedding.base import Embedder
from assistant.index.checksums import checksums, file_digest, seal
from assistant.index.errors import IndexBuildError, IndexStoreError
from assistant.index.layout import IN_USE, MANIFEST, RECORDS, VECTORS, sync_tree, write_durably
from assistant.index.manifest import Manifest, Recipe
from assistant.index.reader import EVERYTHING, IndexReader, read_manifest
from assistant.index.records import Catalogue, read_records, write_records
from assistant.index.vectors import DenseIndex, Matrix, read_vectors, write_vectors
from assistant.index.words import chunk_stems, write_words

Progress: TypeAlias = Callable[[int, int], None]
Key: TypeAlias = tuple[str, str]
WriteAlso: TypeAlias = Callable[[Path], None]
Known: TypeAlias = Mapping[Key, NDArray[np.float32]]

BATCH = 16
VERIFIED_CHUNKS = 25
SAME = 0.999


def known_vectors(generation: Path) -> dict[Key, NDArray[np.float32]]:
    """Return the vectors of a generation by what was embedded; none when its files are not those written."""
    try:
        expected = read_manifest(generation).checksums
        for name in (RECORDS, VECTORS) if expected else ():
            if file_digest(generation / name) != expected.get(name):
                return {}
        chunks = Catalogue(read_records(generation / RECORDS)).chunks
        vectors = read_vectors(generation)
    except (IndexStoreError, OSError):
        return {}
    return dict(zip(map(_key, chunks), vectors, strict=False))


def embed(chunks: Sequence[Chunk], embedder: Embedder, known: Known, progress: Progress | None) -> tuple[Matrix, int]:
    """Return one unit vector per chunk, and how many were taken from `known` instead of computed.

    A fiche's question is embedded as a question, since it is compared with questions; the rest as passages.
    `progress` receives the number of chunks done and the total, after each batch.
    """
    fresh: dict[Key, NDArray[np.float32]] = {}
    missing = list(dict.fromkeys(key for key in map(_key, chunks) if key not in known))
    total = len(missing)
    for start in range(0, total, BATCH):
        batch = missing[start : start + BATCH]
        fresh.update(zip(batch, _embed_batch(batch, embedder), strict=True))
        if progress:
            progress(min(start + BATCH, total), total)
    keys = [_key(chunk) for chunk in chunks]
    return np.stack([fresh[key] if key in fresh else known[key] for key in keys]), sum(key in known for key in keys)


def write_generation(
    generation: Path,
    catalogue: Catalogue,
    vectors: Matrix,
    recipe: Recipe,
    reused: int,
    write_also: WriteAlso | None = None,
) -> Manifest:
    """Write every file of a generation, its manifest last, and force them to the disk."""
    generation.mkdir()
    manifest = Manifest(
        generation=generation.name,
        recipe=recipe,
        dimension=vectors.shape[1],
        counts=catalogue.counts,
        files={record.source.source_id: record.sha256 for record in catalogue.documents},
        created_at=datetime.datetime.now(datetime.UTC),
        reused=reused,
    )
    write_records(generation / RECORDS, catalogue.documents)
    write_vectors(generation, catalogue, vectors)
    write_words(generation, catalogue)
    if write_also:
        write_also(generation)
    (generation / IN_USE).touch()
    write_durably(generation / MANIFEST, manifest)
    sync_tree(generation)
    return manifest


def sealed(generation: Path, manifest: Manifest) -> Manifest:
    """Write the checksums of a generation that was verified into its manifest, and return it."""
    whole = manifest.model_copy(update={"checksums": checksums(generation)})
    write_durably(generation / MANIFEST, whole)
    seal(generation)
    sync_tree(generation)
    return whole


def verify(generation: Path, vectors: Matrix) -> None:
    """Open a generation as a reader would and search it for itself.

    Raises `IndexBuildError` unless the counts agree and a sample of its chunks is found by vectors and by words.
    """
    reader = IndexReader(generation)
    try:
        if (
            set(reader.sizes()) != {reader.manifest.counts.chunks}
            or reader.manifest.counts != reader.catalogue.counts
        ):
            raise IndexBuildError(_refused(f"les comptes diffèrent ({reader.sizes()})"))
        chunks = reader.catalogue.chunks
        _stored(generation, len(chunks))
        for row in range(0, len(chunks), max(1, len(chunks) // VERIFIED_CHUNKS)):
            _find_itself(reader, chunks[row], vectors[row])
    finally:
        reader.close()


def _stored(generation: Path, expected: int) -> None:
    """The store beside the flat file holds them all too: it answers once there are too many for a product."""
    store = DenseIndex(generation)
    try:
        if store.count() != expected:
            raise IndexBuildError(_refused(f"la collection compte {store.count()} vecteurs au lieu de {expected}"))
    finally:
        store.close()


def _find_itself(reader: IndexReader, chunk: Chunk, vector: NDArray[np.float32]) -> None:
    nearest = reader.dense(vector.tolist(), 1, EVERYTHING)
    if not nearest or nearest[0][1] < SAME:
        raise IndexBuildError(_refused(f"le passage « {chunk.chunk_id} » ne se retrouve pas par ses vecteurs"))
    words = chunk_stems(chunk, reader.catalogue.sections[chunk.section_id])
    if words and not reader.lexical(words, 1, EVERYTHING):
        raise IndexBuildError(_refused(f"le passage « {chunk.chunk_id} » ne se retrouve pas par ses mots"))


def _refused(why: str) -> str:
    return f"Le nouvel index n'a pas passé la vérification : {why}. L'index en service n'a pas changé."


def _key(chunk: Chunk) -> Key:
    return chunk.kind, chunk.embedded_text


def _embed_batch(batch: Sequence[Key], embedder: Embedder) -> Matrix:
    passages = [text for kind, text in batch if kind == "passage"]
    vectors = iter(embedder.embed_documents(passages))
    rows = [next(vectors) if kind == "passage" else embedder.embed_query(text) for kind, text in batch]
    if any(len(row) != embedder.dimension for row in rows):
        raise IndexBuildError(_refused("le modèle d'embedding n'a pas rendu des vecteurs de la longueur annoncée"))
    matrix = np.asarray(rows, dtype=np.float32)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    if not np.all(np.isfinite(norms) & (norms > 0)):
        raise IndexBuildError(_refused("le modèle d'embedding a rendu des vecteurs inutilisables"))
    unit: Matrix = matrix / norms
    return unit
