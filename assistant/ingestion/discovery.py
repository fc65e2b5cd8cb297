"""Which files are to be read: the guides folder and any folder named, hidden and side files left aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.ingestion.metadata import SIDE_SUFFIX, slug

_IGNORED_NAMES = frozenset({"readme.md", "thumbs.db", "desktop.ini"})


class FolderError(ValueError):
    """A folder that was named and cannot be read. The message is French."""


@dataclass(frozen=True)
class Candidate:
    """A file to read; `origin` is its path below the folder it was found in, `source_id` its id."""

    path: Path
    origin: str
    source_id: str


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
            if path.resolve() not in seen:
                seen.add(path.resolve())
                found.append(Candidate(path, origin, _free_id(origin, taken)))
    return found


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
