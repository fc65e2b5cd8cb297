"""From a message read to the facts it tells: each strict value takes the role that the reader gives it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.dialogue.case import Told
from assistant.dialogue.typed import FactValue, convert, fits, parse
from assistant.language.values import Value
from assistant.reader.reader import Reading
from assistant.rules.facts import registry
from assistant.rules.facts.model import Fact
from assistant.rules.parsing import FrenchValueError


def gather_facts(
    message: str, values: Sequence[Value], reading: Reading, turn: int, sure: float, wanted: Collection[str] = ()
) -> list[Told]:
    """Return the facts of `message`: its states, and its values under the role that is surely theirs.

    `sure` is the least probability of a role. `wanted` are the facts that the calculator at hand takes: a value without
    a sure role is theirs when only one of them may hold it.
    """
    told = {s.fact: t for s in reading.states if (t := _stated(s.fact, s.value, message[s.start : s.end], turn))}
    loose = []
    for value in values:
        name = _role(value, reading, sure)
        if name and name not in told:
            told[name] = _told(registry()[name], value, turn)
        elif name is None:
            loose.append(value)
    for value in loose:
        open_facts = [f for n in wanted if n not in told and fits(value, f := registry()[n])]
        if len(open_facts) == 1 and value.kind != "number":
            told[open_facts[0].name] = _told(open_facts[0], value, turn)
    return list(told.values())


def _role(value: Value, reading: Reading, sure: float) -> str | None:
    """The fact whose role is surely that of the value: "" for none at all, None when it is not known."""
    roles = [r for r in reading.roles.get((value.start, value.end), ()) if not r.label or _may_be(value, r.label)]
    total = sum(r.probability for r in roles)
    if not roles or total <= 0:
        return None
    best = roles[0]
    return best.label if best.probability / total >= sure and best.probability >= sure / 2 else None


def _may_be(value: Value, name: str) -> bool:
    return name in registry() and fits(value, registry()[name])


def _told(fact: Fact, value: Value, turn: int) -> Told:
    converted: FactValue | None = convert(value, fact)
    assert converted is not None  # noqa: S101 (`fits` said so)
    return Told(fact.name, converted, value.written, turn, value.last)


def _stated(name: str, written: str, words: str, turn: int) -> Told | None:
    if name not in registry():
        return None
    try:
        return Told(name, parse(registry()[name], written), words, turn)
    except FrenchValueError:
        return None
