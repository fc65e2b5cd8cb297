"""Chunks: bounded, whole lines, tables with their header, nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.corpus import Nature, Section, SourceInfo
from assistant.ingestion.chunking import Chunker, row_with_header
from assistant.ingestion.sections import Line, SectionDraft

SOURCE = SourceInfo(source_id="g", title="Guide", nature=Nature.GUIDE_ACADEMIQUE, date="2025-2026")
SECTION = Section(section_id="g#1", source_id="g", path=("Contrat", "Essai"), text="x", page=4)


def count(text: str) -> int:
    return len(text.split())


def _chunks(lines, target=30, limit=40):
    draft = SectionDraft(("Contrat", "Essai"), 4, list(lines))
    return list(Chunker(count, target, limit).chunks(draft, SECTION, SOURCE))


def test_the_embedded_text_starts_with_what_the_document_is():
    chunk = _chunks([Line("Trois mois au plus.")])[0]
    assert chunk.embedded_text == "Guide · guide académique · 2025-2026\nContrat > Essai\nTrois mois au plus."
    assert chunk.text == "Trois mois au plus."


def test_a_table_cut_in_two_keeps_its_header_and_its_rows():
    header = Line("Échelon\tIndice", 4, "", True)
    rows = [Line(f"{n}\t{300 + n}", 4 + n // 10, header.text) for n in range(1, 40)]
    chunks = _chunks([header, *rows])
    assert len(chunks) > 1
    assert all(c.text.split("\n")[0] == "Échelon\tIndice" for c in chunks)
    assert [ln for c in chunks for ln in c.text.split("\n")[1:]] == [r.text for r in rows]
    assert "Échelon : 3 ; Indice : 303" in chunks[0].embedded_text


def test_a_row_reads_with_its_header():
    assert row_with_header("jumeaux\t\t22 semaines", "Cas\tAvant\tAprès") == "Cas : jumeaux ; Après : 22 semaines"


def test_a_lead_in_stays_with_its_list():
    lines = [Line("mot " * 24 + "fin."), Line("Joindre :"), Line("- " + "pièce " * 20), Line("- " + "copie " * 20)]
    chunks = _chunks(lines)
    assert not any(c.text.endswith(":") for c in chunks)


def test_a_chapter_without_text_is_not_searched():
    draft = SectionDraft(("Contrat",), 4, [Line("1 Essai")], hollow=True)
    assert list(Chunker(count, 30, 40).chunks(draft, SECTION, SOURCE)) == []


WORD = st.text(alphabet="abcdé", min_size=1, max_size=6)
SENTENCE = st.lists(WORD, min_size=1, max_size=30).map(lambda w: " ".join(w).capitalize() + ".")


@given(st.lists(st.lists(SENTENCE, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8))
def test_no_chunk_is_too_long_and_no_word_is_lost(paragraphs):
    chunks = _chunks([Line(p) for p in paragraphs])
    assert all(count(c.text) <= 40 for c in chunks)
    assert " ".join(c.text for c in chunks).split() == " ".join(paragraphs).split()
    assert len({c.chunk_id for c in chunks}) == len(chunks)
