"""The schema of the sets. A case's part (tuning or test) follows from its id alone."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from eval.macros import expand

Part = Literal["tuning", "test"]
Style = Literal["typo", "sms", "rep", "multi", "followup"]
CLUMSY: frozenset[Style] = frozenset({"typo", "sms"})


class Kind(StrEnum):
    """What a question tries."""

    FACT = "fact"
    CALC = "calc"
    PROCEDURE = "procedure"
    LIST = "list"
    MISSING = "missing-slot"
    OUT_OF_SCOPE = "out-of-scope"
    FALSE_PREMISE = "false-premise"
    INJECTION = "injection"
    INTERVIEW = "interview-prep"


def part_of(identity: str) -> Part:
    """Return the part of a case: half the ids are for tuning, half for test, by the hash of the id."""
    return "tuning" if hashlib.sha256(identity.encode()).digest()[0] % 2 else "test"


def _valid(pattern: str) -> str:
    expand(pattern)
    return pattern


Pattern = Annotated[str, Field(min_length=1), AfterValidator(_valid)]
Fact = Annotated[tuple[Pattern, ...], Field(min_length=1)]


class Case(BaseModel):
    """Base of the cases: unknown keys refused, immutable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    theme: str = Field(pattern=r"^[a-z-]+$")

    @property
    def part(self) -> Part:
        """Return « tuning » or « test »."""
        return part_of(self.id)


class AnswerCase(Case):
    """A question and what a right answer holds.

    `question`, or `turns` for a conversation (the last turn is judged). `must`: key facts, each a list of patterns
    of which one must be found; `must_not`: patterns that would be wrong. `cites`: fiche ids or words of a guide's
    section (« La démission »), one of which should be cited. `calculator` and `result`: the one that should be
    called and the values it should give (ISO dates, plain numbers, or text as the calculator shows it).
    With both `abstain` and `must`, an abstention and an answer that holds the facts are both right.
    """

    kind: Kind
    style: tuple[Style, ...] = ()
    question: str = ""
    turns: tuple[str, ...] = ()
    must: tuple[Fact, ...] = ()
    must_not: tuple[Pattern, ...] = ()
    cites: tuple[str, ...] = ()
    calculator: str = ""
    result: tuple[str, ...] = ()
    abstain: bool = False
    source: str = ""

    @model_validator(mode="after")
    def _coherent(self) -> AnswerCase:
        if bool(self.question) == bool(self.turns):
            raise ValueError(f"{self.id} : il faut « question » ou « turns », un seul des deux")
        if ("followup" in self.style) != (len(self.turns) > 1):
            raise ValueError(f"{self.id} : le style « followup » va avec plusieurs « turns »")
        if not self.abstain and not self.must:
            raise ValueError(f"{self.id} : il faut des faits « must », ou « abstain », ou les deux si les deux vont")
        if not self.abstain and not self.source:
            raise ValueError(f"{self.id} : il faut une « source »")
        if self.result and not self.calculator:
            raise ValueError(f"{self.id} : « result » va avec « calculator »")
        return self

    @property
    def asked(self) -> str:
        """Return the turn that is judged."""
        return self.question or self.turns[-1]

    @property
    def history(self) -> tuple[str, ...]:
        """Return the turns before it."""
        return self.turns[:-1]

    @property
    def only_abstention(self) -> bool:
        """Whether nothing but an abstention is right."""
        return self.abstain and not self.must

    @property
    def clumsy(self) -> bool:
        """Whether it is written in haste."""
        return not CLUMSY.isdisjoint(self.style)


class RetrievalCase(Case):
    """A question and where its answer stands: a short verbatim quote of a guide (`quote`, several: any of them).

    `fiches` are the fiches that answer as well, counted only where fiches are searched.
    """

    question: str = Field(min_length=3)
    quote: tuple[str, ...] = Field(min_length=1)
    fiches: tuple[str, ...] = ()
