"""Results as they are told: the result first, what to do, what changes soon; the steps of the first one later."""

from __future__ import annotations

from datetime import date

from assistant.answering.calculate import SUPPOSED, Computed
from assistant.answering.results import CHANGES, READINGS, STEPS, VALUES, told
from assistant.domain.calculation import Calculation, CalculationStep, CalculationValue, Reading, ToDo

RESULT = Calculation(
    calculator="essai",
    title="Un essai",
    outcome="result",
    summary="Votre essai finit le 3 mars 2027.",
    next_change="le 1er janvier 2028, la durée passe à 4 mois.",
    to_do=(ToDo(label="Écrivez au service.", by=date(2027, 3, 3)), ToDo(label="Gardez une copie.")),
    steps=(CalculationStep(id="a", label="Fin", expression="3 janvier 2027 + 2 mois", result="3 mars 2027"),),
    values=(
        CalculationValue(id="f", label="Fin", value="2027-03-03", shown="3 mars 2027"),
        CalculationValue(id="d", label="Durée", value="2", shown="2 mois"),
    ),
    readings=(
        Reading(label="Autre lecture", shown="4 mars 2027"),
        Reading(label="Lecture", shown="3 mars 2027", kept=True),
    ),
)


def _computed(*calculations, supposed=("",)):
    return Computed(calculations=list(calculations), supposed=list(supposed))


def test_the_result_comes_first_with_what_changes_and_what_to_do():
    (first,) = told(_computed(RESULT, supposed=[f"{SUPPOSED} rien."])).before
    assert first.split("\n") == [
        "Votre essai finit le 3 mars 2027.",
        f"{SUPPOSED} rien.",
        f"{CHANGES} le 1er janvier 2028, la durée passe à 4 mois.",
        "À faire : Écrivez au service, au plus tard le 3 mars 2027.",
    ]


def test_steps_values_and_readings_come_later():
    steps, values, readings = told(_computed(RESULT)).after
    assert steps == f"{STEPS}\n- Fin : 3 janvier 2027 + 2 mois = 3 mars 2027"
    assert values == f"{VALUES}\n- Durée : 2 mois"
    assert readings.startswith(f"{READINGS}\n- Autre lecture : 4 mars 2027\n- Lecture : 3 mars 2027 (retenu)")


def test_only_the_first_result_is_explained_and_nothing_is_said_twice():
    both = told(_computed(RESULT, RESULT, supposed=["", ""]))
    assert len(both.before) == 1
    assert sum(p.startswith(STEPS) for p in both.after) == 1


def test_a_figure_that_no_calculation_holds_is_left_out():
    found = told(_computed(RESULT, supposed=[f"{SUPPOSED} 99 jours."]))
    assert "99" not in "".join(found.before)


def test_a_refusal_tells_its_reasons():
    refused = Calculation(calculator="e", title="E", outcome="not_concerned", reasons=("Le CDD n'est pas concerné.",))
    assert told(_computed(refused, supposed=[""])).before == ["Le CDD n'est pas concerné."]
