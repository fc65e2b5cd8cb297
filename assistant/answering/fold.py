"""What an answer shows before its fold, and what is added on either side of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering import texts
from assistant.answering.acronyms import explained
from assistant.domain.answer import Answer

PARTED = "\n\n"
MOST_WORDS = 150
_MARK = re.compile(r"\[\d+\]")


def parts(answer: Answer) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the text before the fold, and those after it."""
    paragraphs = answer.text.split(PARTED) if answer.text else []
    place = answer.shown_paragraphs or len(paragraphs)
    return paragraphs[:place], paragraphs[place:]


def folded(answer: Answer, before: Sequence[str], after: Sequence[str]) -> Answer:
    """Return `answer` with these paragraphs as its text, the fold after those `before`."""
    shown = len(PARTED.join(before).split(PARTED)) if before and after else 0
    return answer.model_copy(update={"text": PARTED.join([*before, *after]), "shown_paragraphs": shown})


def tightened(answer: Answer, most: int = MOST_WORDS) -> Answer:
    """Return `answer` with at most `most` words before its fold, in whole paragraphs; one paragraph always stays.

    The question that is put to the user stays before the fold. An answer without a fold is left alone.
    """
    before, after = parts(answer)
    asked = [p for p in before if p.startswith(texts.TO_BE_EXACT)]
    told = [p for p in before if p not in asked]
    if not after:
        return answer
    while len(told) > 1 and words([*told, *asked]) > most:
        after.insert(0, told.pop())
    return folded(answer, [*told, *asked], after)


def in_plain_words(answer: Answer) -> Answer:
    """Return `answer` as it is shown: few words before the fold, each acronym explained at its first use."""
    return tightened(answer.model_copy(update={"text": explained(answer.text)}))


def words(paragraphs: Sequence[str]) -> int:
    """Return how many words the paragraphs hold, citation marks left out."""
    return sum(len(_MARK.sub(" ", p).split()) for p in paragraphs)
