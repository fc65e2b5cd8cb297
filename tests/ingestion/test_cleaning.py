"""Mending lines: hyphens, addresses, navigation, sentences cut in two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.text import fold_spaces
from assistant.ingestion.blocks import Heading, Item, Paragraph
from assistant.ingestion.cleaning import clean, is_navigation, join_lines, vocabulary


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("l'accompagne-\nment des élèves", "l'accompagnement des élèves"),
        ("se sont auto-\nformés seuls", "se sont auto-formés seuls"),
        (
            "voir https://exemple.fr/reprendre-une-\nactivite-.html",
            "voir https://exemple.fr/reprendre-une-activite-.html",
        ),
        ("de 2024-\n2025 au plus", "de 2024-2025 au plus"),
        ("dit-\nil", "dit-il"),
        ("une phrase\nsur deux lignes", "une phrase sur deux lignes"),
        ("mi\u00ad\nlitaire", "militaire"),
        ("trait - \nséparé", "trait - séparé"),
        ("peut-\nêtre", "peut-être"),
    ],
)
def test_lines_are_joined(lines, whole):
    assert join_lines(lines, vocabulary(["dit-il une fois"])) == whole


@given(st.lists(st.text(alphabet="abc éà", min_size=1, max_size=12), min_size=1, max_size=5))
def test_joining_loses_no_letter(lines):
    text = "\n".join(lines)
    assert join_lines(text).replace(" ", "") == fold_spaces(text).replace(" ", "")


@pytest.mark.parametrize(
    "text", ["Retour sommaire", "[Retour au sommaire]", "↑ Haut de page", "SOMMAIRE", "Table des matières"]
)
def test_navigation_is_known(text):
    assert is_navigation(text)


@pytest.mark.parametrize("text", ["Le sommaire est en page 2", "Retour de congé", "Retour à l'emploi"])
def test_text_is_no_navigation(text):
    assert not is_navigation(text)


def test_a_paragraph_cut_by_a_page_is_made_whole():
    blocks = [Paragraph("Le congé est accordé dans un délai", 3), Paragraph("de deux mois.", 4)]
    assert clean(blocks) == [Paragraph("Le congé est accordé dans un délai de deux mois.", 3)]


def test_whole_sentences_stay_apart():
    blocks = [Item("premier point ;"), Item("second point."), Paragraph("Retour sommaire"), Heading("Titre", 1)]
    assert clean(blocks) == [Item("premier point ;"), Item("second point."), Heading("Titre", 1)]
