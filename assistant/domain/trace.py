"""How an answer came about: what was understood, found, called and checked, and how long each stage took."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, JsonValue

from assistant.domain.answer import CaseFact
from assistant.domain.model_report import ModelReport


class Record(BaseModel):
    """Base of the records of a trace: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stage(Record):
    """A stage of the chain and how long it took, in milliseconds."""

    name: str
    ms: float


class Candidate(Record):
    """A fiche that might have answered; `probability` goes from 0 to 1."""

    source_id: str
    title: str
    probability: float


class Intent(Record):
    """What was understood of a question.

    `kind` is the act of the message; `subject` is the id of the réponse that leads the answer; `candidates` are the
    réponses weighed, likeliest first; `calculators` those called for.
    """

    kind: str
    subject: str = ""
    candidates: tuple[Candidate, ...] = ()
    calculators: tuple[str, ...] = ()


class PassageSeen(Record):
    """A passage found, best first: where it stands, its fused score and the figures behind it."""

    source_id: str
    title: str
    section: str
    page: str = ""
    score: float
    signals: dict[str, float] = {}


class ToolCall(Record):
    """A calculator called: its inputs, the kind of outcome and what it said."""

    name: str
    inputs: dict[str, JsonValue] = {}
    outcome: str
    said: str = ""


class Check(Record):
    """A check of the answer: what was checked, whether it held, and what was found or taken out."""

    name: str
    passed: bool
    detail: str = ""


class QuestionTrace(Record):
    """One question of the turn; `asked` reads alone, `earlier` is the question it leans on, if any."""

    asked: str
    earlier: tuple[str, ...] = ()
    intent: Intent
    passages: tuple[PassageSeen, ...] = ()
    tools: tuple[ToolCall, ...] = ()
    checks: tuple[Check, ...] = ()
    stages: tuple[Stage, ...] = ()
    model: ModelReport | None = None


class Trace(Record):
    """One turn: the facts of the case as it stands, a trace of each of its questions, the checks of the whole answer.

    `stages` holds those of the whole turn, `elapsed_ms` the time of the answer.
    """

    question: str
    status: str
    facts: tuple[CaseFact, ...] = ()
    questions: tuple[QuestionTrace, ...] = ()
    checks: tuple[Check, ...] = ()
    stages: tuple[Stage, ...] = ()
    elapsed_ms: float = 0.0
