"""Amounts in euros and percentages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.french import format_euros, format_percent
from assistant.rules.parsing import FrenchValueError, parse_amount, parse_percent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 867,02 €", "1867.02"),
        ("1\u202f867,02\u00a0€", "1867.02"),
        ("1867.02", "1867.02"),
        ("1867,02", "1867.02"),
        ("1.867,02 €", "1867.02"),
        ("1.234.567,80 €", "1234567.80"),
        ("1 867 euros", "1867"),
        ("1867 EUR", "1867"),
        ("1 euro", "1"),
        ("1867€02", "1867.02"),
        ("1 867 € 02", "1867.02"),
        ("€ 1867,5", "1867.5"),
        ("12,5", "12.5"),
        ("0,05 €", "0.05"),
        ("0", "0"),
        ("1 234 567", "1234567"),
    ],
)
def test_amounts(text, expected):
    found = parse_amount(text)
    assert found == Decimal(expected)
    assert str(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "1.867", "1,867", "1.867 €", "1 867,025 €", "1,867.02", "12 34", "1 86 7", "18 67,02", "1867,02,01"),
        *(
            "-5",
            "−5 €",
            "+5",
            "1867 € brut",
            "1867 € par mois",
            "environ 1800",
            "1800-1900",
            "1,8 k€",
            "douze",
            "12 $",
        ),
        *("1867 €€", "€", ",50", "1867,", "1867€5", "1e3", "NaN", "Infinity", "1²", "9" * 40, "1 867\u0000,02"),
    ],
)
def test_refused_amounts(text):
    with pytest.raises(FrenchValueError, match=r"Indiquez (?:seulement )?un montant en euros"):
        parse_amount(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("62 %", "62"),
        ("62%", "62"),
        ("62", "62"),
        ("61,23 %", "61.23"),
        ("61.23\u00a0%", "61.23"),
        ("62 pour cent", "62"),
        ("62 pourcent", "62"),
        ("soixante-deux pour cent", "62"),
        ("cent pour cent", "100"),
        ("100", "100"),
        ("140 %", "140"),
        ("0,62 %", "0.62"),
        ("1 %", "1"),
        ("0", "0"),
        ("1,5", "1.5"),
    ],
)
def test_percentages(text, expected):
    found = parse_percent(text)
    assert found == Decimal(expected)
    assert str(found) == expected


@pytest.mark.parametrize("text", ["0,62", "0.62", "1", "1,0", "un", "0,0001"])
def test_a_small_number_without_its_sign_is_asked_again(text):
    with pytest.raises(FrenchValueError, match="avec le signe %, pour distinguer 62 % de 0,62 %"):
        parse_percent(text)


@pytest.mark.parametrize(
    "text", ["", "-3 %", "62 % %", "% 62", "62/100", "%", "un peu", "62 ‰", "60-62 %", "62 % net"]
)
def test_refused_percentages(text):
    with pytest.raises(FrenchValueError, match="Indiquez un pourcentage"):
        parse_percent(text)


@given(st.decimals(0, 10**8, places=2))
def test_an_amount_formatted_reads_back(amount):
    assert parse_amount(format_euros(amount)) == amount


@given(st.decimals(0, 1000, places=3))
def test_a_percentage_formatted_reads_back(value):
    assert parse_percent(format_percent(value)) == value
