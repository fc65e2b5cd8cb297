"""The documents area in a real browser: lists, search, a fiche, the reader with its passage, adding a guide."""

import re

import pytest

from assistant.web.links import passage_url
from tests.browser.checks import overflow, violations
from tests.web.running import serving
from tests.web.shelves import small_library

pytestmark = pytest.mark.browser
api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = api.expect

SCREENS = [(320, "light"), (390, "light"), (1280, "dark")]
PAGES = [
    "/documents",
    "/documents?q=congé+de+présence+parentale",
    "/documents?q=zzz",
    "/documents/rapport",
    "/documents/ajouter",
    "/documents/lire/fiche-demission",
    "/documents/lire/conges",
    "/documents/lire/rapport",
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bibliotheque")
    settings, chain = small_library(folder, uploads=True)
    places = {"index_dir": settings.index_dir, "guides_dir": settings.guides_dir, "fiches_dir": settings.fiches_dir}
    with serving(chain, uploads=True, **places) as address:
        yield address, chain


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing_and_nothing_overflows(browse, shelf, width, scheme):
    page = browse(PAGES[0], width=width, scheme=scheme, address=shelf[0])
    for path in PAGES:
        page.goto(shelf[0] + path)
        assert violations(page) == [], path
        assert overflow(page) == [], path


def test_a_search_leads_to_the_passage_highlighted(browse, shelf):
    page = browse("/documents", width=390, address=shelf[0])
    page.get_by_label("Chercher dans les documents").fill("présence parentale")
    page.keyboard.press("Enter")
    page.locator(".found h3 a").first.click()
    mark = page.locator("mark#passage")
    expect(mark).to_contain_text("congé de présence parentale")
    expect(mark).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_label("Chercher dans les documents")).to_have_value("présence parentale")


def test_a_citation_opens_far_down_a_document(browse, shelf):
    address, chain = shelf
    sections = chain.retriever.index.reader().catalogue.sections.values()
    last = [section for section in sections if section.source_id == "rapport"][-1]
    page = browse(passage_url("rapport", last.section_id, last.text), width=390, address=address)
    expect(page.locator("mark#passage")).to_be_in_viewport()
    expect(page.get_by_role("link", name=re.compile("Ouvrir à la page")).last).to_have_attribute(
        "href", re.compile(r"/documents/fichier/rapport#page=\d+")
    )


def test_a_fiche_leads_to_its_simulator_by_keyboard(browse, shelf):
    page = browse("/documents/lire/fiche-demission", address=shelf[0])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Préavis de démission")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Préavis de démission")


def test_a_guide_is_added_or_refused_with_a_word_why(browse, shelf):
    page = browse("/documents/ajouter", address=shelf[0])
    field = page.get_by_label("Le fichier du guide")
    text = "# Le covoiturage\n\nLe forfait mobilités durables rembourse le covoiturage.\n"
    field.set_input_files({"name": "covoiturage.md", "mimeType": "text/markdown", "buffer": text.encode()})
    page.get_by_role("button", name="Ajouter ce guide").click()
    expect(page.get_by_role("status")).to_contain_text("est ajouté")
    assert violations(page) == []
    page.get_by_role("link", name="Lire ce guide").click()
    expect(page.locator("main")).to_contain_text("rembourse le covoiturage")


def test_everything_is_read_without_a_script(browse, shelf):
    page = browse("/documents?q=présence+parentale", script=False, address=shelf[0])
    page.locator(".found h3 a").first.click()
    expect(page.locator("mark#passage")).to_be_visible()
