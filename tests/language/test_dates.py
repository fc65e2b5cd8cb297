"""Dates of every kind become days; what leaves the day open stays a period, what does not exist is left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.dates import find_dates, find_periods
from assistant.rules.core.french import format_date

WEDNESDAY = date(2026, 11, 25)
ANY_DAY = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("lundi prochain", [date(2026, 11, 30)]),
        ("lundi dernier", [date(2026, 11, 23)]),
        ("je l'ai reçue vendredi", [date(2026, 11, 20)]),
        ("entretien jeudi", [date(2026, 11, 26)]),
        ("samedi en huit", [date(2026, 12, 5)]),
        ("jeudi de la semaine prochaine", [date(2026, 12, 3)]),
        ("mercredi 16", [date(2026, 12, 16)]),
        ("avant-hier", [date(2026, 11, 23)]),
        ("ce matin", [WEDNESDAY]),
        ("y a 15 jours", [date(2026, 11, 10)]),
        ("dans deux mois", [date(2027, 1, 25)]),
        ("le 3 du mois prochain", [date(2026, 12, 3)]),
        ("fin du mois", [date(2026, 11, 30)]),
        ("fin aout 2027", [date(2027, 8, 31)]),
        ("mi-mars", [date(2027, 3, 15)]),
        ("début avril", [date(2027, 4, 1)]),
        ("1er sept. 2025", [date(2025, 9, 1)]),
        ("du 3 au 12 mars 2027", [date(2027, 3, 3), date(2027, 3, 12)]),
        ("à la rentrée 2027", [date(2027, 9, 1)]),
        ("depuis la rentrée", [date(2026, 9, 1)]),
        ("le 3 mars dernier", [date(2026, 3, 3)]),
        ("convoc du 12 novembre pour un entretien le 20 novembre", [date(2026, 11, 12), date(2026, 11, 20)]),
        ("lundi 8h30-12h et 13h-17h, mon emploi du temps", []),
        ("le 15", []),
        ("le 31 avril 2027", []),
        ("le 2e enfant", []),
    ],
)
def test_dates(text, days):
    assert [found.day for found in find_dates(text, WEDNESDAY)] == days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("la semaine prochaine", date(2026, 11, 30), date(2026, 12, 6)),
        ("en mars", date(2027, 3, 1), date(2027, 3, 31)),
        ("depuis septembre 2023", date(2023, 9, 1), date(2023, 9, 30)),
        ("sept 2022", date(2022, 9, 1), date(2022, 9, 30)),
        ("aesh dep. janvier 2024", date(2024, 1, 1), date(2024, 1, 31)),
        ("depuis 2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_what_names_no_day_is_a_period(text, first, last):
    assert not find_dates(text, WEDNESDAY)
    assert [(p.first, p.last) for p in find_periods(text, WEDNESDAY, [])] == [(first, last)]


@given(ANY_DAY, ANY_DAY)
def test_a_whole_date_is_read_as_written_whatever_the_day(day, today):
    for written in (format_date(day), f"{day:%d/%m/%Y}", day.isoformat(), f"le {format_date(day)} au soir"):
        assert [found.day for found in find_dates(written, today)] == [day]


@given(ANY_DAY, ANY_DAY)
def test_a_date_without_its_year_is_within_a_year(day, today):
    """29 February is looked for further: it may be four years away, and is then left out."""
    for text in (f"le {day.day}/{day.month}", f"reçu le {day.day}/{day.month}"):
        for found in find_dates(text, today):
            assert abs((found.day - today).days) <= 3 * 366
            assert (found.day.day, found.day.month) == (day.day, day.month)
