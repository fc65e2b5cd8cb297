"""What an answer shows before its fold, and what is added on either side of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.answer import Answer

PARTED = "\n\n"


def parts(answer: Answer) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the text before the fold, and those after it."""
    paragraphs = answer.text.split(PARTED) if answer.text else []
    place = answer.shown_paragraphs or len(paragraphs)
    return paragraphs[:place], paragraphs[place:]


def folded(answer: Answer, before: Sequence[str], after: Sequence[str]) -> Answer:
    """Return `answer` with these paragraphs as its text, the fold after those `before`."""
    shown = len(PARTED.join(before).split(PARTED)) if before and after else 0
    return answer.model_copy(update={"text": PARTED.join([*before, *after]), "shown_paragraphs": shown})


def words(paragraphs: Sequence[str]) -> int:
    """Return how many words the paragraphs hold, citation marks included."""
    return sum(len(p.split()) for p in paragraphs)
