"""Units: sentences, items with their lead, rows with their header; every quote is verbatim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.units import section_units
from assistant.domain.corpus import Section
from assistant.domain.text import fold_spaces

TEXT = (
    "Un préavis s'impose selon l'ancienneté :\n- 8 jours si moins de 6 mois ;\n- 1 mois ensuite.\n"
    "Il court dès le lendemain. Voir l'art. 46 du décret n° 86-83.\n"
    "Échelon\tBrut 100 %\n1\t1 825 €\n2\t1 845 €"
)


def _section(text: str) -> Section:
    return Section(section_id="g#1", source_id="g", path=("Préavis",), text=text)


def test_a_section_is_cut_into_what_can_be_quoted():
    units = section_units(_section(TEXT))
    assert [(u.shown, u.lead) for u in units] == [
        ("Un préavis s'impose selon l'ancienneté :", ""),
        ("8 jours si moins de 6 mois ;", "Un préavis s'impose selon l'ancienneté :"),
        ("1 mois ensuite.", "Un préavis s'impose selon l'ancienneté :"),
        ("Il court dès le lendemain.", ""),
        ("Voir l'art. 46 du décret n° 86-83.", ""),
        ("Échelon 1 – Brut 100 % : 1 825 €", "Échelon\tBrut 100 %"),
        ("Échelon 2 – Brut 100 % : 1 845 €", "Échelon\tBrut 100 %"),
    ]


def test_a_header_with_figures_stands_in_the_quote_of_its_rows():
    rows = [u for u in section_units(_section(TEXT)) if u.row]
    assert rows[1].quote == "Échelon\tBrut 100 %\n1\t1 825 €\n2\t1 845 €"


def test_a_table_of_figures_has_no_header():
    assert [u.shown for u in section_units(_section("1\t371\n2\t375"))] == ["1 : 371", "2 : 375"]


def _shown(text: str) -> list[str]:
    return [u.shown for u in section_units(_section(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Voir l'art. 46 et les art. L. 332-22 et R. 12.",
        "Selon le code du travail, articles L. 1234-5 et R. *5, c'est dû.",
        "Le décret no. 86-83, cf. Annexe (p. 12), le dit.",
        "Art. 46. du décret",
    ],
)
def test_an_abbreviation_ends_no_sentence(text):
    assert _shown(text)[0].startswith(text[:8])
    assert not any(u.rstrip().endswith(("art.", "Art.", "L.", "R.", "no.", "cf.", "p.")) for u in _shown(text))


def test_a_unit_of_time_may_end_a_sentence():
    assert _shown("La pause dure 20 min. Elle est payée.") == ["La pause dure 20 min.", "Elle est payée."]


def test_a_column_name_that_says_nothing_is_left_out():
    assert _shown("Point à vérifier\tRègle\nContenu\tOui, si utile") == ["Contenu : Oui, si utile"]
    assert _shown("Question\tRègle\tExemple\nAvenant\toui\tcantine") == ["Avenant : oui ; cantine"]
    assert _shown("Congé\tUn enfant\tJumeaux\nTotal\t25 jours\t32 jours") == [
        "Total – Un enfant : 25 jours ; Jumeaux : 32 jours"
    ]


LINE = st.text(alphabet="abé .:;\t-", min_size=1, max_size=30).filter(str.strip)


@given(st.lists(LINE, min_size=1, max_size=8))
def test_every_quote_is_verbatim_and_positions_follow(lines):
    section = _section("\n".join(lines))
    units = section_units(section)
    assert all(fold_spaces(u.quote) in fold_spaces(section.text) for u in units)
    assert [u.position for u in units] == list(range(len(units)))
