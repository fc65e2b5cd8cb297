"""Values of facts in French."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.rules.core.french import plain_spaces
from assistant.rules.core.spans import UNKNOWN, Span
from assistant.rules.facts import registry
from assistant.rules.parsing import Duration
from assistant.rules.parsing.loose import read_value
from assistant.rules.showing import show_value

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("quotite", Decimal(62), "62 %"),
        ("salaire_brut", Decimal(1200), "1200,00 € par mois"),
        ("trop_percu", Decimal("640.5"), "640,50 €"),
        ("heures_accompagnement", 1470, "24 h 30"),
        ("enfants_a_charge", 2, "2 enfants"),
        ("enfants_a_charge", 1, "1 enfant"),
        ("echelon", 3, "3"),
        ("type_contrat", "cdi", "CDI"),
        ("en_periode_essai", True, "oui"),
        ("en_periode_essai", False, "non"),
        ("date_accident", date(2026, 9, 1), "1er septembre 2026"),
        ("anciennete_services", Duration(3, 6), "3 ans et 6 mois"),
        ("date_debut_services", Span(date(2022, 9, 1), date(2022, 9, 30), "sept 2022"), "sept 2022"),
        ("date_accident", Span(date(2026, 9, 1), date(2026, 9, 2)), "entre 1er septembre 2026 et 2 septembre 2026"),
        ("jours_de_greve", (date(2026, 3, 6), date(2026, 3, 9)), "6 mars 2026 ; 9 mars 2026"),
        ("quotite", UNKNOWN, "je ne sais pas"),
        ("academie", "Nice", "Nice"),
    ],
)
def test_a_value_reads_by_its_type(name: str, value: object, wanted: str) -> None:
    assert plain_spaces(show_value(registry()[name], value)) == wanted


@pytest.mark.parametrize("item", [f for f in registry() if f.type not in ("list", "text")], ids=lambda f: f.name)
def test_what_is_shown_is_read_back(item) -> None:
    texts = [item.example, item.usual, *item.choices.values()]
    for text in (t for t in texts if t):
        value = read_value(item, text, TODAY)
        again = read_value(item, plain_spaces(show_value(item, value)), TODAY)
        assert again == value, text
