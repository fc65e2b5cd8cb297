"""Each writer, its file opened by a library other than the one that wrote it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.exports.document import Document, Heading, Items, Paragraph, Source, Table, clean, file_name, typeset
from assistant.exports.docx import as_docx
from assistant.exports.markdown import as_markdown
from assistant.exports.pdf import as_pdf, drawable
from assistant.rules.core.french import FrenchValueError
from tests.exports.reading import (
    W,
    docx_paragraphs,
    docx_part,
    docx_text,
    markdown_text,
    pdf,
    pdf_text,
)

SAMPLE = Document(
    "Préparer l'été à l'école",
    (
        Heading("Le cœur du dossier"),
        Paragraph("Première ligne [1]\nseconde ligne : 12 €"),
        Heading("Suite", 2),
        Items(("pomme", "poire")),
        Items(("un", "deux"), ordered=True),
        Paragraph("Entre deux listes", "quote"),
        Items(("un encore", "deux encore"), ordered=True),
        Table(("Étape", "Date"), (("Convocation", "6 janvier 2027"), ("Entretien | reçu", "18 janvier 2027"))),
        Source(1, "Arrêté du 27 juin 2014", "article 1", "« un passage »", "https://exemple.fr/texte"),
        Paragraph("Une note", "note"),
    ),
    subject="Essai",
)
TEXTS = [
    *(
        "Le cœur du dossier",
        "Première ligne [1]",
        "seconde ligne : 12 €",
        "pomme",
        "deux encore",
        "Entre deux listes",
    ),
    *("6 janvier 2027", "Entretien | reçu", "[1] Arrêté du 27 juin 2014 — article 1", "« un passage »", "Une note"),
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_writer_keeps_every_text(text):
    assert text in docx_text(as_docx(SAMPLE))
    assert text in pdf_text(as_pdf(SAMPLE))
    assert text in markdown_text(as_markdown(SAMPLE))


def test_word_file_has_real_headings_lists_and_language():
    data = as_docx(SAMPLE)
    styles = {text: style for style, text in docx_paragraphs(data)}
    assert styles["Préparer l'été à l'école"] == "Title"
    assert (styles["Le cœur du dossier"], styles["Suite"]) == ("Heading1", "Heading2")
    assert (styles["pomme"], styles["deux"], styles["Entre deux listes"]) == ("ListBullet", "ListNumber", "Quote")
    languages = {node.get(f"{W}val") for node in docx_part(data, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"fr-FR"}
    core = docx_part(data, "docProps/core.xml")
    assert {"Préparer l'été à l'école", "Essai", "fr-FR"} <= {node.text for node in core}


def test_word_lists_start_again_at_one_and_tables_have_a_header_row():
    body = docx_part(as_docx(SAMPLE), "word/document.xml")
    numbers = [node.get(f"{W}val") for node in body.iter(f"{W}numId")]
    assert len(numbers) == 4 and len(set(numbers)) == 2
    rows = list(body.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]


def test_word_pages_are_numbered():
    footer = docx_part(as_docx(SAMPLE), "word/footer1.xml")
    assert [node.get(f"{W}instr") for node in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_pdf_says_its_title_and_language_and_embeds_its_fonts():
    file = pdf(as_pdf(SAMPLE))
    assert file.metadata.title == "Préparer l'été à l'école" and file.metadata.subject == "Essai"
    root = file.trailer["/Root"]
    assert root["/Lang"] == "fr-FR" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    fonts = [font.get_object() for font in file.pages[0]["/Resources"]["/Font"].values()]
    used = [font for font in fonts if "/FontDescriptor" in font]
    assert used and all("/FontFile2" in font["/FontDescriptor"] for font in used)


def test_pdf_outline_follows_the_headings():
    outline = pdf(as_pdf(SAMPLE)).outline
    assert outline[0].title == "Préparer l'été à l'école"
    assert [entry.title for entry in outline[1]] == ["Le cœur du dossier", "Suite"]


def test_pdf_pages_are_numbered_over_their_count():
    long = Document("Long", tuple(Paragraph(f"Paragraphe {n}. " * 30) for n in range(60)))
    pages = [page.extract_text() for page in pdf(as_pdf(long)).pages]
    assert len(pages) > 3
    assert all(f"Page {n} sur {len(pages)}" in text for n, text in enumerate(pages, 1))


def test_pdf_takes_a_cell_longer_than_a_page():
    cell = " ".join(f"mot{n}" for n in range(2500))
    text = pdf_text(as_pdf(Document("Long", (Table(("A", "B"), ((cell, "b"),)),))))
    assert "mot0 " in text and "mot2499" in text


def test_pdf_says_in_other_signs_what_its_fonts_cannot_draw():
    assert drawable("a → b, œuvre, ☐, 😀, 1\u202f000 €") == "a -> b, œuvre, [ ], ?, 1\u00a0000\u00a0€"


def test_markdown_escapes_what_is_not_a_mark():
    written = as_markdown(Document("T", (Paragraph("*gras* [1] <b> [lien](x) # non\n- pas une liste\n1. ni ici"),)))
    assert markdown_text(written) == "T\n*gras* [1] <b> [lien](x) # non\n- pas une liste\n1. ni ici"
    assert "[1]" in written


def squeezed(text):
    return re.sub(r"[\n\t\u00a0 ]", "", text)


def test_lines_do_not_end_where_french_does_not_allow_it():
    shown = typeset("Fin : « oui » ; le 15 mars, 1er août, n° 86, 12 élèves ?")
    assert shown.replace("\u00a0", "~") == "Fin~: «~oui~»~; le 15~mars, 1er~août, n°~86, 12 élèves~?"


@pytest.mark.parametrize("notes", range(0, 10, 2))
def test_a_heading_never_ends_a_page(notes):
    for lines in range(28, 35):
        above = [Paragraph(f"ligne {n}", "note" if n < notes else "normal") for n in range(lines)]
        whole = Document("T", (*above, Heading("Titre"), Heading("Sous-titre", 2), Items(("suite",))))
        pages = [page.extract_text() for page in pdf(as_pdf(whole)).pages]
        assert any({"Titre", "Sous-titre", "suite"} <= set(re.split(r"[\s]+", page)) for page in pages), lines


ANY = st.text(max_size=80)


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_any_text_is_written_and_read_back(text):
    document = Document(
        "Titre", (Paragraph(text), Items((text,)), Table(("A",), ((text,),)), Source(1, text, quote=text))
    )
    assert squeezed(docx_paragraphs(as_docx(document))[1][1]) == squeezed(clean(text))
    assert len(pdf(as_pdf(document)).pages) == 1


@given(st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc", "Zs"]), max_size=60))
@settings(max_examples=150, deadline=None)
def test_markdown_reads_back_as_it_was(text):
    shown = markdown_text(as_markdown(Document("T", (Paragraph(f"début.{text}.fin"),)))).split("\n", 1)[1]
    assert re.sub(r"\s+", " ", shown) == f"début.{text}.fin"


def test_a_table_row_must_fit_and_a_document_needs_a_title():
    with pytest.raises(ValueError, match="cells"):
        Table(("A", "B"), (("un",),))
    with pytest.raises(FrenchValueError, match="titre"):
        Document("  ", ())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Préparer l'entretien", "preparer-l-entretien.pdf"),
        ("Un cœur d'Œdipe", "un-coeur-d-oedipe.pdf"),
        ("///", "document.pdf"),
    ],
)
def test_file_names_are_plain(title, name):
    assert file_name(title, "pdf") == name


@pytest.mark.parametrize("length", [60, 400, 800, 1200, 2000, 6000])
def test_a_heading_over_two_pages_is_split(length):
    words = ("quel est mon préavis " * length)[:length]
    blocks = [block for turn in range(1, 9) for block in (Heading(f"{turn}. {words}"), Paragraph("Réponse. " * 40))]
    read = pdf(as_pdf(Document("Conversation", tuple(blocks))))
    assert [entry.title[:2] for entry in read.outline[1]] == [f"{turn}." for turn in range(1, 9)]
    assert "".join(page.extract_text() for page in read.pages).count("Réponse.") == 320


def test_cells_parted_by_tabs_print_no_question_mark():
    text = "Délai\t1 mois\tPréavis"
    printed = pdf_text(as_pdf(Document("Essai", (Paragraph(text), Source(1, "Guide", "p. 3", text)))))
    assert "Délai | 1 mois | Préavis" in printed
    assert "?" not in printed
