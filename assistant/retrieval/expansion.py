"""Words added to a question: the other forms of the acronyms and everyday words found in it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

from assistant.domain.corpus import Frozen
from assistant.lexicon.tokens import stems

DATA = Path(__file__).with_name("expansion.toml")
LONGEST_FORM = 4

Form: TypeAlias = tuple[str, ...]


class _Group(Frozen):
    formes: tuple[str, ...]


class _Data(Frozen):
    groupe: tuple[_Group, ...]


@cache
def groups() -> tuple[tuple[Form, ...], ...]:
    """Return the groups of the data file, each form as its stems."""
    data = _Data.model_validate(tomllib.loads(DATA.read_text("utf-8")))
    return tuple(
        tuple(form for form in (tuple(stems(text)) for text in group.formes) if form) for group in data.groupe
    )


@cache
def _groups_by_first() -> dict[str, tuple[tuple[Form, int], ...]]:
    found: dict[str, list[tuple[Form, int]]] = {}
    for number, forms in enumerate(groups()):
        for form in forms:
            found.setdefault(form[0], []).append((form, number))
    return {first: tuple(entries) for first, entries in found.items()}


@cache
def forms_stems() -> frozenset[str]:
    """Return every stem of the data file."""
    return frozenset(stem for forms in groups() for form in forms for stem in form)


def expansions(typed: Sequence[str]) -> dict[Form, int]:
    """Return the forms that stand in a group with a form found in `typed`, a question's stems in order.

    Each comes with the number of stems of the longest form that led to it.
    """
    reached: dict[Form, int] = {}
    for start, first in enumerate(typed):
        for found, number in _groups_by_first().get(first, ()):
            if tuple(typed[start : start + len(found)]) == found:
                for form in groups()[number]:
                    reached[form] = max(reached.get(form, 0), len(found))
    return reached


def meanings(typed: Sequence[str]) -> dict[str, set[Form]]:
    """Return, for each stem of a question, the forms that stand for it, alone or with its neighbours."""
    found: dict[str, set[Form]] = {stem: {(stem,)} for stem in typed}
    for start in range(len(typed)):
        for end in range(start + 1, min(start + LONGEST_FORM, len(typed)) + 1):
            forms = list(expansions(typed[start:end]))
            for stem in typed[start:end]:
                found[stem].update(forms)
    return found
