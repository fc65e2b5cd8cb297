"""Reading the sets of `eval/sets`: every fault is told with the file and the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from eval.schema import AnswerCase, Case, RetrievalCase

C = TypeVar("C", bound=Case)
SETS = Path(__file__).with_name("sets")


class SetError(ValueError):
    """A set that cannot be read; the message, in French, names the file and the case."""


def answer_cases(folder: Path = SETS / "answers") -> list[AnswerCase]:
    """Return the questions with key facts, in the order of files and lines. Raises `SetError`."""
    return _unique([validated(AnswerCase, path, raw) for path, raw in _by_theme(folder)])


def retrieval_cases(folder: Path = SETS / "retrieval") -> list[RetrievalCase]:
    """Return the questions with evidence, one case for each way of asking. Raises `SetError`."""
    return _unique([validated(RetrievalCase, path, row) for path, raw in _by_theme(folder) for row in _each(raw)])


def _by_theme(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(folder.glob("*.yaml")):
        themes = yaml.safe_load(path.read_text("utf-8"))
        if not isinstance(themes, dict):
            raise SetError(f"{path.name} : il faut des thèmes, chacun avec sa liste de questions.")
        for theme, rows in themes.items():
            yield from ((path, {"theme": theme, **row}) for row in rows or [])


def _each(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Part a row of the retrieval set (`ask`: several questions for the same evidence) into cases, numbered."""
    shared = {k: [v] if k in {"quote", "fiches"} and isinstance(v, str) else v for k, v in raw.items() if k != "ask"}
    for number, question in enumerate(raw.get("ask", []), 1):
        yield {**shared, "id": f"{raw.get('id')}-{number}", "question": question}


def validated(model: type[C], path: Path, raw: dict[str, Any]) -> C:
    """Return one case. Raises `SetError`, which names the file and the case."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))} {e['msg']}" for e in error.errors())
        raise SetError(f"{path.name}, {raw.get('id', '?')} : {faults}") from error


def _unique(cases: list[C]) -> list[C]:
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise SetError(f"{case.id} : cet identifiant sert deux fois.")
        seen.add(case.id)
    return cases
