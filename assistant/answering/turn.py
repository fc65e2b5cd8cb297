"""What is known of one turn as it goes down the chain; each stage returns a fuller copy."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answering.calculate import Computed
from assistant.answering.subject import Subject as Fitting
from assistant.answering.verify import Removed
from assistant.dialogue.case_state import Part, State, Subject
from assistant.domain.answer import Answer
from assistant.domain.corpus import Passage
from assistant.domain.model_report import ModelReport

NO_PART = Part("", Subject())


@dataclass(frozen=True)
class Account:
    """How an answer was written: the id of the source that led it ("" for none), what verification took out."""

    leader: str = ""
    removed: Removed = field(default_factory=Removed)


@dataclass(frozen=True)
class Turn:
    """One question on its way to an answer.

    `question` is what was typed, `history` the questions before it, `corrections` the facts of the case that the user
    edited (as typed) or erased (None), by key, `state` the conversation as it stands. Of the one question that is
    answered, `part` tells the subject (`question` then reads alone), `earlier` the question it leans on, `typed` its
    stems, `weights` the stems looked for and how much each tells, `passages` what was retrieved (best first),
    `subjects` the fiches that may answer (likeliest first), `computed` what the calculators say; `answer` is set by
    the stage that ends the turn; `model` tells what a language model was asked, None when none was.

    For the trace: `account` tells how the answer was written, `answered` are the turns of each of its questions,
    `stages` the stages gone through, each with its milliseconds.
    """

    question: str
    history: tuple[str, ...] = ()
    corrections: dict[str, str | None] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()
    part: Part = NO_PART
    state: State | None = None
    typed: tuple[str, ...] = ()
    weights: dict[str, float] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    subjects: tuple[Fitting, ...] = ()
    computed: Computed = field(default_factory=Computed)
    answer: Answer | None = None
    model: ModelReport | None = None
    account: Account | None = None
    answered: tuple[Turn, ...] = ()
    stages: tuple[tuple[str, float], ...] = ()
