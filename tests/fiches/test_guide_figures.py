"""The figures of a guide that differ from the parameters are told, with the rule and its date; the others are not."""

import datetime

import pytest

from assistant.domain.corpus import Section
from assistant.fiches.guide_check import checks, compared, doubts
from assistant.rules.core.parameters import lookup

DAY = datetime.date(2026, 11, 22)
EVE = datetime.date(2025, 2, 28)


def plain(text):
    return text.replace("\xa0", " ")


def section(title, text):
    return Section(section_id="s", source_id="g", path=("Titre", title), text=text, page=24, page_label="23")


def sick_leave(figure):
    return [
        section("1.2 Rémunération du congé de maladie", f"plus de 4 mois\t3 mois à {figure} et 9 mois à ½ traitement")
    ]


def test_an_old_rate_is_told_with_the_rule_and_its_date():
    (doubt,) = doubts(sick_leave("100 %"), DAY)
    assert (plain(doubt.said), plain(doubt.rule), doubt.since) == ("100 %", "90 %", datetime.date(2025, 3, 1))
    assert doubt.former
    assert "le guide dit 100 % (l'ancienne règle), la règle est 90 % depuis le 1er mars 2025" in plain(str(doubt))
    assert "page 23" in str(doubt)


@pytest.mark.parametrize(("figure", "day"), [("90 %", DAY), ("100 %", EVE)])
def test_a_right_figure_is_compared_and_not_told(figure, day):
    assert [doubt for _, doubt in compared(sick_leave(figure), day)] == [None]


def test_the_eve_of_a_change_the_new_rate_is_not_yet_the_rule():
    (doubt,) = doubts(sick_leave("90 %"), EVE)
    assert plain(doubt.rule) == "100 %"
    assert not doubt.former


def test_a_rule_that_ended_is_told_as_such():
    (doubt,) = doubts([section("PSC", "remboursement à hauteur de 15 euros par mois")], DAY)
    assert "cette règle n'existe plus depuis le 1er mai 2026" in str(doubt)
    assert doubts([section("PSC", "remboursement à hauteur de 15 euros par mois")], datetime.date(2026, 4, 30)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("informer son employeur ; prévenir son employeur dans les 24 h", []),
        ("prévenir son employeur dans les 48 h", ["48 heures"]),
        ("prévenir son employeur dans les deux h", ["2 heures"]),
    ],
)
def test_units_and_figures_in_words_are_compared(text, told):
    assert [d.said for d in doubts([section("Accident du travail", text)], DAY)] == told


def test_days_of_another_kind_are_a_doubt_even_with_the_same_figure():
    text = "cette évaluation peut être contestée dans les 15 jours"
    (doubt,) = doubts([section("Entretien professionnel", text)], DAY)
    assert (doubt.said, doubt.rule) == ("15 jours", "15 jours francs")
    assert doubts([section("Entretien professionnel", f"{text} francs")], DAY) == []


def test_a_section_on_something_else_is_not_looked_at():
    assert compared([section("Cantine", "3 mois à 100 %")], DAY) == []


def test_every_check_names_a_parameter_and_a_fiche_that_exist(fiches):
    known = {fiche.id for fiche in fiches}
    for check in checks():
        lookup(check.parameter.partition("#")[0], DAY)
        assert check.fiche in known
        assert check.figure.count("{n}") == 1


@pytest.mark.guides
def test_the_guides_are_compared_and_what_is_out_of_date_is_found(ingested_guides):
    sections = [s for record in ingested_guides.values() for s in record.sections]
    found = compared(sections, DAY)
    assert {check.about for check, _ in found} == {check.about for check in checks()}
    nice = {doubt.fiche for doubt in doubts(ingested_guides["guide-aesh-nice"].sections, DAY)}
    assert nice == {
        "accident-travail-declaration",
        "conge-parental",
        "deces-enfant",
        "forfait-mobilites-durables",
        "protection-sociale-complementaire",
        "temps-partiel-therapeutique",
    }


@pytest.mark.guides
def test_what_looks_out_of_date_is_a_conflict_told_by_the_fiche(fiches, ingested_guides):
    told = {(conflict.guide, fiche.id) for fiche in fiches for conflict in fiche.conflicts}
    for guide, record in ingested_guides.items():
        assert {(guide, doubt.fiche) for doubt in doubts(record.sections, DAY)} <= told
