"""What is searched for a question: the text that is embedded and the weighted stems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.lexicon.tokens import stems
from assistant.retrieval.expansion import expansions, forms_stems
from assistant.retrieval.spelling import Corrector

EXPANDED, EXPANDED_PHRASE = 0.4, 0.7
DILUTION = 0.6
EARLIER = 0.7
MAX_CHARS = 2000


@dataclass(frozen=True)
class Query:
    """`text` is embedded; `weights` gives each stem its weight, 1 for a word of the question itself.

    `typed` holds the question's own stems, mended, in order.
    """

    text: str
    typed: tuple[str, ...]
    weights: dict[str, float]


def analyse(question: str, history: Sequence[str], vocabulary: frozenset[str]) -> Query:
    """Return the query of `question`, asked after the earlier questions `history` that it depends on, oldest first.

    The words of earlier questions weigh less; the one just before is embedded with the question. Words unknown to
    `vocabulary`, the stems of the index, are mended when one letter sets them right.
    """
    question, history = question[:MAX_CHARS], [earlier[:MAX_CHARS] for earlier in history]
    corrector = _corrector(vocabulary)
    typed = _mended(question, corrector)
    weights: dict[str, float] = {}
    for turn, factor in [(typed, 1.0), *((_mended(earlier, corrector), EARLIER) for earlier in history)]:
        for stem, weight in _weighted(turn).items():
            weights[stem] = max(weights.get(stem, 0.0), weight * factor)
    return Query(text=" ".join([*history[-1:], question]), typed=tuple(typed), weights=weights)


def _mended(text: str, corrector: Corrector) -> list[str]:
    return [corrector.correct(stem) or stem for stem in stems(text)]


def _weighted(typed: list[str]) -> dict[str, float]:
    """Return the stems typed, of weight 1, and those of their other forms, each less the longer the form.

    A phrase found whole says more surely what is meant than a single word.
    """
    weights: dict[str, float] = {}
    for form, length in expansions(typed).items():
        share = (EXPANDED if length == 1 else EXPANDED_PHRASE) / len(form) ** DILUTION
        for stem in form:
            weights[stem] = max(weights.get(stem, 0.0), round(share, 4))
    return weights | dict.fromkeys(typed, 1.0)


@lru_cache(maxsize=4)
def _corrector(vocabulary: frozenset[str]) -> Corrector:
    return Corrector(vocabulary | forms_stems())
