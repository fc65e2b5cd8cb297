"""Public holidays, working days, deadlines and school holidays, against dates published by the State."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.calendar import (
    Territory,
    add_jours_ouvrables,
    custom_day_name,
    holiday_name,
    is_holiday,
    is_ouvrable,
    is_ouvre,
    jours_ouvrables_from,
    next_ouvrable,
    next_ouvre,
)
from assistant.rules.core.dates import Period, add_days
from assistant.rules.core.french import FrenchValueError

D = date.fromisoformat
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
TERRITORIES = st.sampled_from(Territory)
FIXED = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
ABOLITION = {
    Territory.GUADELOUPE: (5, 27),
    Territory.MARTINIQUE: (5, 22),
    Territory.GUYANE: (6, 10),
    Territory.LA_REUNION: (12, 20),
    Territory.MAYOTTE: (4, 27),
    Territory.SAINT_BARTHELEMY: (10, 9),
}


def every_day(first: str, last: str) -> list[date]:
    p = Period(D(first), D(last))
    return [add_days(p.first, i) for i in range(p.days)]


def legal_holidays(year: int, territory: Territory) -> set[date]:
    sunday = easter(year)
    days = {date(year, m, d) for m, d in FIXED} | {sunday + timedelta(days=n) for n in (1, 39, 50)}
    if territory is Territory.ALSACE_MOSELLE:
        days |= {sunday - timedelta(days=2), date(year, 12, 26)}
    if territory in ABOLITION:
        days.add(date(year, *ABOLITION[territory]))
    return days


@pytest.mark.parametrize("territory", Territory)
@pytest.mark.parametrize("year", range(2024, 2031))
def test_public_holidays_are_those_of_the_law(year, territory):
    found = {d for d in every_day(f"{year}-01-01", f"{year}-12-31") if is_holiday(d, territory)}
    assert found == legal_holidays(year, territory)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "Jour de l'an"),
        ("2026-04-06", "Lundi de Pâques"),
        ("2026-05-01", "Fête du Travail"),
        ("2026-05-08", "Fête de la Victoire"),
        ("2026-05-14", "Ascension"),
        ("2026-05-25", "Lundi de Pentecôte"),
        ("2026-07-14", "Fête nationale"),
        ("2026-08-15", "Assomption"),
        ("2026-11-01", "Toussaint"),
        ("2026-11-11", "Armistice"),
        ("2026-12-25", "Noël"),
        ("2027-03-29", "Lundi de Pâques"),
        ("2027-05-06", "Ascension"),
        ("2027-05-17", "Lundi de Pentecôte"),
        ("2028-04-17", "Lundi de Pâques"),
        ("2026-04-05", None),
        ("2026-04-03", None),
        ("2026-12-26", None),
    ],
)
def test_names_in_french(day, name):
    assert holiday_name(D(day)) == name


def test_names_away_from_the_mainland():
    assert holiday_name(D("2026-04-03"), Territory.ALSACE_MOSELLE) == "Vendredi saint"
    assert holiday_name(D("2026-12-26"), Territory.ALSACE_MOSELLE) == "Saint-Étienne"
    assert holiday_name(D("2026-12-20"), Territory.LA_REUNION) == "Abolition de l'esclavage"


@pytest.mark.parametrize(
    ("day", "territory", "name"),
    [
        ("2026-03-12", Territory.GUADELOUPE, "Mi-Carême"),
        ("2026-04-03", Territory.GUADELOUPE, "Vendredi saint"),
        ("2026-07-21", Territory.GUADELOUPE, "Fête de Victor Schoelcher"),
        ("2026-07-21", Territory.MARTINIQUE, "Fête de Victor Schoelcher"),
        ("2026-05-27", Territory.GUADELOUPE, None),
        ("2026-07-14", Territory.GUADELOUPE, None),
        ("2026-04-03", Territory.ALSACE_MOSELLE, None),
        ("2026-07-21", Territory.METROPOLE, None),
    ],
)
def test_days_of_custom_are_told_apart(day, territory, name):
    assert custom_day_name(D(day), territory) == name
    if name:
        assert not is_holiday(D(day), territory)


@pytest.mark.parametrize("year", [1983, 2100])
def test_years_outside_the_calendar_are_refused_in_french(year):
    with pytest.raises(FrenchValueError, match=f"de 1984 à 2099 : vérifiez l'année {year}"):
        is_holiday(date(year, 6, 1))


def test_the_first_and_last_years_are_covered():
    assert is_holiday(date(1984, 5, 1))
    assert is_holiday(date(2099, 5, 1))


@pytest.mark.parametrize(
    ("day", "ouvrable", "ouvre"),
    [
        ("2026-04-30", True, True),
        ("2026-05-01", False, False),
        ("2026-05-02", True, False),
        ("2026-05-03", False, False),
        ("2026-05-04", True, True),
    ],
)
def test_working_days(day, ouvrable, ouvre):
    assert (is_ouvrable(D(day)), is_ouvre(D(day))) == (ouvrable, ouvre)


@pytest.mark.parametrize(
    ("event", "n", "expected"),
    [
        ("2026-03-02", 5, "2026-03-07"),
        ("2026-03-02", 6, "2026-03-09"),
        ("2026-05-07", 5, "2026-05-15"),
        ("2026-05-07", 6, "2026-05-16"),
        ("2026-03-07", 1, "2026-03-09"),
        ("2026-12-24", 1, "2026-12-26"),
    ],
)
def test_nth_jour_ouvrable(event, n, expected):
    assert add_jours_ouvrables(D(event), n) == D(expected)


def test_nth_jour_ouvrable_in_alsace_moselle():
    assert add_jours_ouvrables(D("2026-12-24"), 1, Territory.ALSACE_MOSELLE) == D("2026-12-28")


@pytest.mark.parametrize(
    ("birth", "days"),
    [
        ("2026-04-30", ["2026-04-30", "2026-05-02", "2026-05-04"]),
        ("2026-06-14", ["2026-06-15", "2026-06-16", "2026-06-17"]),
        ("2026-06-15", ["2026-06-15", "2026-06-16", "2026-06-17"]),
    ],
)
def test_first_jours_ouvrables_of_a_birth(birth, days):
    assert jours_ouvrables_from(D(birth), 3) == tuple(map(D, days))


def test_next():
    assert next_ouvre(D("2026-05-08")) == D("2026-05-11")
    assert next_ouvre(D("2026-05-07")) == D("2026-05-07")
    assert next_ouvrable(D("2026-05-08")) == D("2026-05-09")
    assert next_ouvrable(D("2026-05-09")) == D("2026-05-09")


@given(DAYS, st.integers(1, 40), TERRITORIES)
def test_nth_jour_ouvrable_agrees_with_counting(event, n, territory):
    found = add_jours_ouvrables(event, n, territory)
    between = [add_days(event, i) for i in range(1, (found - event).days + 1)]
    worked = [d for d in between if d.weekday() != 6 and d not in legal_holidays(d.year, territory)]
    assert len(worked) == n
    assert worked[-1] == found
