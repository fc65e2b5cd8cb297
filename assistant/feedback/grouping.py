"""Questions that were not answered, put together by what they ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.feedback.records import Unanswered
from assistant.lexicon.tokens import stems

ALIKE = 0.5


@dataclass(frozen=True)
class Group:
    """Questions alike, the newest first; `count` says how many."""

    questions: tuple[Unanswered, ...]

    @property
    def count(self) -> int:
        """Return the number of questions."""
        return len(self.questions)


def grouped(questions: Sequence[Unanswered]) -> list[Group]:
    """Return groups, the largest first: the questions that share half of their stems with the first of the group."""
    found: list[tuple[frozenset[str], list[Unanswered]]] = []
    for question in questions:
        words = frozenset(stems(question.question))
        place = next((members for first, members in found if _alike(first, words)), None)
        if place is None:
            found.append((words, [question]))
        else:
            place.append(question)
    groups = [Group(tuple(members)) for _, members in found]
    return sorted(groups, key=lambda group: -group.count)


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    both = first | second
    return bool(both) and len(first & second) / len(both) >= ALIKE
