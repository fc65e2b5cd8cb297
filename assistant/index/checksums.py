"""Whether the files of a generation are those that were written: one sha256 each, in the manifest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from assistant.index.errors import IndexCorruptError
from assistant.index.layout import IN_USE, MANIFEST

PIECE = 1 << 20
SEAL = "manifest.sha256"
REPAIR = "Réparez l'index avec « aesh index »."


def file_digest(path: Path) -> str:
    """Return the sha256 of a file, read by pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def checksums(generation: Path) -> dict[str, str]:
    """Return the sha256 of every file of a generation by its name below it, its manifest and its mark left out."""
    left_out = {MANIFEST, IN_USE, SEAL}
    paths = sorted(path for path in generation.rglob("*") if path.is_file())
    names = {path.relative_to(generation).as_posix(): path for path in paths}
    return {name: file_digest(path) for name, path in names.items() if name not in left_out}


def seal(generation: Path) -> None:
    """Write the sha256 of the manifest beside it, forced to the disk."""
    with (generation / SEAL).open("w", encoding="ascii") as file:
        file.write(file_digest(generation / MANIFEST) + "\n")
        file.flush()
        os.fsync(file.fileno())


def check(generation: Path, expected: Mapping[str, str]) -> None:
    """Raise `IndexCorruptError`, naming the file, unless every file is what was written.

    A generation made before checksums were kept has no seal: nothing can be said of it.
    """
    if not expected:
        return
    try:
        sealed = (generation / SEAL).read_bytes().strip().decode("ascii", "replace")
        if sealed != file_digest(generation / MANIFEST):
            raise _damaged(generation, MANIFEST)
        for name, digest in expected.items():
            if file_digest(generation / name) != digest:
                raise _damaged(generation, name)
    except OSError as error:
        name = Path(error.filename or "").name
        raise IndexCorruptError(
            f"Le fichier « {name} » de l'index « {generation.name} » est absent ou illisible. {REPAIR}"
        ) from error


def _damaged(generation: Path, name: str) -> IndexCorruptError:
    return IndexCorruptError(f"Le fichier « {name} » de l'index « {generation.name} » est abîmé. {REPAIR}")
