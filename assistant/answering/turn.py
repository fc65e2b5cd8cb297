"""What is known of one turn as it goes down the chain; each stage returns a fuller copy."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answering.calculate import Computed
from assistant.domain.answer import Answer
from assistant.domain.corpus import Passage
from assistant.domain.model_report import ModelReport


@dataclass(frozen=True)
class Turn:
    """One question on its way to an answer.

    `question` is what was typed, `history` the questions before it, `corrections` the facts of the case that the user
    edited (as typed) or erased (None), by key, `earlier` those of them that it leans on, `typed`
    its stems, `weights` the stems looked for and how much each tells, `passages` what was retrieved (best first),
    `computed` what the calculators say; `answer` is set by the stage that ends the turn; `model` tells what a
    language model was asked, None when none was.
    """

    question: str
    history: tuple[str, ...] = ()
    corrections: dict[str, str | None] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    weights: dict[str, float] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    computed: Computed = field(default_factory=Computed)
    answer: Answer | None = None
    model: ModelReport | None = None
