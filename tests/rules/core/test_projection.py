"""Every part of an outcome reaches the record that faces show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.domain.calculation import CalculationStep, LegalSource, Reading, ToDo
from assistant.rules.core.dates import Period, Seniority
from assistant.rules.core.fields import Count, FrDate
from assistant.rules.core.inputs import Situation, question
from assistant.rules.core.outcome import MissingInformation, NotConcerned, OutOfField, Result, Value
from assistant.rules.core.projection import project, to_json
from assistant.rules.core.sources import Source
from assistant.rules.parsing import Duration


class Small(Situation):
    jour: FrDate | None = question("Quel jour ?", label="Jour", help="Sur l'avis.", example="2 mars 2026")
    nombre: Count | None = question("Combien ?", label="Nombre", example=3, default=4)


SOURCE = LegalSource(source_id="a", text="Texte", article="1", url="https://example.org")
STEP = CalculationStep(id="s", label="S", expression="1", result="1")
SITUATION = Small.model_validate({"jour": "2 mars 2026"})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("1867.020"), "1867.020"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 3, 1), "2026-03-01"),
        (Period(date(2026, 3, 1), date(2026, 3, 2)), "2026-03-01/2026-03-02"),
        (Seniority(26, 15), "P2Y2M15D"),
        (Duration(1, 14, 3), "P1Y14M3D"),
        ({1: Decimal("2.5"), "b": None}, {"1": "2.5", "b": None}),
        ((1, True, [date(2026, 3, 1)]), [1, True, ["2026-03-01"]]),
        ("texte", "texte"),
    ],
)
def test_native_values_for_machines(value: object, expected: object) -> None:
    assert to_json(value) == expected


def test_a_float_has_no_form() -> None:
    with pytest.raises(TypeError, match="float has no form for machines"):
        to_json(0.1)


def test_a_result_travels_whole() -> None:
    outcome = Result(
        summary="Résumé.",
        values={"v": Value("v", "V", Decimal("2.50"), "EUR", "2,50 €", in_calendar=True)},
        steps=(STEP,),
        sources=(SOURCE,),
        in_force_since=date(2014, 11, 24),
        next_change="Change demain.",
        hypotheses=("h",),
        caveats=("c",),
        readings=(Reading(label="l", shown="1"),),
        to_do=(ToDo(label="t"),),
    )
    said = project("petit", "Petit", SITUATION, outcome)
    assert said.model_dump(mode="json", exclude_defaults=True) == {
        "calculator": "petit",
        "title": "Petit",
        "outcome": "result",
        "inputs": {"jour": "2026-03-02"},
        "summary": "Résumé.",
        "values": [{"id": "v", "label": "V", "value": "2.50", "unit": "EUR", "shown": "2,50 €", "in_calendar": True}],
        "steps": [{"id": "s", "label": "S", "expression": "1", "result": "1"}],
        "sources": [SOURCE.model_dump()],
        "in_force_since": "2014-11-24",
        "next_change": "Change demain.",
        "hypotheses": ["h"],
        "caveats": ["c"],
        "readings": [{"label": "l", "shown": "1"}],
        "to_do": [{"label": "t"}],
    }


def test_questions_travel_whole() -> None:
    said = project("petit", "Petit", SITUATION, MissingInformation(("jour", "nombre")))
    assert said.outcome == "missing_information" and said.summary == "Il manque une information pour répondre."
    first, second = said.questions
    assert (first.field, first.question, first.help, first.example) == (
        "jour",
        "Quel jour ?",
        "Sur l'avis.",
        "2 mars 2026",
    )
    assert (second.example, second.help, second.choices) == ("", "", ())


def test_refusals_travel_whole() -> None:
    said = project("petit", "Petit", SITUATION, NotConcerned(("Un.", "Deux."), (SOURCE,), (STEP,), ("c",)))
    assert (said.outcome, said.reasons, said.summary) == ("not_concerned", ("Un.", "Deux."), "Un. Deux.")
    assert (said.sources, said.steps, said.caveats) == ((SOURCE,), (STEP,), ("c",))
    outside = project("petit", "Petit", SITUATION, OutOfField(("Un.",), "Ailleurs.", (SOURCE,)))
    assert (outside.outcome, outside.reasons, outside.referral) == ("out_of_field", ("Un.",), "Ailleurs.")
    assert (outside.sources, outside.summary) == ((SOURCE,), "Un. Ailleurs.")
    assert project("petit", "Petit", SITUATION, OutOfField(("Un.",))).summary == "Un."


def test_a_source_travels_with_its_article_and_address() -> None:
    declared = Source(
        id="a", text="Texte", article="1", nature="loi", url="https://example.org", verified_on=date(2026, 1, 1)
    )
    assert declared.public() == SOURCE
