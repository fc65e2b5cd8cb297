"""The documents area over HTTP: what is shown, what is served, what is refused."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from assistant.index.errors import IndexMissingError
from assistant.rules.core.french import plain_spaces
from assistant.settings import Settings
from assistant.web.application import build_application
from assistant.web.library import texts
from assistant.web.library.prose import blocks_of
from assistant.web.links import passage_url, simulator_url
from assistant.web.provider import AssistantProvider
from tests.web.doubles import HOSTILE, calculation
from tests.web.shelves import small_library


def open_client(settings, chain):
    return TestClient(build_application(settings, AssistantProvider(settings, chain)), base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    settings, chain = small_library(tmp_path_factory.mktemp("bibliotheque"))
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
    questions = [r.question for r in library[2].retriever.index.reader().catalogue.reponses.values()]
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
    with TestClient(
        build_application(settings, AssistantProvider(settings, make=no_index)), base_url="http://127.0.0.1"
    ) as client:
        for path in ("/documents", "/documents/rapport", "/documents/lire/x", "/documents/fichier/x"):
            response = client.get(path)
            assert response.status_code == 503 and "make index" in response.text


def test_the_facts_of_a_simulator_s_address_stand_after_the_hash():
    url = simulator_url(calculation().model_copy(update={"calculator": "traitement_brut", "inputs": {"quotite": 62}}))
    assert url.partition("#")[0] == "/simulateurs/traitement_brut" and "62" in url.partition("#")[2]
    assert simulator_url(calculation()) == ""
