"""The documents area over HTTP: what is shown, what is served, what is refused, what is added."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from assistant.index.errors import IndexBuildError, IndexMissingError
from assistant.index.store import IndexStore
from assistant.rules.core.french import plain_spaces
from assistant.settings import Settings
from assistant.web.application import build_application
from assistant.web.library import texts
from assistant.web.library.adding import file_name
from assistant.web.library.prose import blocks_of
from assistant.web.links import passage_url, simulator_url
from assistant.web.provider import AssistantProvider
from tests.ingestion import pdfs
from tests.web.doubles import HOSTILE, calculation
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


def test_the_list_holds_every_document(library):
    client, _, chain = library
    links = {a["href"] for a in soup_of(client.get("/documents")).select("main a[href^='/documents/lire/']")}
    known = {d.source.source_id for d in chain.retriever.index.reader().documents()}
    assert links == {f"/documents/lire/{source_id}" for source_id in known}
    assert known == {"conges", "rapport", "fiche-demission"}


def test_a_fiche_shows_its_dates_its_questions_and_its_simulators(library):
    soup = soup_of(library[0].get("/documents/lire/fiche-demission"))
    facts = text_of(soup.select_one(".document-facts"))
    for label in (texts.VERIFIED, texts.IN_FORCE, texts.REVIEW, texts.PUBLIC):
        assert label in facts
    assert soup.select_one('a[href="/simulateurs/preavis_demission"]')
    chunks = library[2].retriever.index.reader().catalogue.chunks
    questions = [c.text for c in chunks if c.kind == "question"]
    shown = text_of(soup.select_one("section[aria-labelledby=questions]"))
    assert questions and all(" ".join(plain_spaces(q).split()) in shown for q in questions)


def test_a_guide_is_read_section_by_section_and_its_text_is_only_text(library):
    response = library[0].get("/documents/lire/conges")
    soup = soup_of(response)
    assert "<script>alert" not in response.text and escape("<script>") in response.text
    assert [text_of(h) for h in soup.select(".document-section h2")] == ["Les congés", "Les pièces"]
    assert [text_of(c) for c in soup.select("th")] == ["Durée", "Délai"]
    assert len(soup.select(".document-section li")) == 2
    anchors = [a["href"].removeprefix("#") for a in soup.select(".contents a")]
    assert anchors and all(soup.find(id=anchor) for anchor in anchors)


def test_a_citation_opens_its_passage_highlighted(library):
    client, _, chain = library
    section = next(s for s in chain.retriever.index.reader().catalogue.sections.values() if s.source_id == "conges")
    quote = "présence parentale  se demande\nquinze jours"
    url = passage_url("conges", section.section_id, quote)
    assert url.endswith("#passage")
    soup = soup_of(client.get(url))
    assert text_of(soup.select_one(".target mark#passage")) == "présence parentale se demande quinze jours"
    assert len(soup.select("#passage")) == 1


def test_a_quote_over_several_items_is_highlighted_in_each():
    text = "Il faut :\n- un certificat ;\n- une lettre.\nla\tligne"
    blocks = blocks_of(text, "un certificat ;\n- une lettre.\nla ligne")
    marked = "".join(str(line) for block in blocks for line in (*block.lines, *sum(block.rows, ())))
    assert marked.count("<mark") == 4 and marked.count('id="passage"') == 1


@pytest.mark.parametrize("extract", ["une phrase qui n'y est pas", HOSTILE])
def test_a_passage_that_is_gone_is_said_and_the_section_still_opens(library, extract):
    client, _, chain = library
    section = next(s for s in chain.retriever.index.reader().catalogue.sections.values() if s.source_id == "conges")
    response = client.get(passage_url("conges", section.section_id, extract))
    assert text_of(soup_of(response).select_one("#passage")) == texts.PASSAGE_NOT_FOUND
    assert "<img" not in response.text


def test_a_section_that_is_gone_is_said(library):
    soup = soup_of(library[0].get(passage_url("conges", "conges#rien", "x")))
    assert text_of(soup.select_one("#passage")) == texts.SECTION_NOT_FOUND


def test_a_search_shows_a_document_once_and_opens_its_passage(library):
    client = library[0]
    soup = soup_of(client.get("/documents", params={"q": "congé de présence parentale"}))
    titles = [text_of(h) for h in soup.select(".found h3")]
    assert titles and len(titles) == len(set(titles))
    assert titles[0] == "Conges"
    link = soup.select_one(".found h3 a")["href"]
    assert parse_qs(urlsplit(link).query)["section"][0].startswith("conges#")
    assert soup_of(client.get(link)).select_one("mark#passage")


@pytest.mark.parametrize(("kind", "guides"), [("fiches", False), ("guides", True)])
def test_a_search_keeps_to_what_was_asked(library, kind, guides):
    soup = soup_of(library[0].get("/documents", params={"q": "préavis congé démission partie", "dans": kind}))
    links = [a["href"] for a in soup.select(".found h3 a")]
    assert links and all(("fiche-" not in link) == guides for link in links)


def test_a_hostile_search_is_only_text(library):
    response = library[0].get("/documents", params={"q": HOSTILE, "dans": HOSTILE[:20]})
    assert response.status_code == 200 and "<img" not in response.text


def test_a_search_without_any_word_finds_nothing_and_says_so(library):
    assert texts.NONE_FOUND.split(".")[0] in library[0].get("/documents", params={"q": "???"}).text


def test_the_pdf_of_a_guide_is_served_at_its_page(library):
    client, settings, _ = library
    soup = soup_of(client.get("/documents/lire/rapport"))
    pages = [a["href"] for a in soup.select(".document-section a[href*='/fichier/']")]
    assert pages and all("#page=" in url for url in pages)
    response = client.get(pages[0])
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"].startswith("inline")
    assert response.content == (settings.guides_dir / "rapport.pdf").read_bytes()


def test_another_file_is_only_downloaded(library):
    response = library[0].get("/documents/fichier/conges")
    assert response.headers["content-disposition"].startswith("attachment")
    assert response.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/documents/fichier/fiche-demission",
        "/documents/fichier/rien",
        "/documents/fichier/..%2f..%2fetc%2fpasswd",
        "/documents/fichier/%2e%2e/indexes/report.json",
        "/documents/lire/rien",
        "/documents/rien",
    ],
)
def test_nothing_else_is_served(library, path):
    response = library[0].get(path)
    assert response.status_code == 404 and "root:" not in response.text


def test_a_link_that_leaves_the_folder_is_not_followed(tmp_path):
    settings, chain = small_library(tmp_path)
    guide = settings.guides_dir / "rapport.pdf"
    outside = tmp_path / "secret.pdf"
    outside.write_bytes(guide.read_bytes())
    guide.unlink()
    guide.symlink_to(outside)
    with open_client(settings, chain) as client:
        assert client.get("/documents/fichier/rapport").status_code == 404


def test_the_report_tells_each_file(library):
    soup = soup_of(library[0].get("/documents/rapport"))
    rows = [text_of(row) for row in soup.select("tbody tr")]
    assert len(rows) == 2
    assert any("conges.md" in row and "indexé" in row for row in rows)


def test_without_an_index_the_area_says_what_to_do():
    def no_index(settings):
        raise IndexMissingError("Aucun index n'a encore été construit.")

    settings = Settings()
    with TestClient(build_application(settings, AssistantProvider(settings, make=no_index))) as client:
        for path in ("/documents", "/documents/rapport", "/documents/lire/x", "/documents/fichier/x"):
            response = client.get(path)
            assert response.status_code == 503 and "make index" in response.text


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


def test_the_facts_of_a_simulator_s_address_stand_after_the_hash():
    url = simulator_url(calculation().model_copy(update={"calculator": "traitement_brut", "inputs": {"quotite": 62}}))
    assert url.partition("#")[0] == "/simulateurs/traitement_brut" and "62" in url.partition("#")[2]
    assert simulator_url(calculation()) == ""
