"""School holidays of zones A, B and C, against the calendars published by the ministry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.rules.core import calendar
from assistant.rules.core.calendar import (
    SCHOOL_CALENDAR,
    NotCoveredError,
    SchoolZone,
    Territory,
    is_holiday,
    is_jour_de_classe,
    school_holiday_name,
    school_holidays,
    zone_of_academie,
)
from assistant.rules.core.dates import Period, add_days

D = date.fromisoformat
ONE = timedelta(days=1)


def every_day(first: str, last: str) -> list[date]:
    p = Period(D(first), D(last))
    return [add_days(p.first, i) for i in range(p.days)]


# Published calendar (arrêtés of 7/12/2022 and 22/10/2025): end of classes (that day is free), return to class.
COMMON = {
    "Toussaint": [
        ("2023-10-21", "2023-11-06"),
        ("2024-10-19", "2024-11-04"),
        ("2025-10-18", "2025-11-03"),
        ("2026-10-17", "2026-11-02"),
    ],
    "Noël": [
        ("2023-12-23", "2024-01-08"),
        ("2024-12-21", "2025-01-06"),
        ("2025-12-20", "2026-01-05"),
        ("2026-12-19", "2027-01-04"),
    ],
    "Ascension": [
        ("2024-05-09", "2024-05-13"),
        ("2025-05-29", "2025-06-02"),
        ("2026-05-14", "2026-05-18"),
        ("2027-05-06", "2027-05-10"),
    ],
    "été": [("2024-07-06", "2024-09-02"), ("2025-07-05", "2025-09-01"), ("2026-07-04", "2026-09-01")],
}
BY_ZONE = {
    SchoolZone.A: [
        ("2024-02-17", "2024-03-04"),
        ("2024-04-13", "2024-04-29"),
        ("2025-02-22", "2025-03-10"),
        ("2025-04-19", "2025-05-05"),
        ("2026-02-07", "2026-02-23"),
        ("2026-04-04", "2026-04-20"),
        ("2027-02-13", "2027-03-01"),
        ("2027-04-10", "2027-04-26"),
    ],
    SchoolZone.B: [
        ("2024-02-24", "2024-03-11"),
        ("2024-04-20", "2024-05-06"),
        ("2025-02-08", "2025-02-24"),
        ("2025-04-05", "2025-04-22"),
        ("2026-02-14", "2026-03-02"),
        ("2026-04-11", "2026-04-27"),
        ("2027-02-20", "2027-03-08"),
        ("2027-04-17", "2027-05-03"),
    ],
    SchoolZone.C: [
        ("2024-02-10", "2024-02-26"),
        ("2024-04-06", "2024-04-22"),
        ("2025-02-15", "2025-03-03"),
        ("2025-04-12", "2025-04-28"),
        ("2026-02-21", "2026-03-09"),
        ("2026-04-18", "2026-05-04"),
        ("2027-02-06", "2027-02-22"),
        ("2027-04-03", "2027-04-19"),
    ],
}


@pytest.mark.parametrize("zone", SchoolZone)
def test_school_holidays_are_the_published_ones(zone):
    published = [dates for several in COMMON.values() for dates in several] + BY_ZONE[zone]
    wanted = sorted(Period.half_open(D(start), D(back)) for start, back in published)
    found = [p for _, p in school_holidays(Period(D("2023-09-04"), D("2027-07-02")), zone)]
    assert found == wanted


@pytest.mark.parametrize("zone", SchoolZone)
def test_school_holidays_hold_the_public_holidays_inside_them(zone):
    for _, p in school_holidays(SCHOOL_CALENDAR, zone):
        assert all(school_holiday_name(add_days(p.first, i), zone) for i in range(p.days))
    assert school_holiday_name(D("2026-12-25"), zone) == "Vacances de Noël"
    assert school_holiday_name(D("2027-01-01"), zone) == "Vacances de Noël"


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        ("2026-09-01", "B", True),
        ("2026-08-31", "B", False),
        ("2026-11-11", "B", False),
        ("2026-11-12", "B", True),
        ("2026-11-14", "B", False),
        ("2027-02-19", "B", True),
        ("2027-02-22", "B", False),
        ("2027-02-22", "C", True),
        ("2027-05-07", "A", False),
        ("2027-05-10", "A", True),
        ("2027-07-02", "A", True),
        ("2027-07-05", "A", False),
    ],
)
def test_days_of_class(day, zone, expected):
    assert is_jour_de_classe(D(day), SchoolZone(zone)) is expected


def test_classes_stop_on_the_public_holidays_of_the_territory():
    assert is_jour_de_classe(D("2026-05-22"), SchoolZone.B)
    assert is_jour_de_classe(D("2027-03-26"), SchoolZone.B)
    assert not is_jour_de_classe(D("2027-03-26"), SchoolZone.B, Territory.ALSACE_MOSELLE)


@pytest.mark.parametrize("zone", SchoolZone)
def test_nothing_changes_if_the_library_leaves_out_the_public_holidays(zone, monkeypatch):
    days = every_day("2023-09-02", "2028-08-30")
    whole = {d: school_holiday_name(d, zone) for d in days}
    listed = calendar._school_days
    kept = {y: {d: n for d, n in listed(y, zone).items() if not is_holiday(d)} for y in range(2023, 2029)}
    monkeypatch.setattr(calendar, "_school_days", lambda year, _zone: kept[year])
    changed = {d for d in days if school_holiday_name(d, zone) != whole[d]}
    # Only the first or last day of a break can be lost: there, a public holiday has no break on both sides.
    assert all(whole[d - ONE] is None or whole[d + ONE] is None for d in changed)
    assert all(is_holiday(d) for d in changed)
    assert not changed & {D(f"{y}-{day}") for y in range(2024, 2028) for day in ("01-01", "07-14", "08-15", "12-25")}


@pytest.mark.parametrize("zone", SchoolZone)
def test_every_month_of_the_school_calendar_has_an_answer(zone):
    for year in range(2024, 2028):
        days = every_day(f"{year}-01-01", f"{year}-12-31")
        off = [d for d in days if school_holiday_name(d, zone)]
        # Sixteen weeks off or so: the calendar has thirty-six weeks of class.
        assert 110 <= len(off) <= 130
    assert all(school_holiday_name(d, zone) for d in every_day("2028-07-05", "2028-08-31"))


@pytest.mark.parametrize("day", ["2023-08-31", "2028-09-01", "2031-01-15"])
def test_unpublished_school_years_are_refused_in_french(day):
    with pytest.raises(
        NotCoveredError,
        match=r"^Le calendrier scolaire est connu du 1er septembre 2023 au 31 août 2028, .* votre académie\.$",
    ):
        school_holiday_name(D(day), SchoolZone.A)
    with pytest.raises(NotCoveredError):
        is_jour_de_classe(D(day), SchoolZone.B)


@pytest.mark.parametrize(
    ("academie", "zone"),
    [
        ("Nice", "B"),
        ("académie de Nice", "B"),
        ("Aix-Marseille", "B"),
        ("Aix Marseille", "B"),
        ("Académie d’Orléans-Tours", "B"),
        ("LYON", "A"),
        ("Besançon", "A"),
        ("Clermont-Ferrand", "A"),
        ("Créteil", "C"),
        ("versailles", "C"),
        ("Strasbourg", "B"),
    ],
)
def test_zone_of_an_academie(academie, zone):
    assert zone_of_academie(academie) == zone


def test_each_mainland_academie_but_corsica_has_one_zone():
    named = (
        "Besançon Bordeaux Clermont-Ferrand Dijon Grenoble Limoges Lyon Poitiers Aix-Marseille Amiens Lille".split()
    )
    named += "Nancy-Metz Nantes Nice Normandie Orléans-Tours Reims Rennes Strasbourg Créteil Montpellier".split()
    named += "Paris Toulouse Versailles".split()
    counts = [sum(zone_of_academie(name) is zone for name in named) for zone in SchoolZone]
    assert counts == [8, 11, 5]


@pytest.mark.parametrize("academie", ["Corse", "La Réunion", "", "Marseille", "Nice Lyon"])
def test_other_calendars_are_refused_in_french(academie):
    with pytest.raises(
        NotCoveredError, match=r"^L'académie .* n'est pas dans une zone A, B ou C : .* demander au rectorat\.$"
    ):
        zone_of_academie(academie)
