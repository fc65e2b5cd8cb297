"""A faulty fiche is refused in French, with its file and its field."""

import datetime

import pytest

from assistant.fiches.errors import FicheError
from assistant.fiches.loader import load_fiche, load_fiches
from assistant.fiches.render import UnresolvedReferenceError, no_parameters, render, shown
from assistant.fiches.schema import Constant, Heading

DAY = datetime.date(2026, 11, 22)
GOOD = """---
id: essai
title: Une fiche d'essai
theme: contrat
public: [tous]
questions: [q a, q b, q c, q d, q e, q f, q g, q h]
short_answer: Le délai est de {{delai}}.
sources:
  - {source: loi-x, at: article 3}
constants:
  delai: {value: 8, unit: jours, source: loi-x}
in_force_from: 2024-01-01
verified_on: 2026-11-22
review_by: 2027-05-22
---
## Ce qu'il faut savoir

Le délai de {{delai}} part du lendemain.
"""


@pytest.fixture
def write(tmp_path):
    def writer(text, name="essai.md", folder="contrat"):
        path = tmp_path / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return writer


def test_a_good_fiche_is_read_and_rendered(write):
    fiche = load_fiche(write(GOOD))
    assert [s.text for s in render(fiche, no_parameters, DAY)] == [
        "Le délai est de 8 jours.",
        "Le délai de 8 jours part du lendemain.",
    ]


FAULTS = {
    "title: Une fiche d'essai": ("", "« title » : champ obligatoire absent"),
    "theme: contrat": ("theme: cuisine", "« theme » : valeur non admise"),
    "public: [tous]": ("public: [retraités]", "« public.0 » : valeur non admise"),
    "verified_on: 2026-11-22": ("verified_on: hier", "« verified_on » : une date est attendue"),
    "review_by: 2027-05-22": ("review_by: 2025-01-01", "« review_by » doit venir après"),
    "in_force_from: 2024-01-01": (
        "in_force_from: 2024-01-01\nin_force_to: 2023-01-01",
        "« in_force_to » ne peut pas précéder",
    ),
    "constants:": ("couleur: bleu\nconstants:", "« couleur » : champ inconnu"),
    "delai: {value: 8, unit: jours, source: loi-x}": (
        "delai: {value: 8, unit: jours, source: loi-y}",
        "absente de « sources » : loi-y",
    ),
    "value: 8,": ("value: 8.5,", "entre guillemets"),
    "id: essai": ("id: essai\nid: essai", "clé écrite plusieurs fois : id"),
    "du lendemain.": ("du lendemain, soit {{autre}}.", "constante non déclarée : autre"),
    "Le délai de {{delai}}": ("Le délai de {{ Délai }}", "référence mal écrite"),
    "## Ce qu'il": ("# Ce qu'il", "titre « # Ce qu'il faut savoir » non admis"),
    "## Ce qu'il faut savoir": ("## Divers", "titre « ## Divers » non admis"),
    "---\n## Ce qu'il faut savoir\n": ("---\n", "commence par un titre de niveau 2"),
    "---\nid": ("id", "l'en-tête manque"),
    "title: Une": ("title: [Une", "YAML lisible"),
}


@pytest.mark.parametrize("old", FAULTS)
def test_each_fault_is_told_in_french(write, old):
    new, expected = FAULTS[old]
    assert old in GOOD
    with pytest.raises(FicheError) as caught:
        load_fiche(write(GOOD.replace(old, new, 1)))
    assert expected in str(caught.value)
    assert "essai.md" in str(caught.value)


def test_a_constant_never_used_is_a_fault(write):
    text = GOOD.replace("constants:", "constants:\n  rien: {value: 3, unit: mois, source: loi-x}")
    with pytest.raises(FicheError, match="jamais utilisée : rien"):
        load_fiche(write(text))


def test_headings_come_once_and_in_order(write):
    with pytest.raises(FicheError, match="une seule fois"):
        load_fiche(write(GOOD + "\n## Ce qu'il faut savoir\n\nEncore.\n"))


def test_file_name_and_folder_follow_the_fiche(write):
    with pytest.raises(FicheError, match="diffère du nom du fichier"):
        load_fiche(write(GOOD, name="autre.md"))
    with pytest.raises(FicheError, match="diffère du dossier"):
        load_fiche(write(GOOD, folder="sante"))


def test_files_that_cannot_be_read_are_named(tmp_path, write):
    with pytest.raises(FicheError, match="n'existe pas"):
        load_fiche(tmp_path / "rien.md")
    with pytest.raises(FicheError, match="dossier de fiches n'existe pas"):
        load_fiches(tmp_path / "rien")
    path = write("")
    path.write_bytes(GOOD.encode("latin-1"))
    with pytest.raises(FicheError, match="UTF-8"):
        load_fiche(path)


def test_two_fiches_of_one_id_are_refused(write, tmp_path):
    write(GOOD)
    (tmp_path / "bis").mkdir()
    write(GOOD, folder="bis/contrat")
    with pytest.raises(FicheError, match=r"déjà celui de essai\.md"):
        load_fiches(tmp_path)


def test_a_dotted_reference_is_asked_of_the_parameters(write):
    fiche = load_fiche(write(GOOD.replace("Le délai de {{delai}}", "Le taux de {{cmo.taux}}")))
    rendered = render(fiche, lambda name, on: f"90 % ({name}, {on.year})", DAY)
    assert rendered[1].text == "Le taux de 90 % (cmo.taux, 2026) part du lendemain."
    with pytest.raises(UnresolvedReferenceError, match=r"« cmo.taux » n'a pas de valeur"):
        render(fiche, no_parameters, DAY)


def test_conflicts_and_open_points_become_sections(write):
    extra = """conflicts:
  - guide: loi-x
    section: Le préavis
    guide_says: Le guide d'essai parle de dix jours.
    law_says: La règle est de {{delai}}.
    since: 2024-09-01
to_verify:
  - point: Le délai en outre-mer n'est pas connu.
    ask: la DSDEN
sources:"""
    sections = render(load_fiche(write(GOOD.replace("sources:", extra, 1))), no_parameters, DAY)
    assert [s.heading for s in sections[2:]] == [Heading.GUIDES, Heading.A_VERIFIER]
    assert sections[2].text == (
        "- La règle est de 8 jours. Le guide d'essai parle de dix jours (partie « Le préavis »)."
        " La règle actuelle vaut depuis le 1er septembre 2024."
    )
    assert sections[3].text == "- Le délai en outre-mer n'est pas connu. À vérifier auprès de : la DSDEN."


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (8, "jours", "8 jours"),
        ("1867.02", "€", "1867,02 €"),
        ("12345.6", "€", "12 345,6 €"),
        ("1/30", "", "1/30"),
        (datetime.date(2025, 3, 1), "", "1er mars 2025"),
    ],
)
def test_constants_are_shown_in_french(value, unit, expected):
    assert shown(Constant(value=value, unit=unit, source="loi-x")) == expected


def test_a_constant_without_a_digit_is_refused(write):
    with pytest.raises(FicheError, match="au moins un chiffre"):
        load_fiche(write(GOOD.replace("value: 8,", "value: huit,")))


def test_applies_on_its_days_of_force(write):
    fiche = load_fiche(write(GOOD))
    assert fiche.applies_on(datetime.date(2024, 1, 1))
    assert not fiche.applies_on(datetime.date(2023, 12, 31))
