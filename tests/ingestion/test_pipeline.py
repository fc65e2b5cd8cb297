"""A run of ingestion: every file reported, the others indexed, nothing rebuilt without a change, nothing lost."""

from __future__ import annotations

import shutil

import pytest

from assistant.index.errors import IndexBusyError, NoPreviousIndexError
from assistant.index.store import IndexStore
from assistant.ingestion.discovery import FolderError
from assistant.ingestion.pipeline import Ingestion
from assistant.ingestion.report import Outcome, read_report
from assistant.settings import Settings

from . import pdfs
from .fakes import WordEmbedder

TEXT = "# Congés\n\nLe congé de présence parentale se demande quinze jours avant son début.\n"


@pytest.fixture
def place(tmp_path):
    guides = tmp_path / "guides"
    guides.mkdir()
    (guides / "conges.md").write_text(TEXT, encoding="utf-8")
    return Settings(index_dir=tmp_path / "indexes", guides_dir=guides, fiches_dir=tmp_path / "fiches", max_file_mb=1)


def _outcomes(report):
    return {f.file: f.outcome for f in report.files}


def test_an_unchanged_folder_is_not_indexed_again(place):
    embedder = WordEmbedder()
    ingestion = Ingestion(place, embedder)
    first = ingestion.run()
    embedded = embedder.calls
    second = Ingestion(place, embedder).run()
    assert (first.rebuilt, second.rebuilt) == (True, False)
    assert second.generation == first.generation
    assert embedder.calls == embedded
    assert _outcomes(second) == {"conges.md": Outcome.UNCHANGED}


def test_only_what_changed_is_embedded(place):
    embedder = WordEmbedder()
    Ingestion(place, embedder).run()
    before = embedder.calls
    (place.guides_dir / "autre.txt").write_text("La grève donne lieu à une retenue.", encoding="utf-8")
    report = Ingestion(place, embedder).run()
    assert _outcomes(report) == {"autre.txt": Outcome.INDEXED, "conges.md": Outcome.UNCHANGED}
    assert embedder.passages[before:] == [p for p in embedder.passages[before:] if "grève" in p]


def test_a_bad_file_is_named_and_the_others_are_indexed(place):
    guides = place.guides_dir
    pdfs.encrypted(guides / "protege.pdf")
    pdfs.blank(guides / "numerise.pdf")
    (guides / "vide.txt").write_bytes(b"")
    (guides / "gros.txt").write_bytes(b"a" * (2 << 20))
    (guides / "lien.txt").symlink_to(guides / "absent.txt")
    (guides / "latin.txt").write_bytes("Le préavis est de huit jours.".encode("cp1252"))
    shutil.copy(guides / "conges.md", guides / "copie.md")
    report = Ingestion(place, WordEmbedder()).run()
    outcomes = _outcomes(report)
    refused = {f for f, outcome in outcomes.items() if outcome is Outcome.REFUSED}
    assert refused == {"protege.pdf", "numerise.pdf", "vide.txt", "gros.txt", "lien.txt"}
    assert outcomes["latin.txt"] is Outcome.INDEXED
    assert outcomes["copie.md"] is Outcome.DUPLICATE
    assert {f.file for f in report.to_review} == refused | {"latin.txt"}
    assert all(f.notes for f in report.to_review)
    assert read_report(place.index_dir) == report
    assert {r.source.source_id for r in IndexStore(place.index_dir).current_documents()} == {"conges", "latin"}


def test_a_side_file_names_the_guide_and_its_change_is_seen(place):
    side = place.guides_dir / "conges.md.toml"
    side.write_text('title = "Guide des congés"\nnature = "guide syndical"\n', encoding="utf-8")
    report = Ingestion(place, WordEmbedder()).run()
    assert report.files[0].title == "Guide des congés"
    side.write_text('title = "Autre titre"\n', encoding="utf-8")
    assert Ingestion(place, WordEmbedder()).run().files[0].title == "Autre titre"
    side.write_text('titre = "clé inconnue"\n', encoding="utf-8")
    again = Ingestion(place, WordEmbedder())
    (place.guides_dir / "reste.txt").write_text("Un texte qui reste.", encoding="utf-8")
    refused = again.run().refused
    assert refused[0].file == "conges.md"
    assert "titre" in refused[0].notes[0]


def test_a_folder_that_does_not_exist_stops_before_anything(place, tmp_path):
    with pytest.raises(FolderError, match="introuvable"):
        Ingestion(place, WordEmbedder()).run([tmp_path / "absent"])
    assert IndexStore(place.index_dir).current_manifest() is None


def test_rollback_brings_the_previous_index_back(place):
    ingestion = Ingestion(place, WordEmbedder())
    with pytest.raises(NoPreviousIndexError):
        ingestion.rollback()
    first = ingestion.run()
    (place.guides_dir / "autre.txt").write_text("La grève donne lieu à une retenue.", encoding="utf-8")
    ingestion.run()
    assert ingestion.rollback().generation == first.generation


def test_two_runs_at_once_are_refused(place):
    with IndexStore(place.index_dir).lock(), pytest.raises(IndexBusyError):
        Ingestion(place, WordEmbedder()).run()


def test_another_chunking_rebuilds(place):
    Ingestion(place, WordEmbedder()).run()
    other = place.model_copy(update={"chunk_tokens": 100})
    report = Ingestion(other, WordEmbedder()).run()
    assert report.rebuilt
    assert _outcomes(report) == {"conges.md": Outcome.INDEXED}
