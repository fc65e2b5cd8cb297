"""Which unknown facts can change the answer."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from assistant.rules.core.decisive import MOST_RUNS, Node, changes_answer, decisive_fields, explore, plausible
from assistant.rules.core.fields import Count, FrBool
from assistant.rules.core.inputs import AgentSituation, Situation, question
from assistant.rules.core.outcome import MissingInformation, NotConcerned, Outcome, Result, Value


class Many(AgentSituation):
    a: FrBool | None = question("A ?", label="A")
    b: FrBool | None = question("B ?", label="B")
    c: FrBool | None = question("C ?", label="C")
    d: FrBool | None = question("D ?", label="D")
    e: FrBool | None = question("E ?", label="E")
    f: FrBool | None = question("F ?", label="F")
    g: FrBool | None = question("G ?", label="G")
    n: Count | None = question("N ?", label="N", example=3, probes=[1, 2])

    @model_validator(mode="after")
    def _never_both(self) -> Self:
        if self.a and self.b:
            self.refuse("b", "A et B ne vont pas ensemble ; choisissez")
        return self


def said(value: object) -> Result:
    return Result(summary="", values={"v": Value("v", "V", value, "", str(value))})


def first_missing(s: Situation, names: str) -> MissingInformation | None:
    return next((MissingInformation((name,)) for name in names if getattr(s, name) is None), None)


def test_plausible_answers_and_whether_they_are_all() -> None:
    assert plausible(Many, "a") == ((True, False), True)
    assert plausible(Many, "n") == ((3, 1, 2), False)
    values, exhaustive = plausible(Many, "statut")
    assert values[0] == "aesh" and len(values) == 5 and exhaustive


def test_a_yes_or_no_without_effect_does_not_matter() -> None:
    def run(s: Situation) -> Outcome:
        return first_missing(s, "cd") or said(s.d)  # type: ignore[attr-defined]

    tree = explore(run, Many(), MissingInformation(("c",)))
    assert not changes_answer(tree)
    assert decisive_fields(tree) == ("d",)


def test_a_number_whose_values_cannot_all_be_tried_matters() -> None:
    tree = explore(lambda s: first_missing(s, "n") or said(0), Many(), MissingInformation(("n",)))
    assert changes_answer(tree) and len(tree.branches) == 3


def test_an_answer_refused_by_another_fact_is_left_out_and_the_question_stays() -> None:
    tree = explore(lambda s: first_missing(s, "b") or said(0), Many(a=True), MissingInformation(("b",)))
    assert len(tree.branches) == 1 and not tree.exhaustive and changes_answer(tree)


def test_the_budget_bounds_the_runs_and_what_was_not_tried_is_asked() -> None:
    runs = []

    def run(s: Situation) -> Outcome:
        runs.append(s)
        return first_missing(s, "cdefgab") or said(0)

    tree = explore(run, Many(), MissingInformation(("c",)))
    assert len(runs) == MOST_RUNS
    assert "a" in decisive_fields(tree) or not tree.exhaustive


def test_the_same_field_twice_does_not_loop() -> None:
    tree = explore(lambda s: MissingInformation(("c",)), Many(), MissingInformation(("c",)))
    assert tree.branches == [MissingInformation(("c",))] * 2


def test_order_ends_first_then_depth() -> None:
    deep = Node("deep", False, [NotConcerned(("non",)), said(1)])
    tree = Node("first", False, [Node("second", False, [deep, said(2)]), said(3)])
    assert decisive_fields(tree) == ("deep", "first", "second")
    again = Node("first", False, [Node("x", False, [Node("y", False, [said(1)])]), Node("y", False, [said(2)])])
    assert decisive_fields(again) == ("first", "x", "y")
    shallow = Node("r", False, [Node("x", False, [Node("z", False, [said(1)]), Node("y", False, [said(1)])]),
                                Node("y", False, [said(2)])])  # fmt: skip
    assert decisive_fields(shallow) == ("r", "x", "y", "z")


def test_results_differ_by_their_values_not_by_their_words() -> None:
    same = [Result(summary="Un", values=said(1).values), Result(summary="Deux", values=said(1).values)]
    assert not changes_answer(Node("c", True, list(same)))
    assert changes_answer(Node("c", True, [said(1), said(2)]))
    assert changes_answer(Node("c", True, [NotConcerned(("a",)), NotConcerned(("b",))]))
