"""Laws that hold for every date: paternity, adoption, additional leave, unpaid leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.calendar import is_ouvrable
from assistant.rules.core.dates import add_months, add_years
from assistant.rules.core.outcome import NotConcerned, Result
from assistant.rules.registry import find

DATES = st.dates(date(2024, 1, 1), date(2030, 12, 31))
LONG_AGO = date(2010, 9, 1)
UNPAID = {
    "conge_parental": {"duree_mois": 4, "date_debut_services": LONG_AGO},
    "conge_solidarite_familiale": {},
    "conge_proche_aidant": {},
    "conge_convenances_personnelles": {"duree": "2 ans", "contrat": "cdi"},
    "conge_creation_entreprise": {},
    "conge_elever_enfant": {"date_debut_services": LONG_AGO},
    "conge_suivre_conjoint": {"date_debut_services": LONG_AGO},
    "conge_formation_professionnelle": {"mois_services": 60, "mois_services_administration": 60, "mois_demandes": 8},
}
BIRTH = {"conge_parental": "date_naissance", "conge_elever_enfant": "date_naissance_enfant"}


def result(calculator: str, **facts: Any) -> Result:
    found = find(calculator).outcome(facts)
    assert isinstance(found, Result), found
    return found


def unpaid(calculator: str, start: date, **more: Any) -> Result:
    facts = {**UNPAID[calculator], "date_debut": start, **more}
    if calculator in BIRTH:
        facts[BIRTH[calculator]] = start - timedelta(days=30)
    return result(calculator, **facts)


@given(DATES, st.booleans())
def test_paternity_days_add_up(born: date, twins: bool) -> None:
    found = result("conge_paternite", date_naissance=born, naissances_multiples=twins)
    days = found["conge_naissance"]
    assert len(days) == 3 and all(is_ouvrable(day) for day in days) and days[0] >= born
    assert found["premiere_debut"] == days[-1] + timedelta(days=1)
    assert (found["premiere_fin"] - found["premiere_debut"]).days == 3
    assert found["jours"] == (32 if twins else 25) == 4 + found["seconde_jours"]
    last = found["debut_au_plus_tard"] + timedelta(days=found["seconde_jours"] - 1)
    assert last == found["a_prendre_avant_le"] == add_months(born, 6)


@given(DATES, st.integers(1, 12), st.integers(1, 12))
def test_two_parts_are_accepted_when_long_enough(born: date, first: int, second: int) -> None:
    found = result("conge_paternite", date_naissance=born, periodes=[first, second])
    assert found["periodes_valides"] is (min(first, second) >= 5 and first + second <= 21)


@given(DATES, st.integers(0, 60))
def test_a_stay_in_hospital_adds_at_most_thirty_days(born: date, stay: int) -> None:
    plain = result("conge_paternite", date_naissance=born)
    out = born + timedelta(days=stay)
    found = result("conge_paternite", date_naissance=born, date_fin_hospitalisation=out)
    added = (found["premiere_fin"] - plain["premiere_fin"]).days
    assert 0 <= added <= 30
    assert added == found["jours_hospitalisation"]
    assert found["premiere_fin"] == out or added in (0, 30)


@given(DATES, st.integers(1, 4), st.integers(0, 4), st.booleans())
def test_adoption_weeks(arrival: date, adopted: int, there: int, shared: bool) -> None:
    found = result(
        *("conge_adoption",), enfants_adoptes=adopted, enfants_a_charge=there, partage=shared, date_arrivee=arrival
    )
    weeks = 22 if adopted > 1 else 18 if adopted + there >= 3 else 16
    added = (32 if adopted > 1 else 25) if shared else 0
    assert (found["semaines"], found["jours_total"]) == (weeks, 7 * weeks + added)
    assert found["fin_au_plus_tard"] == add_months(arrival, 8)


@given(st.dates(date(2026, 7, 1), date(2030, 12, 31)), st.integers(0, 320), st.sampled_from((1, 2)))
def test_the_additional_leave_begins_within_nine_months(born: date, wait: int, months: int) -> None:
    start = born + timedelta(days=wait)
    found = result("conge_supplementaire_naissance", date_naissance=born, date_debut=start, mois=months)
    assert found["accessible"] is (start <= add_months(born, 9))
    assert found["fin"] + timedelta(days=1) == add_months(start, months)


@given(st.dates(date(2024, 1, 1), date(2025, 12, 31)))
def test_the_additional_leave_is_not_for_earlier_births(born: date) -> None:
    assert isinstance(find("conge_supplementaire_naissance").outcome({"date_naissance": born}), NotConcerned)


@pytest.mark.parametrize("calculator", UNPAID)
@given(start=DATES)
def test_a_leave_is_asked_before_and_ends_after(calculator: str, start: date) -> None:
    found = unpaid(calculator, start)
    assert found["fin"] >= start
    assert found["retour"] == found["fin"] + timedelta(days=1)
    if "demande_au_plus_tard" in found.values:
        assert found["demande_au_plus_tard"] < start
    for name in ("renouvellement_au_plus_tard", "reemploi_au_plus_tard"):
        if name in found.values:
            assert found[name] < found["fin"]


@pytest.mark.parametrize("calculator", [name for name in UNPAID if name != "conge_convenances_personnelles"])
@given(start=DATES, left=st.integers(0, 2000))
def test_a_leave_never_goes_beyond_a_cdd(calculator: str, start: date, left: int) -> None:
    end = start + timedelta(days=left)
    whole = unpaid(calculator, start, contrat="cdi")
    found = unpaid(calculator, start, contrat="cdd", date_fin_contrat=end)
    assert found["fin"] == min(whole["fin"], end)
    assert ("retour" in found.values) is (found["fin"] != end)


@given(DATES, st.integers(0, 900))
def test_more_than_a_year_is_more_than_a_year(start: date, served: int) -> None:
    services = start - timedelta(days=served)
    found = find("conge_suivre_conjoint").outcome({"date_debut": start, "date_debut_services": services})
    assert isinstance(found, Result) is (add_years(services, 1) < start)


@given(DATES, st.integers(0, 900))
def test_parental_leave_needs_a_year_at_the_birth(born: date, served: int) -> None:
    services = born - timedelta(days=served)
    facts = {"date_naissance": born, "date_debut_services": services, "date_debut": born}
    assert isinstance(find("conge_parental").outcome(facts), Result) is (add_years(services, 1) <= born)


@given(st.integers(0, 14), DATES)
def test_carers_never_pass_a_year(taken: int, start: date) -> None:
    found = find("conge_proche_aidant").outcome({"date_debut": start, "mois_deja_pris": taken})
    if taken >= 12:
        assert isinstance(found, NotConcerned)
        return
    assert isinstance(found, Result)
    assert found["fin"] + timedelta(days=1) == add_months(start, min(3, 12 - taken))
    assert ("renouvellement_au_plus_tard" in found.values) is (taken < 9)
