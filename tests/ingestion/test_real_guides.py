"""The five real guides: sections for their headings, tables row by row, printed pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.domain.text import fold
from assistant.ingestion.chunking import Chunker
from assistant.ingestion.discovery import discover
from assistant.ingestion.records import guide_record

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = [
    pytest.mark.guides,
    pytest.mark.skipif(not (SHARED / "guides").is_dir(), reason="les guides de ../shared/guides sont absents"),
]


@pytest.fixture(scope="module")
def records():
    chunker = Chunker(lambda text: len(text.split()) * 3 // 2, 320, 390)
    found = discover(SHARED / "guides", [])
    return {c.source_id: guide_record(c.path, c.origin, c.source_id, chunker, 1000) for c in found}


@pytest.fixture(scope="module")
def nice(records):
    return records["guide-aesh-academie-de-nice"]


def _key(title: str) -> str:
    return fold(re.sub(r"[*#]", "", title)).strip(" :.")


def test_the_five_guides_are_read(records):
    assert len(records) == 5
    assert all(r.sections and r.chunks for r in records.values())
    flags = ("numéros de téléphone", "liens vers des sites")
    assert all(note.startswith(flags) for r in records.values() for note in r.notes)


def test_nine_headings_in_ten_have_their_section(nice):
    text = (SHARED / "guides-texte" / "guide-aesh-academie-de-nice.md").read_text(encoding="utf-8")
    headings = {_key(line) for line in text.split("\n") if line.startswith("#")} - {"sommaire"}
    sections = {_key(s.path[-1]) for s in nice.sections if s.path}
    assert len(headings & sections) >= 0.9 * len(headings), sorted(headings - sections)


def test_chapters_lost_by_the_layout_are_restored(nice):
    paths = {s.path for s in nice.sections}
    assert ("MATERNITE, PATERNITE, ADOPTION", "1 Congé maternité") in paths
    assert ("LE CONTRAT", "6 La rupture du contrat de travail", "6.1 La démission") in paths
    assert ("FORMATION", "2 Formation continue", "2.3 Compte personnel de formation") in paths


@pytest.mark.parametrize(
    ("section", "row"),
    [
        ("LA REMUNERATION", "Échelon\tIndice net majoré\tSalaire brut 100 %\tSalaire brut 62 % 24h/sem"),
        ("LA REMUNERATION", "5\t395\t1 943 €\t1 205 €"),
        ("LA REMUNERATION", "11\t455\t2 239 €\t1 388 €"),
        ("3 Congé d'adoption", "1\t0 ou 1\t16 semaines\t16 semaines + 25 jours"),
        ("3 Congé d'adoption", "2 ou plus\tPeu importe le nombre\t22 semaines\t22 semaines + 32 jours"),
        ("1 Congé maternité", "jumeaux\t34 semaines\t12 semaines\t22 semaines"),
        ("2 Autorisations d'absence facultatives", "Mariage / PACS\t5 jours ouvrables"),
        (
            "2 Autorisations d'absence facultatives",
            "Candidature à un concours de recrutement ou examen professionnel\t"
            "2 jours par concours avant le début de la 1ere épreuve",
        ),
    ],
)
def test_tables_read_row_by_row(nice, section, row):
    text = next(s.text for s in nice.sections if s.path[-1] == section)
    assert row in text.split("\n")


def test_no_navigation_nor_running_line_is_left(nice):
    text = "\n".join(s.text for s in nice.sections).casefold()
    assert "retour sommaire" not in text
    assert "guide aesh - académie de nice - page" not in text
    assert not re.search(r"\.{4,} \d+$", text, re.MULTILINE)


def test_pages_are_those_of_the_file(nice):
    pages = {s.path[-1]: (s.page, s.page_label) for s in nice.sections if s.path}
    assert pages["6.1 La démission"] == (11, "11")
    assert nice.pages == 49


def test_two_columns_are_read_one_after_the_other(records):
    text = " ".join(s.text for s in records["cgt-entretiens-professionnels"].sections)
    assert text.index("au moins 8 jours") < text.index("contestée dans les 15 jours") < text.index("posture")
    assert "conditions de recrutement et d'emploi des AESH (Article 9)" in text
