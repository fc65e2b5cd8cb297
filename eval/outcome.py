"""What a system answered to a case, and what that is worth."""

from __future__ import annotations

from collections.abc import Collection

from pydantic import BaseModel, ConfigDict

from assistant.domain.answer import Answer
from eval.measures import answers as measure
from eval.measures.readability import readability
from eval.schema import AnswerCase, Part


class Outcome(BaseModel):
    """One answer as it came: the passages retrieved (best first), the time of each stage, what could not be verified.

    `invalid` holds the numbers of the citations whose quote is not verbatim; `stages` is in milliseconds;
    `hidden` what calculators that are not shown said. An `error`
    is what the system raised, and goes with an empty answer.
    """

    model_config = ConfigDict(frozen=True)

    case_id: str
    answer: Answer
    passages: tuple[str, ...] = ()
    stages: dict[str, float] = {}
    invalid: tuple[int, ...] = ()
    hidden: tuple[str, ...] = ()
    error: str = ""


class Grade(BaseModel):
    """The worth of one answer. None means that the case is not concerned by the measure: it gets no score.

    Facts and forbidden statements are looked for in what is shown before the fold, whose `words` are counted; figures
    are held everywhere. `missing` holds the positions of the facts not found, `wrong` what is false or unproven;
    `supported` says of each sentence with a figure whether its citations or a calculation carry it.
    """

    model_config = ConfigDict(frozen=True)

    case_id: str
    theme: str
    kind: str
    part: Part
    clumsy: bool
    should_abstain: bool
    right: bool
    abstained: bool
    missing: tuple[int, ...] = ()
    wrong: tuple[str, ...] = ()
    completeness: float | None = None
    citations: int = 0
    invalid: int = 0
    supported: tuple[bool, ...] = ()
    cites: bool | None = None
    exact: bool | None = None
    fiches: tuple[str, ...] = ()
    words: int = 0
    per_sentence: float | None = None
    ease: float | None = None
    elapsed_ms: float = 0.0


def grade(case: AnswerCase, outcome: Outcome, calculators: Collection[str]) -> Grade:
    """Return the grade of `outcome`; `calculators` are those that exist."""
    answer = outcome.answer
    reading = readability(answer.shown)
    failed = bool(outcome.error or outcome.invalid)
    declined = measure.abstained(answer)
    return Grade(
        case_id=case.id,
        theme=case.theme,
        kind=case.kind.value,
        part=case.part,
        clumsy=case.clumsy,
        should_abstain=case.only_abstention,
        right=not failed and measure.right(case, answer, outcome.hidden),
        abstained=declined,
        missing=tuple(measure.missing_facts(case, answer.shown)),
        wrong=tuple(measure.wrong_figures(case, answer, outcome.hidden)),
        completeness=measure.completeness(case, answer.shown),
        citations=len(answer.citations),
        invalid=len(outcome.invalid) + len(measure.dangling_marks(answer)),
        supported=tuple(measure.sentence_support(answer, outcome.hidden)),
        cites=None if case.only_abstention or declined else measure.cites_expected(case, answer),
        exact=measure.calculator_exact(case, answer, calculators),
        fiches=tuple(sorted({c.fiche_id for c in answer.citations if c.fiche_id})),
        words=len(answer.shown.split()),
        per_sentence=reading.per_sentence if reading else None,
        ease=reading.ease if reading else None,
        elapsed_ms=answer.elapsed_ms,
    )
