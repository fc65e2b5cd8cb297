"""Months, years and periods: tables of the known traps, then laws over every date."""

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
    add_months,
    add_years,
    eve,
    exceeds_months,
    gap_between,
    linked,
    merge,
    months_between,
    next_day,
    seniority_between,
    total_seniority,
)
from assistant.rules.core.french import FrenchValueError

D = date.fromisoformat
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(-600, 600)
EVERY_DAY = [date(2024, 1, 1) + timedelta(days=i) for i in range((date(2029, 1, 1) - date(2024, 1, 1)).days)]


def period(first: str, last: str) -> Period:
    return Period(D(first), D(last))


@pytest.mark.parametrize(
    ("origin", "n", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-12-30", 2, "2027-02-28"),
        ("2026-08-30", 1, "2026-09-30"),
        ("2026-08-30", 6, "2027-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2024-02-29", 2, "2024-04-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-11-30", -3, "2026-08-30"),
        ("2027-05-31", -3, "2027-02-28"),
        ("2028-03-31", -1, "2028-02-29"),
        ("2026-08-31", -3, "2026-05-31"),
        ("2027-04-30", -2, "2027-02-28"),
        ("2026-06-30", 0, "2026-06-30"),
    ],
)
def test_months_are_added_from_the_origin_and_clamped(origin, n, expected):
    assert add_months(D(origin), n) == D(expected)


def test_chained_months_would_differ():
    assert add_months(add_months(D("2026-01-31"), 1), 1) == D("2026-03-28")
    assert add_months(D("2026-01-31"), 2) == D("2026-03-31")


@pytest.mark.parametrize(
    ("origin", "n", "expected"),
    [("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2026-09-01", 3, "2029-09-01")],
)
def test_years(origin, n, expected):
    assert add_years(D(origin), n) == D(expected)


@pytest.mark.parametrize(
    ("d", "before", "after"),
    [
        ("2028-03-01", "2028-02-29", "2028-03-02"),
        ("2027-03-01", "2027-02-28", "2027-03-02"),
        ("2027-01-01", "2026-12-31", "2027-01-02"),
        ("2026-03-29", "2026-03-28", "2026-03-30"),
        ("2026-10-25", "2026-10-24", "2026-10-26"),
    ],
)
def test_eve_and_next_day(d, before, after):
    assert (eve(D(d)), next_day(D(d))) == (D(before), D(after))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-08-31", "2026-02-27", 5),
        ("2025-08-31", "2026-02-28", 6),
        ("2025-08-31", "2026-03-01", 6),
        ("2025-09-01", "2026-02-28", 5),
        ("2025-09-01", "2026-03-01", 6),
        ("2025-09-01", "2026-03-02", 6),
        ("2024-09-01", "2026-08-31", 23),
        ("2024-09-01", "2026-09-01", 24),
        ("2024-09-01", "2026-09-02", 24),
        ("2020-02-29", "2022-02-27", 23),
        ("2020-02-29", "2022-02-28", 24),
        ("2024-02-29", "2025-02-27", 11),
        ("2024-02-29", "2025-02-28", 12),
        ("2028-01-31", "2028-02-28", 0),
        ("2028-01-31", "2028-02-29", 1),
        ("2026-06-15", "2026-06-15", 0),
        ("2025-12-31", "2026-01-30", 0),
        ("2025-12-31", "2026-01-31", 1),
    ],
)
def test_complete_months(start, end, expected):
    assert months_between(D(start), D(end)) == expected


def test_end_before_start_is_refused_in_french():
    with pytest.raises(FrenchValueError, match=r"fin \(31 août 2026\) est avant .* début \(1er septembre 2026\)"):
        months_between(D("2026-09-01"), D("2026-08-31"))
    with pytest.raises(FrenchValueError, match="est avant"):
        Period(D("2026-09-01"), D("2026-08-31"))


@pytest.mark.parametrize("compute", [add_months, add_years, add_days])
@pytest.mark.parametrize("n", [100_000_000, -100_000_000, 10**30])
def test_leaving_the_calendar_is_refused_in_french(compute, n):
    with pytest.raises(FrenchValueError, match="sort du calendrier"):
        compute(D("2026-01-01"), n)


def test_the_edges_of_the_calendar_are_refused():
    with pytest.raises(FrenchValueError):
        next_day(date.max)
    with pytest.raises(FrenchValueError):
        eve(date.min)


def slow_months(start: date, end: date) -> int:
    n = 0
    while add_months(start, n + 1) <= end:
        n += 1
    return n


@given(DAYS, MONTHS, MONTHS)
def test_add_months_is_monotone_in_the_number(d, m, n):
    low, high = sorted((m, n))
    assert add_months(d, low) <= add_months(d, high)
    assert m == n or add_months(d, m) != add_months(d, n)


@given(DAYS, DAYS, MONTHS)
def test_add_months_is_monotone_in_the_origin(a, b, n):
    low, high = sorted((a, b))
    assert add_months(low, n) <= add_months(high, n)


@given(DAYS, MONTHS)
def test_add_months_lands_in_the_right_month_on_the_right_day(d, n):
    found = add_months(d, n)
    assert (found.year * 12 + found.month) - (d.year * 12 + d.month) == n
    assert found.day == d.day or (found.day < d.day and next_day(found).day == 1)


@given(DAYS, st.integers(0, 600))
def test_months_between_undoes_add_months(d, n):
    reached = add_months(d, n)
    assert months_between(d, reached) == n
    assert n == 0 or months_between(d, eve(reached)) == n - 1


@given(DAYS, st.integers(0, 1500))
def test_months_between_agrees_with_counting_one_by_one(d, days):
    end = d + timedelta(days=days)
    assert months_between(d, end) == slow_months(d, end)


@given(DAYS, st.integers(0, 20_000))
def test_seniority_rebuilds_the_end(d, days):
    end = d + timedelta(days=days)
    found = seniority_between(d, end)
    assert add_days(add_months(d, found.months), found.days) == end
    assert 0 <= found.days <= 30


def test_every_day_from_2024_to_2028_steps_by_one():
    for d in EVERY_DAY:
        assert next_day(eve(d)) == d
        assert eve(d) < d < next_day(d)
        assert months_between(d, add_months(d, 24)) == 24
        assert Period(d, d).days == 1


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
    ("other", "expected"),
    [
        (("2026-01-01", "2026-01-31"), False),
        (("2026-01-01", "2026-02-01"), True),
        (("2026-02-10", "2026-02-12"), True),
        (("2026-02-28", "2026-03-31"), True),
        (("2026-03-01", "2026-03-31"), False),
    ],
)
def test_overlap(other, expected):
    february = period("2026-02-01", "2026-02-28")
    assert february.overlaps(period(*other)) is expected
    assert period(*other).overlaps(february) is expected


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
