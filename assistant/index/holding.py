"""Which generations may be removed: none that answers, is kept to go back to, or is being read."""

from __future__ import annotations

import fcntl
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from assistant.index.layout import IN_USE, POINTER, Pointer, generations


def hold(generation: Path) -> BinaryIO:
    """Mark a generation as read until the returned file is closed or its process dies.

    Raises `FileNotFoundError` when the generation is gone or half-built.
    """
    mark = (generation / IN_USE).open("rb")
    fcntl.flock(mark, fcntl.LOCK_SH)
    return mark


def is_held(generation: Path) -> bool:
    """Say whether a reader, of this process or of another, holds the generation."""
    try:
        with (generation / IN_USE).open("rb") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def prune(folder: Path, pointer: Pointer | None) -> None:
    """Remove the generations that `pointer` does not name and that no reader holds, and the leftovers of a flip.

    To be called by the one run that writes: what another run was building would go too.
    """
    kept = {pointer.current, pointer.previous} if pointer else set()
    for generation in list(generations(folder)):
        if generation.name not in kept and not is_held(generation):
            shutil.rmtree(generation, ignore_errors=True)
    with suppress(FileNotFoundError):
        (folder / f"{POINTER}.tmp").unlink()
