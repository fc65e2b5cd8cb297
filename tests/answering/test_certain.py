"""What is told as certain while a fact is missing holds whatever that fact turns out to be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.certain import by_choice, certain_values
from assistant.rules.registry import find

TODAY = date(2026, 11, 22)


def _certain(calculator_id, data):
    return {v.id: v.shown for v in certain_values(find(calculator_id).answer(data), data, TODAY)}


@settings(deadline=None, max_examples=60)
@given(st.dates(date(2016, 1, 1), date(2026, 10, 1)), st.integers(-300, 360))
def test_a_certain_notice_is_that_of_every_day(begun, ahead):
    data = {"date_debut_services": begun}
    told = _certain("preavis_demission", data).get("preavis")
    received = TODAY + timedelta(ahead)
    if told is None or received <= begun:
        return
    answer = find("preavis_demission").answer({**data, "date_reception_courrier": received})
    assert {v.id: v.shown for v in answer.values}["preavis"] == told


def test_a_notice_that_the_day_changes_is_not_certain():
    assert "preavis" not in _certain("preavis_demission", {"date_debut_services": date(2024, 12, 1)})
    assert _certain("preavis_demission", {"date_debut_services": date(2020, 9, 1)})["preavis"] == "2 mois"


def test_the_last_day_to_ask_hangs_on_the_first_day_alone():
    data = {"date_debut": date(2027, 3, 15), "contrat": "cdi", "enfant": "naissance"}
    assert "15 janvier 2027" in _certain("conge_parental", data).values()


def test_nothing_is_certain_of_an_amount_that_the_missing_fact_makes():
    assert _certain("traitement_brut", {"quotite": 62, "date_paie": TODAY}) == {}


def test_each_choice_is_told_when_every_one_ends_the_matter():
    calculation = find("rupture_conventionnelle_eligibilite").answer({"date_demande": TODAY})
    assert [r.label for r in by_choice(calculation, {"date_demande": TODAY})] == ["CDD", "CDI"]
    asking = find("traitement_brut").answer({"date_paie": TODAY})
    assert by_choice(asking, {"date_paie": TODAY}) == ()


@pytest.mark.parametrize("calculator_id", ["indemnites_journalieres", "retenue_greve", "traitement_brut"])
def test_nothing_is_certain_while_a_number_is_asked_for(calculator_id):
    asking = find(calculator_id).answer({})
    assert asking.outcome == "missing_information"
    assert certain_values(asking, {}, TODAY) == ()


def test_a_single_day_that_passes_makes_nothing_certain():
    born = {"date_naissance": date(2026, 10, 3)}
    assert "Dernier jour pour demander le congé" not in _labels("conge_parental", born)
    assert "Dernier jour possible du congé parental" in _labels("conge_parental", born)


def _labels(calculator_id, data):
    return {v.label for v in certain_values(find(calculator_id).answer(data), data, TODAY)}
