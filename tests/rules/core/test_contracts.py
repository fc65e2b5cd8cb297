"""Contracts as people list them, and the services that count."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.contracts import Contrat, parse_contract, services
from assistant.rules.core.dates import Period, add_months, next_day
from assistant.rules.core.french import FrenchValueError

A, B = date(2023, 9, 1), date(2024, 8, 31)
ACT = date(2026, 3, 16)
ADVICE = (
    "écrivez « du 1er septembre 2023 au 31 août 2024 », un contrat par ligne ou séparés par un point-virgule",
    "fin de contrat « fâché » inconnue ; écrivez demission, licenciement, en cours, terme",
    "Il manque l'année",
    "« hier »",
)


def contract(first: date, last: date | None, why: str = "terme") -> Contrat:
    return Contrat.model_validate({"debut": first, "dernier_jour": last, "fin": why})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("du 1/9/2023 au 31/8/2024 (licenciement)", {"debut": A, "dernier_jour": B, "fin": "licenciement"}),
        ("du 1/9/2023 au 31/8/2024 (Terme)", {"debut": A, "dernier_jour": B, "fin": "terme"}),
        ("du 1er septembre 2023 au 31 août 2024", {"debut": A, "dernier_jour": B, "fin": "terme"}),
        ("1/9/2023 au 31/8/2024 (Démission)", {"debut": A, "dernier_jour": B, "fin": "demission"}),
        ("Du 01/09/2023 jusqu'au 31/08/2024 (en cours)", {"debut": A, "dernier_jour": B, "fin": "en_cours"}),
        ("depuis le 1er sept. 2023", {"debut": A, "fin": "en_cours"}),
        ("à partir du 01/09/2023", {"debut": A, "fin": "en_cours"}),
    ],
)
def test_written_contracts(written: str, expected: dict[str, object]) -> None:
    assert parse_contract(written) == expected


@pytest.mark.parametrize(
    "written", ["2023", "du 1er mai au 2 juin 2024", "du 1/9/2023 au 31/8/2024 (fâché)", "depuis hier"]
)
def test_unclear_contracts_are_asked_again(written: str) -> None:
    with pytest.raises(FrenchValueError) as caught:
        parse_contract(written)
    assert any(advice in str(caught.value) for advice in ADVICE)


def test_a_gap_of_exactly_the_limit_counts_and_one_day_more_does_not() -> None:
    exact = [contract(A, B), contract(date(2025, 1, 1), None, "en_cours")]
    assert [p.first for p in services(exact, ACT, 4)] == [A, date(2025, 1, 1)]
    more = [contract(A, B), contract(date(2025, 1, 2), None, "en_cours")]
    assert [p.first for p in services(more, ACT, 4)] == [date(2025, 1, 2)]


def test_services_stop_on_the_eve_of_the_act() -> None:
    assert services([contract(A, None)], ACT, 4) == (Period(A, date(2026, 3, 15)),)
    assert services([contract(ACT, None)], ACT, 4) == ()
    assert services([contract(A, None), contract(next_day(ACT), None)], ACT, 4) == (Period(A, date(2026, 3, 15)),)


def test_a_past_resignation_erases_what_precedes_it_and_a_coming_one_does_not() -> None:
    resigned = [contract(A, B, "demission"), contract(date(2024, 9, 1), None, "en_cours")]
    assert services(resigned, ACT, 4) == (Period(date(2024, 9, 1), date(2026, 3, 15)),)
    coming = [contract(A, date(2026, 4, 30), "demission")]
    assert services(coming, ACT, 4) == (Period(A, date(2026, 3, 15)),)
    same_day = [contract(A, ACT, "demission")]
    assert services(same_day, ACT, 4) == (Period(A, date(2026, 3, 15)),)


def test_only_what_follows_the_last_resignation_counts() -> None:
    listed = [
        contract(date(2022, 9, 1), date(2023, 8, 31), "demission"),
        contract(A, B, "demission"),
        contract(date(2024, 9, 1), date(2025, 8, 31)),
        contract(date(2025, 9, 1), None, "en_cours"),
    ]
    assert services(listed, ACT, 4) == (Period(date(2024, 9, 1), date(2026, 3, 15)),)


def test_the_order_of_the_list_does_not_matter() -> None:
    both = [contract(date(2025, 1, 1), None), contract(A, B)]
    assert services(both, ACT, 4) == services(both[::-1], ACT, 4)


@given(st.integers(1, 60), st.integers(0, 8), st.integers(1, 30))
def test_adding_a_contract_before_a_long_gap_changes_nothing(months: int, gap: int, days: int) -> None:
    last = contract(date(2025, 9, 1), None, "en_cours")
    end = add_months(date(2025, 9, 1), -gap - 4)
    old = contract(add_months(end, -months), end.replace(day=1) if days > 15 else end)
    alone, both = services([last], ACT, 4), services([old, last], ACT, 4)
    assert both[-1:] == alone
    if gap > 0:
        assert both == alone
