"""PDF: columns, hyphens, running lines, printed numbers, contents, tables, and files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ingestion.blocks import Heading, Table, UnreadableFileError
from assistant.ingestion.cleaning import clean
from assistant.ingestion.readers.pdf.reader import read_pdf
from assistant.ingestion.sections import section_drafts

from . import pdfs


def _texts(path: Path) -> list[str]:
    return [b.text for b in clean(read_pdf(path, 100).blocks) if not isinstance(b, Table)]


def test_columns_are_read_one_after_the_other(tmp_path):
    text = " ".join(_texts(pdfs.two_columns(tmp_path / "a.pdf")))
    assert text.index("plus tôt si le proche") < text.index("présence parentale")
    assert "permet d'accompagner un proche en fin de vie" in text
    assert "par journées ou demi-journées selon le besoin" in text


def test_a_large_title_is_a_heading(tmp_path):
    headings = [b.text for b in read_pdf(pdfs.two_columns(tmp_path / "a.pdf"), 100).blocks if isinstance(b, Heading)]
    assert headings == ["Les congés familiaux"]


def test_running_lines_and_navigation_are_dropped_and_labels_kept(tmp_path):
    path = pdfs.numbered_report(tmp_path / "a.pdf")
    document = read_pdf(path, 100)
    text = "\n".join(d.text for d in section_drafts(document))
    assert "rectorat" not in text
    assert "Retour sommaire" not in text
    assert "Page 9" not in text
    assert document.page_labels == ("7", "8", "9", "10", "11")


def test_the_table_of_contents_is_no_text(tmp_path):
    document = read_pdf(pdfs.numbered_report(tmp_path / "a.pdf"), 100)
    assert document.toc == ("1 Partie une", "2 Partie deux", "3 Partie trois", "4 Partie quatre")
    drafts = section_drafts(document)
    assert [d.path[-1] for d in drafts] == list(document.toc)
    assert [d.page for d in drafts] == [2, 3, 4, 5]


def test_a_table_keeps_its_rows_across_pages(tmp_path):
    blocks = read_pdf(pdfs.table_over_two_pages(tmp_path / "a.pdf"), 100).blocks
    tables = [b for b in blocks if isinstance(b, Table)]
    assert len(tables) == 1
    assert tables[0].header == ("Échelon", "Indice", "Montant")
    assert tables[0].rows == tuple((str(n), str(300 + n), f"{1800 + n} €") for n in range(1, 61))
    assert set(tables[0].pages) == {1, 2}


def test_a_table_without_rules_is_found_by_its_columns(tmp_path):
    blocks = read_pdf(pdfs.aligned_table(tmp_path / "a.pdf"), 100).blocks
    tables = [b for b in blocks if isinstance(b, Table)]
    assert tables[0].header == ("Enfants", "Avant", "Après")
    assert tables[0].rows[-1] == ("Jumeaux", "12 semaines", "22 semaines")


@pytest.mark.parametrize(
    ("make", "says"),
    [(pdfs.encrypted, "mot de passe"), (pdfs.blank, "reconnaissance de caractères")],
    ids=["encrypted", "scanned"],
)
def test_unreadable_files_say_what_to_do(tmp_path, make, says):
    with pytest.raises(UnreadableFileError, match=says):
        read_pdf(make(tmp_path / "a.pdf"), 100)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_truncated_file_is_refused_or_read_never_raises(tmp_path, share):
    path = pdfs.two_columns(tmp_path / "a.pdf")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(UnreadableFileError, match="incomplet"):
        read_pdf(path, 100)


def test_too_many_pages_are_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="AESH_MAX_PAGES"):
        read_pdf(pdfs.numbered_report(tmp_path / "a.pdf"), 3)
