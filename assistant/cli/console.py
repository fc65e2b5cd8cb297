"""What the commands share: JSON lines in and out, progress on the error stream."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class BatchError(ValueError):
    """A batch file that cannot be read; the message is French."""


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number, object) for each line of a JSONL file.

    Raises `BatchError` when the file is absent or a line is not a JSON object with an id.
    """
    if not path.is_file():
        raise BatchError(f"Fichier introuvable : {path}.")
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise BatchError(f"{path.name}, ligne {number} : ce n'est pas du JSON ({error.msg}).") from error
        if not isinstance(item, dict) or "id" not in item:
            raise BatchError(f"{path.name}, ligne {number} : il faut un objet JSON avec « id ».")
        yield number, item


def turns_of(number: int, item: dict[str, Any]) -> list[str]:
    """Return the turns of a batch line (« turns », « question » or « query »). Raises `BatchError`."""
    turns = item.get("turns", item.get("question", item.get("query")))
    if isinstance(turns, str):
        turns = [turns]
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise BatchError(f"Ligne {number} : il faut « question » (texte) ou « turns » (liste de textes).")
    return turns


@contextmanager
def replaced_at_end(path: Path) -> Iterator[TextIO]:
    """Write to a file that takes its place only when all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".partiel")
    with temporary.open("w", encoding="utf-8") as file:
        yield file
    temporary.replace(path)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on the error stream; the function given takes (done, total)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
