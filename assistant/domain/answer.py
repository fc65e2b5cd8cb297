"""The answer contract: what the page, the command line and the evaluation all receive."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain.calculation import Calculation, MissingFact
from assistant.domain.corpus import Nature
from assistant.domain.model_report import ModelReport


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


class CaseFact(BaseModel):
    """A fact of the case as the conversation stands: what the calculators reuse, shown so that it can be corrected.

    `key` names it in corrections, `label` in French (« Ancienneté »), `shown` is how it reads (« 3 ans et 6 mois »),
    `written` is as typed; `turn` is the place (from 0) of the question where it was said, None when the user edited
    it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    label: str
    shown: str
    written: str = ""
    turn: int | None = None


class Answer(BaseModel):
    """One answer to one turn. Text is plain French with marks « [1] »; durations are in milliseconds.

    `shown_paragraphs` is how many paragraphs of `text` (parted by an empty line) stand before the fold, 0 when all of
    them do. `case` holds the facts known so far.
    """

    model_config = ConfigDict(extra="forbid")

    status: Status
    text: str
    citations: list[Citation] = Field(default_factory=list)
    calculations: list[Calculation] = Field(default_factory=list)
    questions: list[MissingFact] = Field(default_factory=list)
    caveats: list[str] = Field(default_factory=list)
    shown_paragraphs: int = Field(default=0, ge=0)
    case: list[CaseFact] = Field(default_factory=list)
    model: ModelReport | None = None
    elapsed_ms: float = 0.0
