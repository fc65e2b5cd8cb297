"""Figures: one value whatever its writing; a figure that no quote holds is caught."""

from __future__ import annotations

import pytest

from assistant.answering.figures import figures, unsupported


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 867,02 €", {"1867.02"}),
        ("1867.02 euros", {"1867.02"}),
        ("le 1er mars 2025", {"2025-03-01"}),
        ("le 01/03/2025", {"2025-03-01"}),
        ("2025-03-01", {"2025-03-01"}),
        ("avant le 3 mai", {"05-03"}),
        ("62 % de 1 607 heures", {"62", "1607"}),
        ("deux mois [1] et [12]", set()),
        ("12,50 et 12.5", {"12.5"}),
        ("décret n° 86-83, article 46", {"86", "83", "46"}),
        ("10 000 000 €", {"10000000"}),
    ],
)
def test_figures_are_read(text, found):
    assert figures(text) == found


def test_a_figure_from_nowhere_is_caught():
    assert unsupported("Vous touchez 90 % pendant 3 mois [1].", ["3 mois à 90 %"]) == set()
    assert unsupported("Vous touchez 100 % pendant 3 mois.", ["3 mois à 90 %"]) == {"100"}
    assert unsupported("Un jour.", []) == set()
    assert unsupported("8 jours", []) == {"8"}


def test_a_day_without_its_year_is_held_by_the_full_date():
    assert unsupported("le 1er mars", ["à compter du 1er mars 2025"]) == set()
    assert unsupported("le 2 mars", ["à compter du 1er mars 2025"]) == {"03-02"}
