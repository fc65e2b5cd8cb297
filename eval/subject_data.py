"""The questions whose fiche is known: the fiches' own, the same spoiled, and those of the labelled sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field

from assistant.answering.subject_signals import Board
from eval.schema import Case
from eval.sets_reader import SETS, SetError, answer_cases, retrieval_cases
from eval.subject_noise import spoiled

OWN, SPOILED = "fiches", "fiches, abîmées"
TIMES_SPOILED = 2


class SubjectCase(Case):
    """A question and the fiches (ids) that answer it; one is enough."""

    q: str = Field(min_length=3)
    fiches: tuple[str, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Labelled:
    """A question, the ids of the fiches that answer it, and where it comes from.

    `part` is « tuning » or « test », empty for the fiches' own questions; `hidden` is then the id of the record that
    must be hidden while the question is measured.
    """

    origin: str
    question: str
    fiches: frozenset[str]
    part: str = ""
    hidden: str | None = None


def subject_cases(path: Path = SETS / "subject.yaml") -> list[SubjectCase]:
    """Return the set of subjects in order. Raises `SetError` for a case that makes no sense or comes twice."""
    themes: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8"))
    try:
        cases = [SubjectCase.model_validate({"theme": t, **row}) for t, rows in themes.items() for row in rows]
    except ValueError as error:
        raise SetError(f"{path.name} : {error}") from error
    if len({case.id for case in cases}) < len(cases):
        raise SetError(f"{path.name} : un identifiant sert deux fois.")
    return cases


@cache
def kin(path: Path = SETS / "subject_kin.yaml") -> Mapping[str, frozenset[str]]:
    """Return, for a fiche, those that tell the same point."""
    return {fiche: frozenset(others) for fiche, others in yaml.safe_load(path.read_text("utf-8")).items()}


def labelled_sets(known: frozenset[str]) -> Iterator[Labelled]:
    """Yield the single questions of the sets whose fiche is one of `known`."""
    for case in subject_cases():
        yield Labelled("sujets", case.q, frozenset(case.fiches) & known, case.part)
    for answer in answer_cases():
        fiches = with_kin(answer.cites) & known
        if fiches and not answer.history:
            yield Labelled("réponses", answer.asked, fiches, answer.part)
    for found in retrieval_cases():
        fiches = with_kin(found.fiches) & known
        if fiches:
            yield Labelled("recherche", found.question, fiches, found.part)


def with_kin(fiches: tuple[str, ...]) -> frozenset[str]:
    """Return `fiches` and those that tell the same."""
    return frozenset(fiches).union(*(kin().get(fiche, frozenset()) for fiche in fiches))


def own_questions(board: Board, noisy: bool) -> Iterator[Labelled]:
    """Yield the questions of the fiches on `board`, each followed by itself spoiled if `noisy`."""
    names = {source.source_id: str(source.fiche_id) for source in board.sources}
    for chunk in board.questions:
        fiche = frozenset({names[chunk.source_id]})
        yield Labelled(OWN, chunk.text, fiche, hidden=chunk.chunk_id)
        for text in spoiled(chunk.text, TIMES_SPOILED) if noisy else ():
            yield Labelled(SPOILED, text, fiche, hidden=chunk.chunk_id)
