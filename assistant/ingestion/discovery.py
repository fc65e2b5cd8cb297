"""Which files are to be read: the guides folder and any folder named, hidden and side files left aside."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.ingestion.metadata import SIDE_SUFFIX, slug

LEAVES = "ce lien mène hors du dossier des guides : copiez le document lui-même dans le dossier."
BROKEN = "ce n'est pas un fichier lisible (lien rompu ?) : remplacez-le par le document."
SPECIAL = "ce n'est pas un fichier ordinaire (tube, périphérique…) : remplacez-le par le document."
ODD_NAME = "le nom de ce fichier n'est pas en UTF-8 : renommez-le."
_IGNORED_NAMES = frozenset({"readme.md", "thumbs.db", "desktop.ini"})


class FolderError(ValueError):
    """A folder that was named and cannot be read. The message is French."""


@dataclass(frozen=True)
class Candidate:
    """A file to read; `origin` is its path below the folder it was found in, `source_id` its id.

    `refused` says in French why it must not be opened at all, if so.
    """

    path: Path
    origin: str
    source_id: str
    refused: str = ""


def discover(guides_dir: Path, folders: Sequence[Path]) -> list[Candidate]:
    """Return the files of `guides_dir` (which may be absent) and of `folders`, sorted, each with an id of its own.

    Raises `FolderError` when a folder of `folders` does not exist; a file may be named instead of a folder.
    """
    missing = [str(f) for f in folders if not f.exists()]
    if missing:
        raise FolderError(f"Dossier introuvable : {', '.join(missing)}. Vérifiez le chemin.")
    roots = [*([guides_dir] if guides_dir.is_dir() else []), *folders]
    seen: set[Path] = set()
    taken: set[str] = set()
    found: list[Candidate] = []
    for root in roots:
        for path, origin in _files(root):
            real = _real(path)
            if real not in seen:
                seen.add(real)
                found.append(
                    Candidate(
                        path, _printable(origin), _free_id(_printable(origin), taken), _why_not(root, path, real)
                    )
                )
    return found


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link to itself
        return path


def _printable(origin: str) -> str:
    """Return a name that can be written in UTF-8."""
    return origin.encode("utf-8", "replace").decode("utf-8")


def _why_not(root: Path, path: Path, real: Path) -> str:
    """Return why a path must not be opened: what stands behind it may be anything."""
    if _printable(str(path)) != str(path):
        return ODD_NAME
    top = _real(root)
    if not root.is_file() and not real.is_relative_to(top):
        return LEAVES
    try:
        mode = real.stat().st_mode
    except OSError:
        return BROKEN
    return "" if stat.S_ISREG(mode) else SPECIAL


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    if root.is_file():
        yield root, root.name
        return
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        hidden = any(part.startswith((".", "~$")) for part in relative.parts)
        side = path.suffix == SIDE_SUFFIX and path.with_suffix("").exists()
        if not hidden and not side and not path.is_dir() and path.name.casefold() not in _IGNORED_NAMES:
            yield path, relative.as_posix()


def _free_id(origin: str, taken: set[str]) -> str:
    base = slug(Path(origin).with_suffix("").as_posix())
    if base in taken or base.startswith("fiche-"):
        base = slug(origin)
    identity, number = base, 2
    while identity in taken:
        identity, number = f"{base}-{number}", number + 1
    taken.add(identity)
    return identity
