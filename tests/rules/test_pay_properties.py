"""What must hold of pay whatever the figures: it grows with the quotité and the échelon, and strikes never pay."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.rules.calculators.remuneration._greve import jours_comptes, trentiemes
from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

MONTH = "2026-10-01"
FEW = settings(max_examples=40, deadline=None, derandomize=True)
quotites = st.integers(1, 100)
echelons = st.integers(1, 11)
days = st.lists(st.dates(date(2026, 1, 1), date(2026, 6, 30)), min_size=1, max_size=8)


def result(calculator: str, **facts: Any) -> Result:
    found = find(calculator).outcome(facts)
    assert isinstance(found, Result)
    return found


@FEW
@given(echelons, quotites, quotites)
def test_gross_follows_the_quotite(echelon: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    totals = [result("traitement_brut", echelon=echelon, quotite=q, date_paie=MONTH)["total"] for q in (low, high)]
    assert totals[0] <= totals[1]


@FEW
@given(st.integers(1, 10), quotites)
def test_an_echelon_never_loses_and_nobody_is_below_the_minimum_wage(echelon: int, quotite: int) -> None:
    here, above = (
        result("traitement_brut", echelon=e, quotite=quotite, date_paie=MONTH) for e in (echelon, echelon + 1)
    )
    assert here["total"] <= above["total"] + Decimal("0.01")
    floor = here["smic_mensuel"] * quotite / 100
    assert here["traitement_brut"] + here["indemnite_differentielle"] >= floor - Decimal("0.01")


@FEW
@given(st.integers(1, 39 * 60))
def test_the_quotite_of_the_hours_gives_at_least_those_hours_back(minutes: int) -> None:
    quotite = result("quotite_depuis_heures", heures_accompagnement=f"{minutes} min")["quotite"]
    back = result("heures_depuis_quotite", quotite=f"{quotite} %")
    assert back["semaine_minimum"] <= minutes <= back["semaine_maximum"]


@FEW
@given(days, st.dates(date(2026, 1, 1), date(2026, 6, 30)))
def test_one_more_day_of_strike_never_costs_less(struck: list[date], more: date) -> None:
    before, after = jours_comptes(struck, ()), jours_comptes([*struck, more], ())
    assert set(struck) <= set(before)
    assert trentiemes(before) <= trentiemes(after) <= (max(after) - min(after)).days + 1


@FEW
@given(st.dates(date(2026, 1, 1), date(2026, 6, 30)), st.integers(0, 60))
def test_no_month_costs_more_than_thirty_days(first: date, length: int) -> None:
    struck = [first + timedelta(days=i) for i in range(length + 1)]
    months = {(day.year, day.month) for day in struck}
    assert trentiemes(jours_comptes(struck, ())) <= 30 * len(months)


@FEW
@given(st.integers(0, 300), quotites)
def test_more_days_on_a_bicycle_never_pay_less(jours: int, quotite: int) -> None:
    amounts = [
        result("forfait_mobilites", jours=n, quotite=f"{quotite} %", date_trajets=MONTH)["forfait"]
        for n in (jours, jours + 1)
    ]
    assert amounts[0] <= amounts[1]


@FEW
@given(echelons, quotites)
def test_a_slip_made_by_the_rules_is_found_right(echelon: int, quotite: int) -> None:
    paid = result("traitement_brut", echelon=echelon, quotite=quotite, date_paie=MONTH)
    checked = result(
        "fiche_de_paie",
        echelon=echelon,
        quotite=quotite,
        date_paie=MONTH,
        indice_fiche=paid["indice_majore"],
        brut_fiche=paid["traitement_brut"],
        fonctions_fiche=paid["indemnite_fonctions"],
        differentielle_fiche=paid["indemnite_differentielle"],
    )
    assert checked["manque"] == checked["trop"] == 0
