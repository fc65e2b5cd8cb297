"""Months, years and periods: tables of the known traps, then laws over every date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.dates import (
    Period,
    add_days,
    add_months,
    add_years,
    eve,
    months_between,
    next_day,
    seniority_between,
)
from assistant.rules.core.french import FrenchValueError

D = date.fromisoformat
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(-600, 600)
EVERY_DAY = [date(2024, 1, 1) + timedelta(days=i) for i in range((date(2029, 1, 1) - date(2024, 1, 1)).days)]


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
