"""Macros: one fact, every writing; nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.text import fold
from eval.macros import MONTHS, MacroError, compiled, expand, words_of


def found(pattern, text):
    return bool(compiled(pattern).search(fold(text)))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{date:2026-11-30}", "le 30 novembre 2026"),
        ("{date:2026-11-30}", "au 30/11/26"),
        ("{date:2026-12-01}", "le 1er décembre 2026"),
        ("{date:2026-12-01}", "le premier décembre"),
        ("{mois:2}", "deux (2) mois"),
        ("{mois:2}", "de 2 à 6 mois"),
        ("{ans:12}", "des douze premières années"),
        ("{euros:1132}", "1 131,80 €"),
        ("{euros:922.5}", "922,50 €"),
        ("{euros:1867.02}", "1 867,02 €"),
        ("{pct:90}", "90 % du traitement"),
        ("{heures:1607}", "1 607 heures"),
        ("{heures:24}", "24h"),
        ("{jours:25}", "vingt-cinq jours"),
        ("{demande:anciennete}", "Quelle est votre ancienneté ?"),
    ],
)
def test_a_macro_finds_its_fact(pattern, text):
    assert found(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{date:2026-12-01}", "le 1er décembre 2027"),
        ("{date:2026-11-03}", "le 13 novembre 2026"),
        ("{mois:2}", "12 mois"),
        ("{mois:2}", "2 semaines"),
        ("{jours:5}", "vingt-cinq jours"),
        ("{jours:5}", "2,5 jours"),
        ("{euros:1132}", "1 133 €"),
        ("{euros:79}", "1 079 €"),
        ("{pct:9}", "90 %"),
        ("{oui}", "Louis"),
    ],
)
def test_a_macro_finds_nothing_else(pattern, text):
    assert not found(pattern, text)


@given(st.dates())
def test_every_date_is_found_in_words_figures_and_iso(day):
    pattern = f"{{date:{day.isoformat()}}}"
    assert found(pattern, f"le {day.day} {MONTHS[day.month - 1]} {day.year:04d}.") or day.year < 1000
    assert found(pattern, f"le {day:%d/%m/}{day.year} au soir")
    assert found(pattern, day.isoformat())


@given(st.integers(0, 79), st.integers(0, 79))
def test_numbers_in_words_are_told_apart(one, other):
    assert found(f"{{jours:{one}}}", f"{one} jours")
    if one != other:
        assert not found(f"{{jours:{one}}}", f"{other} jours")


def test_words_of_french_numbers():
    assert compiled(words_of(21)).fullmatch("vingt et un")
    assert compiled(words_of(71)).fullmatch("soixante et onze")
    assert words_of(80) == ""


@pytest.mark.parametrize("pattern", ["{inconnu:3}", "{date:demain}", "{mois:deux}"])
def test_a_wrong_macro_is_refused(pattern):
    with pytest.raises(MacroError):
        expand(pattern)
