"""Adding a guide to the documents area: who may, what is refused and why, what is found at once."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from assistant.index.errors import IndexBuildError
from assistant.index.store import IndexStore
from assistant.rules.core.french import plain_spaces
from assistant.web.application import build_application
from assistant.web.library import texts
from assistant.web.library.adding import file_name
from assistant.web.provider import AssistantProvider
from tests.ingestion import pdfs
from tests.web.shelves import small_library


def open_client(settings, chain):
    return TestClient(build_application(settings, AssistantProvider(settings, chain)), base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    settings, chain = small_library(tmp_path_factory.mktemp("bibliotheque"))
    with open_client(settings, chain) as client:
        yield client, settings, chain


@pytest.fixture(scope="module")
def open_library(tmp_path_factory):
    """A library that takes guides; every test but the last leaves it as it was."""
    folder = tmp_path_factory.mktemp("ouverte")
    settings, chain = small_library(folder, uploads=True, upload_max_mb=1, upload_max_pages=3)
    with open_client(settings, chain) as client:
        yield client, settings, chain


def soup_of(response):
    return BeautifulSoup(response.text, "html.parser")


def text_of(element):
    return " ".join(plain_spaces(element.get_text(" ")).split())


def test_adding_is_closed_unless_the_administrator_opens_it(library):
    client = library[0]
    assert client.get("/documents/ajouter").status_code == 404
    assert client.post("/documents/ajouter", files={"fichier": ("a.md", b"# a")}).status_code == 404
    assert texts.ADD not in client.get("/documents").text


def send(client, name, content, **headers):
    return client.post("/documents/ajouter", files={"fichier": (name, content)}, headers=headers)


def scanned(folder):
    return pdfs.blank(folder / "scan.pdf").read_bytes()


def test_a_scanned_pdf_is_refused_with_a_word_why(open_library, tmp_path):
    client, settings, _ = open_library
    response = send(client, "scan.pdf", scanned(tmp_path))
    assert response.status_code == 422 and "numérisé" in response.text
    assert sorted(f.name for f in settings.guides_dir.iterdir()) == ["conges.md", "rapport.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.png", b"\x89PNG", "non lu"),
        ("sans", b"texte", "sans extension"),
        ("faux.pdf", b"pas un pdf", "abîmé"),
        ("vide.txt", b"", "vide"),
        ("conges.md", b"# autre", "renommez"),
        ("gros.txt", b"a " * 530_000, "Mo"),
    ],
)
def test_what_cannot_be_added_is_explained(open_library, name, content, said):
    client, settings, _ = open_library
    response = send(client, name, content)
    assert response.status_code in {413, 422} and said in plain_spaces(response.text)
    assert sorted(f.name for f in settings.guides_dir.iterdir()) == ["conges.md", "rapport.pdf"]


def test_too_many_pages_are_refused(open_library, tmp_path):
    client, settings, _ = open_library
    response = send(client, "long.pdf", pdfs.numbered_report(tmp_path / "long.pdf", pages=5).read_bytes())
    assert response.status_code == 422 and "pages" in soup_of(response).select_one(".field-error").get_text()
    assert not (settings.guides_dir / "long.pdf").exists()


def test_a_document_already_known_is_refused(open_library):
    client, settings, _ = open_library
    response = send(client, "copie.md", (settings.guides_dir / "conges.md").read_bytes())
    assert response.status_code == 422 and "déjà connu" in response.text
    assert not (settings.guides_dir / "copie.md").exists()


def test_a_failed_index_leaves_everything_as_it_was(open_library, monkeypatch):
    client, settings, chain = open_library
    before = chain.retriever.index.reader().manifest.generation

    def fail(*args, **kwargs):
        raise IndexBuildError("panne")

    monkeypatch.setattr(IndexStore, "build", fail)
    response = send(client, "nouveau.md", b"# Nouveau\n\nUn texte.")
    assert response.status_code == 422
    assert text_of(soup_of(response).select_one(".field-error")) == texts.ADD_FAILED
    assert not (settings.guides_dir / "nouveau.md").exists()
    assert chain.retriever.index.reader().manifest.generation == before


def test_no_file_is_asked_for(open_library):
    assert texts.ADD_NO_FILE in open_library[0].post("/documents/ajouter", data={"x": "1"}).text


def test_another_site_cannot_add_a_guide(open_library):
    client, settings, _ = open_library
    assert send(client, "a.md", b"# a", **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert not (settings.guides_dir / "a.md").exists()


def test_a_guide_is_added_and_found_at_once(open_library):
    client, settings, _ = open_library
    content = "# Le covoiturage\n\nLe forfait mobilités durables rembourse le covoiturage.\n".encode()
    response = send(client, "../../Mon Guide (été).md", content)
    assert response.status_code == 200 and "est ajouté" in response.text
    assert (settings.guides_dir / "mon-guide-ete.md").read_bytes() == content
    assert "Le covoiturage" in client.get("/documents", params={"q": "covoiturage mobilités"}).text
    assert not list(settings.guides_dir.glob(".ajout*"))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("..\\..\\Windows\\guide.PDF", "guide.pdf"),
        ("/etc/passwd.txt", "passwd.txt"),
        (".htaccess.md", "htaccess.md"),
        ("é" * 300 + ".docx", "e" * 80 + ".docx"),
        ("???.html", "document.html"),
    ],
)
def test_a_file_name_is_made_safe(sent, kept):
    assert file_name(sent) == kept
