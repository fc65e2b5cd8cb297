"""The case of a conversation: the legal facts said so far, by name, with where they were said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.dialogue.typed import FactValue, parse, show
from assistant.domain.answer import CaseFact
from assistant.rules.facts import registry
from assistant.rules.parsing import FrenchValueError


@dataclass(frozen=True)
class Told:
    """A fact said: its value, the words that said it, and the turn (None when the user edited it).

    `last` is the other end of a value told as a period (« en mars »): the truth lies between `value` and `last`.
    """

    fact: str
    value: FactValue
    written: str
    turn: int | None = None
    last: date | None = None

    @property
    def is_hours(self) -> bool:
        """Whether the value counts minutes of work."""
        return registry()[self.fact].type == "hours"


@dataclass(frozen=True)
class Case:
    """Facts by name. `problems` are French sentences on corrections that could not be read."""

    facts: Mapping[str, Told] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def tell(self, told: Iterable[Told]) -> Case:
        """Return the case with these facts, the later ones in place of the earlier."""
        return Case({**self.facts, **{t.fact: t for t in told}}, self.problems)

    def keep_lasting(self) -> Case:
        """Return the case that a change of subject leaves: facts that hold whatever is asked."""
        known = registry()
        kept = {name: t for name, t in self.facts.items() if name in known and known[name].lasting}
        return Case(kept, self.problems)

    def correct(self, corrections: Mapping[str, str | None]) -> Case:
        """Return the case with the facts that the user edited (as typed) or erased (None), by name."""
        facts, problems = dict(self.facts), list(self.problems)
        for name, text in corrections.items():
            if name not in registry():
                continue
            if text is None:
                facts.pop(name, None)
                continue
            try:
                facts[name] = Told(name, parse(registry()[name], text), text)
            except FrenchValueError as error:
                problems.append(f"{registry()[name].label} : {error}")
        return Case(facts, tuple(problems))

    def shown(self) -> list[CaseFact]:
        """Return the facts as the page shows them, in the order in which they were said."""
        return [_shown(told) for told in self.facts.values()]


def _shown(told: Told) -> CaseFact:
    fact = registry()[told.fact]
    words = show(fact, told.value)
    if told.last and isinstance(told.value, date):
        words = f"entre le {words} et le {show(fact, told.last)}"
    return CaseFact(key=told.fact, label=fact.label, shown=words, written=told.written, turn=told.turn)
