"""DOCX, HTML, Markdown and text: the same blocks; and the files that each refuses."""

from __future__ import annotations

import docx
import pytest

from assistant.ingestion.blocks import Heading, Item, Paragraph, Table, UnreadableFileError
from assistant.ingestion.readers.factory import decode, read_document
from assistant.ingestion.readers.html import read_html, read_markdown
from assistant.ingestion.readers.plain import read_text

HTML = """<!doctype html><html><head><title>Guide</title><style>p{}</style></head><body>
<nav><a href="#">Accueil</a></nav><main><h1>Les congés</h1><p>Un <b>texte</b> simple<br>sur deux lignes.</p>
<ul><li>premier<ul><li>dedans</li></ul></li><li>second</li></ul>
<table><tr><th>Durée</th><th>Taux</th></tr><tr><td>3 mois</td><td>90 %</td></tr></table>
<script>alert(1)</script></main><footer>Mentions</footer></body></html>"""


def test_html_keeps_structure_and_drops_the_rest():
    blocks = read_html(HTML).blocks
    assert blocks == (
        Heading("Les congés", 1),
        Paragraph("Un texte simple\nsur deux lignes."),
        Item("premier"),
        Item("dedans", depth=1),
        Item("second"),
        Table(("Durée", "Taux"), (("3 mois", "90 %"),), (None,)),
    )


def test_markdown_reads_tables_links_and_raw_html():
    blocks = read_markdown(
        "# Titre\n\nUn [lien](http://x) et 1<sup>er</sup>.\n\n| a | b |\n|---|---|\n| c | d |\n"
    ).blocks
    assert blocks == (
        Heading("Titre", 1),
        Paragraph("Un lien et 1er."),
        Table(("a", "b"), (("c", "d"),), (None,)),
    )


def test_markdown_contents_are_kept_aside():
    lines = "\n".join(f"{n} Partie {n} .....\t{n + 4}" for n in range(1, 7))
    document = read_markdown(f"# Guide\n\n{lines}\n\n## 1 Partie 1\n\nmon contrat prendra fin le ..... au soir\n")
    assert len(document.toc) == 6
    assert document.blocks[-1] == Paragraph("mon contrat prendra fin le ..... au soir")


@pytest.mark.parametrize("read", [read_markdown, read_text])
def test_tab_separated_rows_are_a_table(read):
    blocks = read("Ancienneté\tSalaire\nmoins de 4 mois\trien\nplus de 4 mois\t90 %\n").blocks
    expected = (("moins de 4 mois", "rien"), ("plus de 4 mois", "90 %"))
    assert blocks == (Table(("Ancienneté", "Salaire"), expected, (None, None)),)


def test_text_tells_titles_lists_and_paragraphs():
    text = (
        "COMPTE RENDU\n\nAvec la famille\n-échanger sans dépasser\nle cadre ;\n-rester discret.\n\n"
        "Une phrase longue\nqui se suit."
    )
    assert read_text(text).blocks == (
        Heading("COMPTE RENDU", 1),
        Heading("Avec la famille", 2),
        Item("échanger sans dépasser\nle cadre ;"),
        Item("rester discret."),
        Paragraph("Une phrase longue\nqui se suit."),
    )


def test_docx_reads_styles_lists_and_tables(tmp_path):
    document = docx.Document()
    document.add_heading("Après l'entretien", 2)
    document.add_paragraph("Le compte rendu est remis.")
    document.add_paragraph("un point", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Quand", "Quoi", "8 jours", "convocation"), strict=True):
        cell.text = text
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert read_document(path, 10).blocks == (
        Heading("Après l'entretien", 2),
        Paragraph("Le compte rendu est remis."),
        Item("un point"),
        Table(("Quand", "Quoi"), (("8 jours", "convocation"),), (None,)),
    )


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"", "vide"),
        ("a.txt", b"  \n", "vide"),
        ("a.xlsx", b"x", "format « .xlsx » non lu"),
        ("a", b"x", "sans extension"),
        ("a.pdf", b"<html><body>bonjour</body></html>", "extension .pdf ne correspond pas"),
        ("a.docx", b"%PDF-1.4 ...", "extension .docx ne correspond pas"),
        ("a.pdf", b"du texte seulement", "téléchargez-le"),
        ("a.docx", b"PK\x03\x04 cut", "abîmé"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1", "ancien format Word"),
        ("a.txt", b"PK\x03\x04 zip", "archive"),
        ("a.txt", b"a\x00\x01\x02binaire", "pas du texte"),
        ("a.html", b"<html><body><script>x</script></body></html>", "aucun texte"),
    ],
)
def test_refused_files_say_what_to_do(tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError) as caught:
        read_document(path, 10)
    assert says in str(caught.value)
    assert ":" in str(caught.value)


def test_other_encodings_are_read_with_a_warning():
    text, warnings = decode("congé payé à l'école — œuvre".encode("cp1252"))
    assert text == "congé payé à l'école — œuvre"
    assert "UTF-8" in warnings[0]
    assert decode("été".encode("utf-8-sig")) == ("été", ())
