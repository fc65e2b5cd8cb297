"""What was asked of a language model for one answer, what came back and what the checks made of it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Outcome = Literal["written", "same", "fallback", "not_asked"]


class CheckedSentence(BaseModel):
    """A sentence of the model: `kept` when it passed, else `reason` says in French which check it failed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    kept: bool
    reason: str = ""


class ModelReport(BaseModel):
    """One turn with a model. `calls` counts the requests that left; `elapsed_ms` is the time spent on them.

    `writing` is « written » when the model's text is shown, « same » when it only said what the answer says already,
    « fallback » when it was set aside, « not_asked » when there was nothing to write. `reason` says in French why it
    was set aside. `masked` names the kinds of personal data that were masked before sending.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    calls: int = Field(default=0, ge=0)
    cached: bool = False
    elapsed_ms: float = 0.0
    writing: Outcome = "not_asked"
    reason: str = ""
    sentences: tuple[CheckedSentence, ...] = ()
    masked: tuple[str, ...] = ()
