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

MOSTLY, LEAST = 0.5, 0.03


def gather_facts(
    message: str,
    values: Sequence[Value],
    reading: Reading,
    turn: int,
    sure: float,
    wanted: Collection[str] = (),
    before: Sequence[str] = (),
) -> list[Told]:
    """Return the facts of `message`: its states, and its values under the role that is surely theirs.

    `sure` is the least probability of a role. `wanted` are the facts that the calculator at hand takes: a value
    without a sure role is the one of them that it is likeliest to be, `before` those that it may correct.
    """
    told = {s.fact: t for s in reading.states if (t := _stated(s.fact, s.value, message[s.start : s.end], turn))}
    for value in values:
        name = (
            _role(value, reading, sure)
            or _role_among(value, reading, before)
            or _role_among(value, reading, [n for n in wanted if n not in told])
        )
        if name and name not in told:
            told[name] = _told(registry()[name], value, turn)
    return list(told.values())


def _role(value: Value, reading: Reading, sure: float) -> str | None:
    """The fact whose role is surely that of the value, "" when it is surely none, None when it is not known."""
    roles = [r for r in reading.roles.get((value.start, value.end), ()) if not r.label or _may_be(value, r.label)]
    total = sum(r.probability for r in roles)
    if not roles or total <= 0:
        return None
    best = roles[0]
    least = sure if value.kind == "number" else sure / 2
    return best.label if best.probability / total >= sure and best.probability >= least else None


def _role_among(value: Value, reading: Reading, wanted: Sequence[str]) -> str | None:
    """The fact of the calculator at hand that the value is likeliest to be; a bare number needs its role."""
    roles = [
        r for r in reading.roles.get((value.start, value.end), ()) if r.label in wanted and _may_be(value, r.label)
    ]
    total = sum(r.probability for r in roles)
    if roles and total > 0 and roles[0].probability / total >= MOSTLY and roles[0].probability >= LEAST:
        return roles[0].label
    may_be = [name for name in wanted if _may_be(value, name)]
    return may_be[0] if len(may_be) == 1 else None


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
