"""Dates as people type them; what is missing or impossible is asked again, never guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.french import JOURS, MOIS, format_date, format_date_long
from assistant.rules.parsing import FrenchValueError, parse_date

D = date.fromisoformat
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
EVERY_DAY = [date(2024, 1, 1) + timedelta(days=i) for i in range(1827)]


@pytest.mark.parametrize(
    "text",
    [
        "1er septembre 2026",
        "1er sept. 2026",
        "1er sept 2026",
        "1er sep 2026",
        "1 septembre 2026",
        "premier septembre 2026",
        "1er septembre 26",
        "01/09/2026",
        "1/9/2026",
        "1/9/26",
        "01.09.2026",
        "01-09-2026",
        "01 09 2026",
        "2026-09-01",
        "2026/09/01",
        "le 1er septembre 2026",
        "mardi 1er septembre 2026",
        "le mardi 1er septembre 2026",
        "Mardi, 1er septembre 2026",
        "mardi 01/09/2026",
        "  1ER   SEPTEMBRE  2026 ",
        "1\u00a0er\u202fseptembre\u00a02026",
        "1ᵉʳ septembre 2026",
        "1er septembre 2026.",
        "1er-sept-2026",
    ],
)
def test_the_same_day_in_many_ways(text):
    assert parse_date(text) == D("2026-09-01")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 janv. 2027", "2027-01-15"),
        ("15 fev 2027", "2027-02-15"),
        ("15 févr. 2027", "2027-02-15"),
        ("15 avr. 2027", "2027-04-15"),
        ("15 juil. 2027", "2027-07-15"),
        ("15 juill. 2027", "2027-07-15"),
        ("15 aout 2027", "2027-08-15"),
        ("15 AOÛT 2027", "2027-08-15"),
        ("15 oct. 2027", "2027-10-15"),
        ("15 nov. 2027", "2027-11-15"),
        ("15 déc. 2027", "2027-12-15"),
        ("29 février 2028", "2028-02-29"),
        ("29/02/28", "2028-02-29"),
        ("12/03/1985", "1985-03-12"),
        ("12/03/00", "2000-03-12"),
        ("12/03/60", "2060-03-12"),
        ("12/03/1900", "1900-03-12"),
        ("31/12/2100", "2100-12-31"),
        ("01/02/2026", "2026-02-01"),
        ("12/11/2026", "2026-11-12"),
    ],
)
def test_months_years_and_order(text, expected):
    assert parse_date(text) == D(expected)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "vide"),
        ("   ", "vide"),
        ("mai 2026", "manque le jour"),
        ("05/2026", "manque le jour"),
        ("3 mars", "manque l'année"),
        ("1er sept.", "manque l'année"),
        ("3/9", "manque l'année"),
        ("15", "manque le mois et l'année"),
        ("1er", "manque le mois et l'année"),
        ("lundi 15", "manque le mois et l'année"),
        ("31/04/2026", "avril 2026 va du 1er au 30"),
        ("29/02/2026", "février 2026 va du 1er au 28"),
        ("30 février 2028", "février 2028 va du 1er au 29"),
        ("32/01/2026", "janvier 2026 va du 1er au 31"),
        ("0/01/2026", "n'existe pas"),
        ("09/25/2026", "Le mois « 25 » n'existe pas"),
        ("01/00/2026", "Le mois « 00 » n'existe pas"),
        ("2026-13-01", "Le mois « 13 » n'existe pas"),
        ("3 marz 2026", "Le mois « marz » n'existe pas"),
        ("12/03/85", "quatre chiffres"),
        ("12/03/61", "quatre chiffres"),
        ("12/03/1899", "entre 1900 et 2100"),
        ("12/03/2101", "entre 1900 et 2100"),
        ("mercredi 1er septembre 2026", "est un mardi, pas un mercredi"),
        ("1er/09-2026", "par exemple 01/09/2026"),
        ("1/9-26", "par exemple 01/09/2026"),
        ("2026-09-01T00:00:00", "par exemple 01/09/2026"),
        ("2026-09", "par exemple 01/09/2026"),
        ("01092026", "par exemple 01/09/2026"),
        ("demain", "par exemple 01/09/2026"),
        ("dans 15 jours", "par exemple 01/09/2026"),
        ("fin août 2026", "par exemple 01/09/2026"),
        ("2er mars 2026", "par exemple 01/09/2026"),
        ("1²/09/2026", "par exemple 01/09/2026"),
        ("٣/09/2026", "par exemple 01/09/2026"),
        ("du 1er au 3 mars 2026", "par exemple 01/09/2026"),
        ("1/9/026", "par exemple 01/09/2026"),
        ("x" * 500, "par exemple 01/09/2026"),
    ],
)
def test_what_is_refused_and_why(text, says):
    with pytest.raises(FrenchValueError) as error:
        parse_date(text)
    assert says in str(error.value)
    assert re.search(r"(?:vide|ne convient pas)\. [A-ZÉ].*\.$|vérifiez le jour et la date", str(error.value))


@pytest.mark.parametrize("name", JOURS)
def test_the_weekday_is_checked(name):
    text = f"{name} 16 juin 2026"
    if name == "mardi":
        assert parse_date(text) == D("2026-06-16")
    else:
        with pytest.raises(
            FrenchValueError, match=f"Le 16 juin 2026 est un mardi, pas un {name} : vérifiez .* bonne date\\.$"
        ):
            parse_date(text)


def test_every_day_of_every_month_from_2024_to_2028_reads_back():
    for d in EVERY_DAY:
        forms = [format_date(d), format_date_long(d), d.isoformat(), f"{d:%d/%m/%Y}", f"{d.day}/{d.month}/{d:%y}"]
        assert [parse_date(form) for form in forms] == [d] * len(forms)


def test_every_month_without_its_day_is_refused():
    for year in range(2024, 2029):
        for month, name in enumerate(MOIS, 1):
            for text in (f"{name} {year}", f"{month:02d}/{year}", f"{name}", f"15 {name}"):
                with pytest.raises(FrenchValueError):
                    parse_date(text)


@given(DAYS)
def test_what_is_formatted_reads_back(d):
    assert parse_date(format_date(d)) == parse_date(format_date_long(d)) == d


@given(st.integers(0, 40), st.integers(0, 15), st.integers(1900, 2100))
def test_a_date_exists_or_is_refused(day, month, year):
    try:
        wanted = date(year, month, day)
    except ValueError:
        with pytest.raises(FrenchValueError):
            parse_date(f"{day}/{month}/{year}")
    else:
        assert parse_date(f"{day}/{month}/{year}") == wanted
