"""The answer contract: what the page, the command line and the evaluation all receive."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain.calculation import Calculation, MissingFact
from assistant.domain.corpus import Nature


class Status(StrEnum):
    """How an answer stands; computed by code from what was verified."""

    FOUNDED = "founded"
    CALCULATED = "calculated"
    NEEDS_INFORMATION = "needs_information"
    OUT_OF_SOURCES = "out_of_sources"


class Citation(BaseModel):
    """A passage on which the answer rests. `quote` is verbatim in the cited section after white-space folding.

    `n` is the number of the mark « [n] » in the text; `page` is the printed label where there is one, else the
    physical page number; `section` is the heading path in one line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    n: int = Field(ge=1)
    source_id: str
    section_id: str
    title: str
    publisher: str = ""
    nature: Nature = Nature.DOCUMENT
    date: str = ""
    section: str = ""
    page: str | None = None
    quote: str
    url: str = ""
    fiche_id: str | None = None


class Answer(BaseModel):
    """One answer to one turn. Text is plain French with marks « [1] »; durations are in milliseconds."""

    model_config = ConfigDict(extra="forbid")

    status: Status
    text: str
    citations: list[Citation] = Field(default_factory=list)
    calculations: list[Calculation] = Field(default_factory=list)
    questions: list[MissingFact] = Field(default_factory=list)
    caveats: list[str] = Field(default_factory=list)
    elapsed_ms: float = 0.0
