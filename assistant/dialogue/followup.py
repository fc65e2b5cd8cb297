"""A follow-up question made whole: what « et si c'est eux ? » refers to is taken from the turns before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.courtesy import courtesy
from assistant.domain.text import fold
from assistant.lexicon.tokens import stems

SHORT = 4
_OPENS_LIKE_ONE = re.compile(
    r"^(et\b|mais\b|donc\b|alors\b|sinon\b|dans ce cas|meme si|si (?:c'est|je|elle|il|on)\b|"
    r"pour (?:un|une|moi|elle|lui)\b|non\b|oui\b)"
)
_POINTS_BACK = re.compile(
    r"\b(ca|cela|celui-ci|celle-ci|ce delai|cette duree|y a droit|dans ce cas|pareil|idem|aussi|"
    r"l[ea] (?:raccourcir|reduire|faire|demander|toucher|contester|refuser)|les (?:poser|demander|toucher))\b"
)


def is_follow_up(question: str) -> bool:
    """Whether `question` leans on what was said before: it is short, opens like a reply or points back."""
    plain = fold(question)
    return len(stems(question)) <= SHORT or bool(_OPENS_LIKE_ONE.match(plain)) or bool(_POINTS_BACK.search(plain))


def leans_on(question: str, history: Sequence[str]) -> tuple[str, ...]:
    """Return the earlier question that `question` cannot be understood without, as a tuple of one, or ()."""
    earlier = [turn for turn in history if turn.strip() and courtesy(turn) is None]
    if not earlier or not is_follow_up(question):
        return ()
    return (next((turn for turn in reversed(earlier) if not is_follow_up(turn)), earlier[0]),)
