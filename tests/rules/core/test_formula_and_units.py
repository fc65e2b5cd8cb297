"""Arithmetic written once, its roundings, and how values read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.dates import Period, Seniority
from assistant.rules.core.formula import Rounding, evaluate, render
from assistant.rules.core.french import plain_spaces
from assistant.rules.core.units import show
from assistant.rules.parsing import Duration

NUMBERS = st.decimals(-1000, 1000, places=3)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_formula_is_decimal_arithmetic(a: Decimal, b: Decimal, c: Decimal) -> None:
    assert evaluate("(a + b) * c - a", {"a": a, "b": b, "c": c}) == (a + b) * c - a
    assert evaluate("min(a, b, c)", {"a": a, "b": b, "c": c}) == min(a, b, c)
    assert evaluate("max(a, -b)", {"a": a, "b": b}) == max(a, -b)


def test_constants_are_exact() -> None:
    assert evaluate("x * 0.1", {"x": 3}) == Decimal("0.3")
    assert evaluate("x / 12", {"x": 12}) == 1


@pytest.mark.parametrize(
    "text", ["x ** 2", "x if x else 1", "__import__('os')", "x.real", "'a'", "x and 1", "+x", "[x]"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        evaluate(text, {"x": 1})


def test_an_unknown_term_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        evaluate("x + y", {"x": 1})


def test_the_formula_shown_is_the_formula_evaluated() -> None:
    shown = {"point": "4,92278 €", "indice": "371", "quotite": "62 %"}
    assert render("point * indice * quotite / 100", shown) == "4,92278 € × 371 × 62 % ÷ 100"
    assert render("max(point - 1.5, (indice + 2))", shown) == "le plus grand de (4,92278 € − 1,5 ; (371 + 2))"
    assert render("min(point, indice)", shown) == "le plus petit de (4,92278 € ; 371)"


@pytest.mark.parametrize(
    ("rounding", "value", "expected"),
    [
        (Rounding.CENTIME, "2.675", "2.68"),
        (Rounding.CENTIME, "2.6749", "2.67"),
        (Rounding.CENTIME, "0.125", "0.13"),
        (Rounding.CENTIEME, "61.2321", "61.23"),
        (Rounding.ENTIER, "2.5", "3"),
        (Rounding.ENTIER, "2.49", "2"),
        (Rounding.ENTIER_SUPERIEUR, "61.01", "62"),
        (Rounding.ENTIER_SUPERIEUR, "61", "61"),
        (Rounding.ENTIER_INFERIEUR, "61.99", "61"),
        (Rounding.DEMI, "3.72", "3.5"),
        (Rounding.DEMI, "3.75", "4"),
        (Rounding.DEMI_SUPERIEUR, "3.51", "4"),
        (Rounding.DEMI_SUPERIEUR, "3.5", "3.5"),
    ],
)
def test_roundings(rounding: Rounding, value: str, expected: str) -> None:
    assert rounding.apply(Decimal(value)) == Decimal(expected)
    assert rounding.words.startswith("arrondi")


def test_roundings_are_told_apart_in_words() -> None:
    assert len({rounding.words for rounding in Rounding}) == len(Rounding)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (date(2026, 3, 1), "", "1er mars 2026"),
        (True, "", "oui"),
        (False, "", "non"),
        (None, "mois", "non précisé"),
        (1, "mois", "1 mois"),
        (1, "jours ouvrables", "1 jour ouvrable"),
        (0, "jours", "0 jour"),
        (Decimal("1.5"), "jours", "1,5 jour"),
        (2, "jours francs", "2 jours francs"),
        (-1, "jours", "-1 jour"),
        (-2, "jours", "-2 jours"),
        (1607, "heures/an", "1607 heures par an"),
        (1, "heures/an", "1 heure par an"),
        (Decimal("1867.02"), "EUR", "1867,02 €"),
        (Decimal("1867.02"), "EUR/mois", "1867,02 € par mois"),
        (12, "EUR/an", "12,00 € par an"),
        (12, "EUR/jour", "12,00 € par jour"),
        (12, "EUR/heure", "12,00 € par heure"),
        (Decimal("61.23"), "%", "61,23 %"),
        (2352, "minutes", "39 h 12"),
        (Decimal("0.333"), "coefficient", "0,333"),
        (371, "", "371"),
        ("texte libre", "texte", "texte libre"),
        ((1, 2), "jours", "1 jour ; 2 jours"),
        ({"REP": 1, "REP+": Decimal(2)}, "EUR", "REP : 1,00 € ; REP+ : 2,00 €"),
        (Seniority(26, 15), "", "2 ans, 2 mois et 15 jours"),
        (Period(date(2026, 3, 1), date(2026, 3, 2)), "", "du 1er mars 2026 au 2 mars 2026"),
        (Duration(1, 2), "", "1 an et 2 mois"),
    ],
)
def test_values_read_in_french(value: object, unit: str, expected: str) -> None:
    assert plain_spaces(show(value, unit)) == expected
