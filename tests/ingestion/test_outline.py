"""Levels of headings mended by their numbers and by the table of contents."""

from __future__ import annotations

from assistant.ingestion.blocks import Heading, Item, Paragraph, ParsedDocument
from assistant.ingestion.outline import heading_number, infer_headings, mend_levels
from assistant.ingestion.sections import section_drafts


def _levels(*titles, toc=()):
    blocks = [Heading(text, level) for text, level in titles]
    return [(b.text, b.level) for b in mend_levels(blocks, toc) if isinstance(b, Heading)]


def test_numbers_are_read():
    assert heading_number("6.1 La démission") == (6, 1)
    assert heading_number("Article 12 Durée") == (12,)
    assert heading_number("35 heures") == (35,)
    assert heading_number("La démission") == ()


def test_a_number_goes_beside_the_one_before():
    assert _levels(("LE CONTRAT", 1), ("1 Textes", 3), ("2 Essai", 1), ("2.1 Durée", 2)) == [
        ("LE CONTRAT", 1),
        ("1 Textes", 3),
        ("2 Essai", 3),
        ("2.1 Durée", 4),
    ]


def test_a_chapter_lost_by_the_layout_comes_back_from_the_contents():
    toc = ("LE CONTRAT", "1 Textes", "FORMATION", "1 Initiale", "2 Continue")
    titles = [("LE CONTRAT", 1), ("1 Textes", 2), ("1 Initiale", 2), ("2 Continue", 2)]
    assert [t for t, _ in _levels(*titles, toc=toc)] == list(toc)


def test_a_contents_that_does_not_fit_changes_nothing():
    titles = [("A", 1), ("B", 2)]
    assert _levels(*titles, toc=("X", "Y", "Z")) == titles


def test_short_lines_become_titles_where_there_is_none():
    blocks = [Paragraph("Préparer l'entretien")] + [Paragraph("Une phrase qui est assez longue.")] * 7
    assert infer_headings(blocks)[0] == Heading("Préparer l'entretien", 1)


def test_a_lead_in_is_no_title_without_a_list():
    blocks = (
        [Paragraph("Pièces à joindre :"), Item("un certificat")] + [Paragraph("Texte :")] + [Paragraph("a b.")] * 6
    )
    found = infer_headings(blocks)
    assert isinstance(found[0], Heading)
    assert isinstance(found[2], Paragraph)


def test_a_chapter_without_text_lists_its_titles():
    blocks = (Heading("Contrat", 1), Heading("1 Essai", 2), Paragraph("Trois mois au plus."))
    drafts = section_drafts(ParsedDocument(blocks=blocks))
    assert [(d.path, d.text, d.hollow) for d in drafts] == [
        (("Contrat",), "1 Essai", True),
        (("Contrat", "1 Essai"), "Trois mois au plus.", False),
    ]
