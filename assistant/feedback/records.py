"""The records kept: nothing that names a person, nothing that the page does not announce."""

from __future__ import annotations

import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain.answer import Answer, Status
from assistant.privacy.masking import mask

MAX_REASON = 1000
MAX_TEXT = 4000


class Verdict(StrEnum):
    """What a user says of an answer."""

    USEFUL = "utile"
    USELESS = "inutile"
    WRONG_AMOUNT = "montant_faux"


class Reason(StrEnum):
    """Why, among what the page offers."""

    WRONG_FIGURE = "chiffre_ou_date"
    OUT_OF_DATE = "regle_ancienne"
    OFF_TOPIC = "hors_sujet"
    UNCLEAR = "pas_clair"
    INCOMPLETE = "incomplet"
    OTHER = "autre"


class Feedback(BaseModel):
    """One opinion. `day` without hour; `question` and `answer` are empty unless the user joined them; all masked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: datetime.date
    verdict: Verdict
    reason: Reason | None = None
    comment: str = Field(default="", max_length=MAX_REASON)
    question: str = ""
    answer: str = ""
    status: Status | None = None
    calculators: str = ""
    fiches: str = ""


class Unanswered(BaseModel):
    """A question that the sources did not answer, masked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: datetime.date
    question: str


def feedback_on(
    day: datetime.date,
    verdict: Verdict,
    answer: Answer,
    *,
    reason: Reason | None = None,
    comment: str = "",
    question: str = "",
) -> Feedback:
    """Return the record of an opinion on `answer`; an empty `question` means that the user did not join it."""
    return Feedback(
        day=day,
        verdict=verdict,
        reason=reason,
        comment=masked(comment, MAX_REASON),
        question=masked(question, MAX_TEXT),
        answer=masked(answer.text, MAX_TEXT) if question else "",
        status=answer.status,
        calculators=", ".join(dict.fromkeys(c.calculator for c in answer.calculations)),
        fiches=", ".join(dict.fromkeys(c.fiche_id for c in answer.citations if c.fiche_id)),
    )


def masked(text: str, limit: int) -> str:
    """Return `text` in one line without personal data, cut at `limit` characters after masking."""
    return " ".join(mask(text).text.split())[:limit]
