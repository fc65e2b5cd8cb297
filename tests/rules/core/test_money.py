"""Amounts: half-up to the cent, never a float, never a lost cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.french import FrenchValueError
from assistant.rules.core.money import cents, exact, ratio, round_half_up

AMOUNTS = st.decimals(-1_000_000, 1_000_000, places=6)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2.675", "2.68"),
        ("2.665", "2.67"),
        ("2.674999", "2.67"),
        ("0.125", "0.13"),
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("-2.675", "-2.68"),
        ("1867.02", "1867.02"),
        ("1866.995", "1867.00"),
        (12, "12.00"),
    ],
)
def test_cents_are_rounded_half_up(value, expected):
    assert str(cents(value)) == expected


def test_round_half_up_places():
    assert str(round_half_up("61.2345", 3)) == "61.235"
    assert str(round_half_up("61.5", 0)) == "62"
    assert str(round_half_up("60.5", 0)) == "61"


@pytest.mark.parametrize("value", [2.675, True, None, [1]])
@pytest.mark.parametrize("compute", [exact, cents, lambda v: ratio(v, 1, 2), lambda v: ratio(1, v, 2)])
def test_floats_and_other_types_are_refused(compute, value):
    with pytest.raises(TypeError, match=r"^An amount is a Decimal.* never a float"):
        compute(value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1E+16", "douze", ""])
def test_what_is_not_an_amount_is_refused_in_french(value):
    with pytest.raises(FrenchValueError, match=r"^Ce montant n'est pas utilisable : .* 1 867,02 €\.$"):
        cents(value)


def test_the_largest_amounts_still_have_cents():
    assert str(cents("9999999999999999.995")) == "10000000000000000.00"


def test_a_null_base_is_refused_in_french():
    with pytest.raises(FrenchValueError, match=r"^Calcul impossible : .* nulle, vérifiez-la\.$"):
        ratio(100, 1, 0)


def test_ratios():
    assert cents(ratio("1801.80", 62, 100)) == Decimal("1117.12")
    assert ratio(100, 1, 3).adjusted() == 1


def test_the_product_comes_before_the_quotient():
    assert ratio(90, 1, 3) == 30
    assert ratio(1, 3, 3) == 1


@given(AMOUNTS)
def test_cents_are_within_half_a_cent(value):
    assert abs(cents(value) - value) <= Decimal("0.005")
    assert cents(cents(value)) == cents(value)
    assert cents(-value) == -cents(value)


@given(AMOUNTS, AMOUNTS)
def test_rounding_keeps_the_order(a, b):
    low, high = sorted((a, b))
    assert cents(low) <= cents(high)


@given(AMOUNTS, st.integers(0, 10_000), st.integers(1, 10_000))
def test_ratio_agrees_with_exact_fractions(amount, numerator, denominator):
    wanted = Fraction(amount) * numerator / denominator
    assert abs(Fraction(ratio(amount, numerator, denominator)) - wanted) < Fraction(1, 10**12)
