"""What the user reads: dates, amounts, hours and durations in French."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel.dates import get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core import french
from assistant.rules.core.french import (
    NBSP,
    FrenchValueError,
    format_date,
    format_date_long,
    format_duration,
    format_euros,
    format_hours,
    format_number,
    format_percent,
    join_and,
    plain_spaces,
)


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        ("2026-03-01", "1er mars 2026", "dimanche 1er mars 2026"),
        ("2027-03-01", "1er mars 2027", "lundi 1er mars 2027"),
        ("2026-08-02", "2 août 2026", "dimanche 2 août 2026"),
        ("2026-12-31", "31 décembre 2026", "jeudi 31 décembre 2026"),
        ("2028-02-29", "29 février 2028", "mardi 29 février 2028"),
        ("2026-11-11", "11 novembre 2026", "mercredi 11 novembre 2026"),
        ("2026-05-21", "21 mai 2026", "jeudi 21 mai 2026"),
    ],
)
def test_dates(day, short, long):
    assert format_date(date.fromisoformat(day)) == short
    assert format_date_long(date.fromisoformat(day)) == long


def test_month_and_day_names_are_those_of_french():
    months, days = get_month_names("wide", locale="fr"), get_day_names("wide", locale="fr")
    assert [months[n] for n in range(1, 13)] == list(french.MOIS)
    assert [days[n] for n in range(7)] == list(french.JOURS)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("1867.02", "1867,02 €"),
        ("0", "0,00 €"),
        ("0.125", "0,13 €"),
        ("-0.004", "0,00 €"),
        ("-12.5", "-12,50 €"),
        ("1234567.8", "1 234 567,80 €"),
        ("999.995", "1000,00 €"),
    ],
)
def test_euros(amount, expected):
    assert plain_spaces(format_euros(Decimal(amount))) == expected


def test_numbers_hold_together_with_one_kind_of_space():
    assert format_euros(Decimal("1867.02")) == f"1867,02{NBSP}€"
    assert format_euros(Decimal("12345.6")) == f"12{NBSP}345,60{NBSP}€"
    assert format_percent(62) == f"62{NBSP}%"
    assert format_hours(2352) == f"39{NBSP}h{NBSP}12"
    assert plain_spaces("1\u202f867,02\u00a0€\u2009!") == "1 867,02 € !"


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("1607", None, "1607"),
        ("61.230", None, "61,23"),
        ("62.00", None, "62"),
        ("1E+3", None, "1000"),
        ("100", None, "100"),
        ("0.00", None, "0"),
        ("-0", None, "0"),
        ("4.92278", None, "4,92278"),
        ("61.235", 2, "61,24"),
        ("62", 2, "62,00"),
        ("1607.5", 0, "1608"),
        ("-1607.5", 1, "-1607,5"),
    ],
)
def test_numbers(value, places, expected):
    assert plain_spaces(format_number(Decimal(value), places)) == expected


@pytest.mark.parametrize(("value", "expected"), [("62", "62 %"), ("61.23", "61,23 %"), ("0.50", "0,5 %")])
def test_percentages(value, expected):
    assert plain_spaces(format_percent(Decimal(value))) == expected
    assert plain_spaces(format_percent(Decimal("61.235"), 2)) == "61,24 %"


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "0 h"),
        (5, "5 min"),
        (59, "59 min"),
        (60, "1 h"),
        (65, "1 h 05"),
        (1440, "24 h"),
        (2352, "39 h 12"),
        (96420, "1607 h"),
    ],
)
def test_hours(minutes, expected):
    assert plain_spaces(format_hours(minutes)) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((3, 2, 0), "3 ans et 2 mois"),
        ((1, 0, 0), "1 an"),
        ((2, 6, 0), "2 ans et 6 mois"),
        ((0, 18, 0), "18 mois"),
        ((0, 1, 0), "1 mois"),
        ((0, 0, 1), "1 jour"),
        ((0, 0, 8), "8 jours"),
        ((1, 2, 3), "1 an, 2 mois et 3 jours"),
        ((2, 0, 1), "2 ans et 1 jour"),
        ((0, 0, 0), "0 jour"),
    ],
)
def test_durations(parts, expected):
    assert format_duration(*parts) == expected


def test_negative_durations_are_refused_in_french():
    for part in ("years", "months", "days"):
        with pytest.raises(FrenchValueError, match=r"^Une durée ne peut pas être négative : vérifiez .* dates\.$"):
            format_duration(**{part: -1})
    with pytest.raises(FrenchValueError, match=r"^Une durée en heures ne peut pas .* à partir de 0 h\.$"):
        format_hours(-1)
    assert format_duration() == "0 jour"


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_lists(items, expected):
    assert join_and(items) == expected


def test_counted_nouns():
    assert [french.count(n, "jour") for n in (0, 1, 2, -1)] == ["0 jour", "1 jour", "2 jours", "-1 jour"]
    assert [french.count(n, "mois", "mois") for n in (1, 2)] == ["1 mois", "2 mois"]


def test_every_day_from_2024_to_2028_has_one_name():
    days = [date(2024, 1, 1) + timedelta(days=i) for i in range(1827)]
    assert days[-1] == date(2028, 12, 31)
    assert len({format_date(d) for d in days}) == len(days)
    assert all(format_date_long(d).endswith(f" {format_date(d)}") for d in days)
    assert all("1er" in format_date(d) for d in days if d.day == 1)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_euros_lose_no_cent(amount):
    shown = plain_spaces(format_euros(amount)).removesuffix(" €").replace(" ", "").replace(",", ".")
    assert Decimal(shown) == amount


@given(st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False))
def test_numbers_are_exact_when_no_rounding_is_asked(value):
    shown = plain_spaces(format_number(value)).replace(" ", "").replace(",", ".")
    assert Decimal(shown) == value
    assert not shown.endswith(".")
