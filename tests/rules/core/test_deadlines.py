"""Deadlines: jours francs and months, moved to a working day, and delays counted backwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.calendar import (
    Backward,
    Territory,
    add_jours_ouvrables,
    days_before,
    is_ouvre,
    jours_francs_deadline,
    jours_ouvrables_from,
    months_before,
)
from assistant.rules.core.dates import add_days
from assistant.rules.core.french import FrenchValueError

D = date.fromisoformat
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
TERRITORIES = st.sampled_from(Territory)


@pytest.mark.parametrize(
    ("notified", "expected"),
    [
        ("2026-06-01", "2026-06-17"),
        ("2026-04-14", "2026-04-30"),
        ("2026-04-15", "2026-05-04"),
        ("2026-04-16", "2026-05-04"),
        ("2026-10-23", "2026-11-09"),
        ("2026-10-26", "2026-11-12"),
        ("2026-10-27", "2026-11-12"),
        ("2026-10-01", "2026-10-19"),
        ("2026-10-05", "2026-10-21"),
        ("2026-02-13", "2026-03-02"),
        ("2027-01-29", "2027-02-15"),
        ("2028-02-14", "2028-03-01"),
        ("2026-12-09", "2026-12-28"),
        ("2026-12-16", "2027-01-04"),
    ],
)
def test_fifteen_jours_francs(notified, expected):
    assert jours_francs_deadline(D(notified), 15) == D(expected)


def test_jours_francs_follow_the_territory():
    assert jours_francs_deadline(D("2026-03-18"), 15) == D("2026-04-03")
    assert jours_francs_deadline(D("2026-03-18"), 15, Territory.ALSACE_MOSELLE) == D("2026-04-07")
    assert jours_francs_deadline(D("2026-03-18"), 15, Territory.GUADELOUPE) == D("2026-04-03")


def test_jours_francs_without_extension():
    assert jours_francs_deadline(D("2026-10-01"), 15, extend=False) == D("2026-10-17")
    assert jours_francs_deadline(D("2026-03-02"), 10, extend=False) == D("2026-03-13")


def test_backward_deadlines():
    assert days_before(D("2026-06-15"), 8) == Backward(D("2026-06-07"), D("2026-06-06"))
    assert days_before(D("2026-11-20"), 8).plain == D("2026-11-12")
    assert months_before(D("2026-08-31"), 3) == Backward(D("2026-05-31"), D("2026-05-30"))
    assert months_before(D("2027-05-31"), 3).plain == D("2027-02-28")
    assert months_before(D("2028-03-31"), 1).plain == D("2028-02-29")


@pytest.mark.parametrize("n", [0, -1])
@pytest.mark.parametrize("compute", [add_jours_ouvrables, jours_francs_deadline, jours_ouvrables_from])
def test_a_count_of_days_starts_at_one(compute, n):
    with pytest.raises(FrenchValueError, match=r"^Le nombre de jours .* à partir de 1\.$"):
        compute(D("2026-06-01"), n)


@given(DAYS, st.integers(1, 60), TERRITORIES)
def test_jours_francs_never_end_on_a_day_off(event, n, territory):
    found = jours_francs_deadline(event, n, territory)
    raw = jours_francs_deadline(event, n, territory, extend=False)
    assert found.weekday() < 5
    assert is_ouvre(found, territory)
    assert (raw - event).days == n + 1
    assert raw <= found <= raw + timedelta(days=5)
    assert not any(is_ouvre(add_days(raw, i), territory) for i in range((found - raw).days))


@given(DAYS, DAYS, st.integers(1, 60), TERRITORIES)
def test_jours_francs_never_shrink_as_the_event_comes_later(a, b, n, territory):
    low, high = sorted((a, b))
    assert jours_francs_deadline(low, n, territory) <= jours_francs_deadline(high, n, territory)


@given(DAYS, st.integers(0, 120))
def test_safe_reading_is_the_eve_of_the_plain_one(event, n):
    for found in (days_before(event, n), months_before(event, n)):
        assert found.safe == found.plain - timedelta(days=1)
        assert found.plain <= event


def test_every_day_from_2024_to_2028_gives_a_deadline_on_a_working_day():
    for i in range((date(2029, 1, 1) - date(2024, 1, 1)).days):
        event = add_days(date(2024, 1, 1), i)
        found = jours_francs_deadline(event, 15)
        assert is_ouvre(found)
        assert found > event
