"""Which unknown facts can change the answer: found by trying plausible values, not declared by hand."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from assistant.rules.core.inputs import Situation, asked
from assistant.rules.core.outcome import MissingInformation, NotConcerned, Outcome, OutOfField, Result

MOST_RUNS = 64
Run = Callable[[Situation], Outcome]


@dataclass
class Node:
    """What happened when one unknown was met: the field asked, and what each plausible answer led to."""

    field: str
    exhaustive: bool
    branches: list[Node | Outcome] = dataclasses.field(default_factory=list)


def plausible(model: type[Situation], name: str) -> tuple[tuple[object, ...], bool]:
    """Return plausible values of a field, and whether they are all the possible ones (a choice, yes or no)."""
    about = asked(model.model_fields[name])
    if about.get("choices"):
        return tuple(about["choices"]), True
    if _is_bool(model.model_fields[name].annotation):
        return (True, False), True
    examples = [about.get("example"), *about.get("probes", [])]
    return tuple(item for item in examples if item is not None), False


def _is_bool(kind: object) -> bool:
    if typing.get_origin(kind) in (typing.Union, types.UnionType, typing.Annotated):
        return any(_is_bool(item) for item in typing.get_args(kind))
    return kind is bool


def explore(run: Run, situation: Situation, first: MissingInformation) -> Node:
    """Follow the questions a calculator asks, answering each in every plausible way (at most `MOST_RUNS` runs)."""
    return _explore(run, situation, first, [MOST_RUNS])


def _explore(run: Run, situation: Situation, missing: MissingInformation, budget: list[int]) -> Node:
    name = missing.fields[0]
    values, exhaustive = plausible(type(situation), name)
    node = Node(name, exhaustive)
    for value in values:
        filled = _with(situation, name, value)
        if filled is None or budget[0] <= 0:
            node.exhaustive = False
            continue
        budget[0] -= 1
        outcome = run(filled)
        more = isinstance(outcome, MissingInformation) and outcome.fields[0] != name
        node.branches.append(_explore(run, filled, outcome, budget) if more else outcome)  # type: ignore[arg-type]
    return node


def _with(situation: Situation, name: str, value: object) -> Situation | None:
    facts = {key: item for key, item in situation if item is not None}
    try:
        return type(situation).model_validate({**facts, name: value})
    except ValidationError:
        return None


def _answer(branch: Node | Outcome) -> object:
    """Return what tells two answers apart; the words of explanations do not."""
    if isinstance(branch, Node):
        return branch.field, tuple(_answer(item) for item in branch.branches)
    if isinstance(branch, Result):
        return tuple((value.id, str(value.raw)) for value in branch.values.values())
    return branch


def _nodes(node: Node, depth: int = 0) -> Iterator[tuple[int, Node]]:
    yield depth, node
    for branch in node.branches:
        if isinstance(branch, Node):
            yield from _nodes(branch, depth + 1)


def changes_answer(node: Node) -> bool:
    """Return whether a question can change the answer; one whose values cannot all be tried is taken to."""
    return not node.exhaustive or len({repr(_answer(item)) for item in node.branches}) > 1


def _ends(node: Node) -> bool:
    """Return whether an answer to this question may end the matter at once (another law, not concerned)."""
    return any(isinstance(branch, NotConcerned | OutOfField) for branch in node.branches)


def decisive_fields(tree: Node) -> tuple[str, ...]:
    """Return the questions that can change the answer, the most decisive first.

    First those whose answer may end the matter at once, then in the order in which the calculation meets them.
    """
    ranks: dict[str, tuple[bool, int]] = {}
    for depth, node in _nodes(tree):
        if changes_answer(node):
            rank = (not _ends(node), depth)
            ranks[node.field] = min(rank, ranks.get(node.field, rank))
    return tuple(sorted(ranks, key=ranks.__getitem__))
