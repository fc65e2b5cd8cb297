"""Periods with inclusive ends, the gaps between them, and the service they add up to."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.dates import (
    Period,
    Seniority,
    add_days,
    exceeds_months,
    gap_between,
    linked,
    merge,
    total_seniority,
)

D = date.fromisoformat
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def period(first: str, last: str) -> Period:
    return Period(D(first), D(last))


@pytest.mark.parametrize(
    ("first", "last", "days", "seniority"),
    [
        ("2025-09-01", "2026-02-28", 181, (6, 0)),
        ("2025-09-01", "2026-02-27", 180, (5, 27)),
        ("2025-09-01", "2026-08-31", 365, (12, 0)),
        ("2027-09-01", "2028-08-31", 366, (12, 0)),
        ("2026-06-15", "2026-06-15", 1, (0, 1)),
        ("2024-09-02", "2025-07-04", 306, (10, 3)),
        ("2025-09-01", "2025-12-19", 110, (3, 19)),
    ],
)
def test_period_is_inclusive(first, last, days, seniority):
    found = period(first, last)
    assert found.days == days
    assert found.seniority == Seniority(*seniority)
    assert found.end == D(last) + timedelta(days=1)
    assert Period.half_open(found.first, found.end) == found


def test_period_holds_its_ends_and_nothing_else():
    p = period("2026-05-31", "2026-06-30")
    assert [d in p for d in map(D, ("2026-05-30", "2026-05-31", "2026-06-30", "2026-07-01"))] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-01", None),
        ("2026-01-15", None),
        ("2026-02-02", ("2026-02-01", "2026-02-01")),
        ("2026-02-28", ("2026-02-01", "2026-02-27")),
        ("2026-03-01", ("2026-02-01", "2026-02-28")),
        ("2027-03-01", ("2026-02-01", "2026-02-28")),
    ],
)
def test_part_before_a_day(day, expected):
    found = period("2026-02-01", "2026-02-28").before(D(day))
    assert found == (period(*expected) if expected else None)


@pytest.mark.parametrize(
    ("gap", "exceeds"),
    [
        (("2024-09-01", "2024-12-30"), False),
        (("2024-09-01", "2024-12-31"), False),
        (("2024-09-01", "2025-01-01"), True),
        (("2026-07-01", "2026-10-31"), False),
        (("2026-07-01", "2026-11-01"), True),
        (("2026-10-31", "2027-02-27"), False),
        (("2026-10-31", "2027-02-28"), True),
        (("2027-10-31", "2028-02-28"), False),
        (("2027-10-31", "2028-02-29"), True),
        (("2026-11-01", "2027-02-28"), False),
    ],
)
def test_gap_of_exactly_four_months_does_not_exceed_four(gap, exceeds):
    assert exceeds_months(period(*gap), 4) is exceeds


def test_gap_between_contracts():
    first, second = period("2023-09-01", "2024-08-31"), period("2025-01-01", "2026-08-31")
    assert gap_between(first, second) == gap_between(second, first) == period("2024-09-01", "2024-12-31")
    assert gap_between(first, period("2024-09-01", "2025-08-31")) is None
    assert gap_between(first, period("2024-08-01", "2025-08-31")) is None
    assert gap_between(first, period("2024-09-02", "2025-08-31")) == period("2024-09-01", "2024-09-01")


def test_merge_counts_no_day_twice():
    found = merge(
        [period("2026-03-01", "2026-04-15"), period("2026-01-01", "2026-01-31"), period("2026-02-01", "2026-03-10")]
    )
    assert found == (period("2026-01-01", "2026-04-15"),)
    apart = (period("2026-01-01", "2026-01-31"), period("2026-02-02", "2026-03-10"))
    assert merge(reversed(apart)) == apart
    assert merge([period("2026-01-01", "2026-12-31"), period("2026-03-01", "2026-03-31")]) == (
        period("2026-01-01", "2026-12-31"),
    )


def test_linked_contracts_stop_at_the_first_long_gap():
    old, middle, last = (
        period("2020-09-01", "2021-08-31"),
        period("2022-01-02", "2022-08-31"),
        period("2023-01-01", "2023-08-31"),
    )
    assert linked([last, old, middle], 4) == (middle, last)
    assert linked([last, old, middle], 5) == (old, middle, last)
    assert linked([old, middle, last], 3) == (last,)
    assert linked([], 4) == ()


THREE_CONTRACTS = [
    period("2024-09-02", "2025-07-04"),
    period("2025-09-01", "2025-12-19"),
    period("2026-01-05", "2026-07-03"),
]


def test_seniority_over_contracts_adds_months_then_days():
    assert total_seniority(linked(THREE_CONTRACTS, 4), D("2026-03-02")) == Seniority(15, 17)
    assert total_seniority(THREE_CONTRACTS[:1]) == Seniority(10, 3)
    assert total_seniority(THREE_CONTRACTS, D("2024-09-02")) == Seniority(0, 0)
    assert total_seniority([]) == Seniority(0)


def test_seniority_across_a_gap_of_four_months():
    contracts = [period("2023-09-01", "2024-08-31"), period("2025-01-01", "2026-08-31")]
    assert total_seniority(linked(contracts, 4), D("2026-03-16")) == Seniority(26, 15)


def test_contracts_that_follow_on_make_one_block():
    blocks = [period("2025-01-31", "2025-02-27"), period("2025-02-28", "2025-03-30")]
    assert total_seniority(blocks) == Seniority(2, 0)
    assert total_seniority([period("2024-09-01", "2025-08-31"), period("2025-09-01", "2026-08-31")]) == Seniority(
        24, 0
    )


def test_thirty_days_over_two_contracts_make_a_month():
    half = [period("2026-01-01", "2026-01-15"), period("2026-03-01", "2026-03-15")]
    assert total_seniority(half) == Seniority(1, 0)
    assert total_seniority([half[0], period("2026-03-01", "2026-03-14")]) == Seniority(0, 29)


def test_seniority_compares_and_splits_exactly():
    assert Seniority(23, 30) < Seniority(24) <= Seniority(24, 0) < Seniority(24, 1)
    assert Seniority(38, 5).split() == (3, 2, 5)
    assert Seniority(38).years == 3


@given(st.lists(st.tuples(DAYS, st.integers(0, 800)), max_size=6), DAYS, st.integers(0, 400))
def test_seniority_never_shrinks_as_the_act_comes_later(spans, act, later):
    contracts = [Period(d, add_days(d, n)) for d, n in spans]
    assert total_seniority(contracts, act) <= total_seniority(contracts, add_days(act, later))


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), max_size=6))
def test_merged_periods_are_apart_and_hold_the_same_days(spans):
    contracts = [Period(d, add_days(d, n)) for d, n in spans]
    merged = merge(contracts)
    assert all(gap_between(a, b) is not None for a, b in pairwise(merged))
    days = {add_days(p.first, i) for p in contracts for i in range(p.days)}
    assert sum(p.days for p in merged) == len(days)


@given(DAYS, st.integers(0, 2000), st.integers(1, 48))
def test_a_period_exceeds_n_months_when_it_holds_n_months_and_a_day(first, n, months):
    p = Period(first, add_days(first, n))
    assert exceeds_months(p, months) == (p.seniority > Seniority(months))
