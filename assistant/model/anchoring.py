"""A fact read by a model is taken only when the user's own words bear it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.answering.figures import figures
from assistant.language.dates import find_dates
from assistant.lexicon.tokens import stems
from assistant.model.wording import told
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError, read_situation
from assistant.rules.core.inputs import asked, label_of

NOT_SAID = "{label} : la question ne le dit pas"
UNUSABLE = "{label} : valeur inutilisable"
UNKNOWN = "{label} : le calculateur ne demande pas ce fait"


@dataclass
class Anchored:
    """The facts that stand, as the model gave them, and why the others do not."""

    facts: dict[str, Any] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)


def anchored(calculator: Calculator[Any], given: Mapping[str, Any], said: Sequence[str], today: date) -> Anchored:
    """Return the facts of `given` that the turns `said` bear: numbers and dates written there, choices named there.

    A yes or a no is never taken from a model: nothing in the words proves it.
    """
    words = _Words(said, today)
    kept = Anchored()
    for name, value in given.items():
        fields = calculator.situation.model_fields
        if value in (None, "", []):
            continue
        if name not in fields:
            kept.dropped.append(UNKNOWN.format(label=name))
            continue
        label = label_of(calculator.situation, name)
        choices = dict(asked(fields[name]).get("choices") or {})
        if not words.bear(value, choices):
            kept.dropped.append(NOT_SAID.format(label=label))
        elif not usable(calculator, {name: value}):
            kept.dropped.append(UNUSABLE.format(label=label))
        else:
            kept.facts[name] = value
    return kept


def usable(calculator: Calculator[Any], facts: Mapping[str, Any]) -> bool:
    """Whether the calculator can read these facts."""
    try:
        read_situation(calculator.situation, facts)
    except SituationError:
        return False
    return True


class _Words:
    """What the turns bear: figures (dates with the year they mean) and stems."""

    def __init__(self, said: Sequence[str], today: date) -> None:
        whole = " \n ".join(said)
        self._dates = {found.day.isoformat() for turn in said for found in find_dates(turn, today)}
        self._figures = figures(told(whole)) | self._dates
        self._stems = set(stems(whole))

    def bear(self, value: object, choices: Mapping[str, str]) -> bool:
        if isinstance(value, bool):
            return False
        if isinstance(value, list | dict):
            return False
        written = str(value)
        if choices:
            return self._name(written, choices)
        wanted = figures(told(written))
        return bool(wanted) and wanted <= self._figures

    def _name(self, written: str, choices: Mapping[str, str]) -> bool:
        """Whether a word that tells this choice from the others was typed."""
        own = set(stems(f"{written} {choices.get(written, '')}"))
        others = {s for key, words in choices.items() if key != written for s in stems(f"{key} {words}")}
        return bool((own - others) & self._stems)
