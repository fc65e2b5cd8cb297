"""The result of a calculator as it travels in an answer: plain data, already explained."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

OutcomeKind = Literal["result", "missing_information", "not_concerned", "out_of_field"]
# The sources also name a heading of a page (« Retraite »), which is no article.
_NUMBERED = re.compile(r"(?:[LRD]\. ?)?\d")


class Record(BaseModel):
    """Base of the records below: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LegalSource(Record):
    """A text on which a figure rests: `text` is its name, `article` the article or section."""

    source_id: str
    text: str
    article: str = ""
    url: str = ""

    @property
    def named(self) -> str:
        """The text and the place in it, in one line: « décret n° 86-83, art. 46 », « circulaire, partie 2.7 »."""
        if not _NUMBERED.match(self.article):
            return ", ".join(filter(None, (self.text, self.article)))
        return f"{self.text}, {'partie' if self.text.startswith('Circulaire') else 'art.'} {self.article}"


class CalculationValue(Record):
    """One figure, date or duration: `value` for machines (ISO date, decimal string), `shown` in French.

    A date has the unit "date", a period ("first/last", both included) the unit "période"; `in_calendar` says whether
    it belongs in the user's calendar (a date that the user gave does not).
    """

    id: str
    label: str
    value: JsonValue
    unit: str = ""
    shown: str
    in_calendar: bool = False


class CalculationStep(Record):
    """One line of the reasoning: the formula with its values, and what it gives."""

    id: str
    label: str
    expression: str
    result: str
    rounding: str = ""
    parameters: tuple[str, ...] = ()
    sources: tuple[LegalSource, ...] = ()


class Reading(Record):
    """One of several ways in which texts or administrations are read."""

    label: str
    shown: str
    source: LegalSource | None = None
    kept: bool = False
    why: str = ""


class ToDo(Record):
    """Something to do, with its last day where there is one (inclusive)."""

    label: str
    by: date | None = None


class MissingFact(Record):
    """A question whose answer can change the result; `choices` where they are few (value, label)."""

    field: str
    question: str
    help: str = ""
    example: str = ""
    choices: tuple[tuple[str, str], ...] = ()


class Supposed(Record):
    """A usual value taken for a fact that was not said: `says` is the sentence; another may be given instead."""

    field: str
    label: str
    value: JsonValue = None
    says: str


class Alternative(Record):
    """What one answer to the question asked would give, said beside the question."""

    label: str
    field: str
    value: JsonValue = None
    outcome: OutcomeKind
    summary: str
    values: tuple[CalculationValue, ...] = ()
    reasons: tuple[str, ...] = ()


class Calculation(Record):
    """What a calculator says, ready to be shown, cited and exported.

    `outcome` decides what is filled: values and steps for a result, `questions` for missing information, `reasons`
    (and `referral`: where to go) otherwise. `supposed` are the usual values taken, `alternatives` what the possible
    answers to the first question would give. `summary` is the result in one or two plain French sentences.
    """

    calculator: str
    title: str
    outcome: OutcomeKind
    inputs: dict[str, JsonValue] = Field(default_factory=dict)
    summary: str = ""
    values: tuple[CalculationValue, ...] = ()
    steps: tuple[CalculationStep, ...] = ()
    sources: tuple[LegalSource, ...] = ()
    in_force_since: date | None = None
    next_change: str = ""
    hypotheses: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    to_do: tuple[ToDo, ...] = ()
    questions: tuple[MissingFact, ...] = ()
    reasons: tuple[str, ...] = ()
    referral: str = ""
    supposed: tuple[Supposed, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
