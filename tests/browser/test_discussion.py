"""The gestures of the conversation in a real browser: case, reload, files, opinion, stop, two people at once."""

import re
import zipfile

import pytest

from assistant.domain.answer import CaseFact
from tests.web.doubles import FakeAssistant, founded
from tests.web.running import serving

pytestmark = pytest.mark.browser
api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
expect = api.expect
WIDTHS = [(390, 844), (1280, 900)]


class Remembering(FakeAssistant):
    """Answers with a case made of the corrections, the first paragraph before the fold."""

    def ask(self, question, history=(), corrections=None):
        answer = super().ask(question, history)
        if "démission" not in question:
            return answer
        case = [CaseFact(key="echelon", label="Échelon", shown="3", written="échelon 3", turn=0)]
        for key, value in (corrections or {}).items():
            case = [c for c in case if c.key != key]
            case += [CaseFact(key=key, label="Échelon", shown=value)] if value else []
        return founded().model_copy(update={"case": case, "shown_paragraphs": 1, "text": founded().text + "\n\nFin."})


@pytest.fixture(scope="module")
def remembering(tmp_path_factory):
    folder = tmp_path_factory.mktemp("avis")
    with serving(Remembering(), feedback_dir=folder) as address:
        yield address


def ask(page, text):
    before = page.locator(".exchange").count()
    field = page.get_by_role("textbox", name="Votre question")
    field.fill(text)
    field.press("Enter")
    exchange = page.locator(".exchange").nth(before)
    expect(exchange).to_have_attribute("aria-busy", "false")
    return exchange


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_a_fact_of_the_case_is_corrected_then_erased(visit, remembering, width, height):
    page = visit(width=width, height=height, address=remembering)
    exchange = ask(page, "ma démission")
    expect(exchange.locator(".case")).to_contain_text("3")
    exchange.get_by_role("button", name=re.compile("^Corriger")).click()
    field = exchange.get_by_role("textbox", name=re.compile("Nouvelle valeur"))
    expect(field).to_be_focused()
    field.fill("4")
    field.press("Enter")
    expect(exchange.locator(".case")).to_contain_text("corrigé par vous")
    expect(page.locator(".exchange")).to_have_count(1)
    exchange.get_by_role("button", name=re.compile("^Corriger")).click()
    exchange.get_by_role("button", name=re.compile("^Effacer.*Échelon")).click()
    expect(exchange.locator(".case")).to_have_count(0)


def test_only_the_last_answer_shows_the_case(visit, remembering):
    page = visit(address=remembering)
    first = ask(page, "ma démission")
    ask(page, "encore ma démission")
    expect(first.locator(".case")).to_be_hidden()
    expect(page.locator(".case:visible")).to_have_count(1)


def test_the_rest_of_an_answer_is_folded(visit, remembering):
    exchange = ask(visit(address=remembering), "ma démission")
    more = exchange.locator("details.more p, details.more li").first
    expect(more).to_be_hidden()
    exchange.get_by_text("Pourquoi, comment, exceptions").click()
    expect(more).to_be_visible()


def test_the_conversation_and_its_corrections_survive_a_reload(visit, remembering):
    page = visit(address=remembering)
    exchange = ask(page, "ma démission")
    exchange.get_by_role("button", name=re.compile("^Corriger")).click()
    exchange.get_by_role("button", name=re.compile("^Effacer.*Échelon")).click()
    expect(page.locator(".case")).to_have_count(0)
    ask(page, "hors sujet")
    page.reload()
    expect(page.locator(".exchange")).to_have_count(2)
    expect(page.locator(".exchange").first.locator("details.source")).to_have_count(2)
    page.locator(".exchange").first.locator(".mark-link").first.click()
    expect(page.locator(".exchange").first.locator("details.source").first).to_have_attribute("open", "")


def test_going_to_another_page_and_back_keeps_the_conversation(visit, remembering):
    page = visit(address=remembering)
    ask(page, "ma démission")
    page.get_by_role("link", name="Simulateurs").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(page.locator(".exchange")).to_have_count(1)


def test_clearing_forgets_it_on_the_device_too(visit, remembering):
    page = visit(address=remembering)
    ask(page, "ma démission")
    page.get_by_label("Garder cette conversation sur cet appareil").check()
    assert "démission" in page.evaluate("localStorage.getItem('aesh.conversation')")
    page.get_by_role("button", name="Effacer la conversation").click()
    expect(page.locator(".exchange")).to_have_count(0)
    kept = page.evaluate("[localStorage, sessionStorage].map(s => s.getItem('aesh.conversation')).join()")
    assert "démission" not in kept


@pytest.mark.parametrize(("label", "start"), [("PDF", b"%PDF"), ("Word (DOCX)", b"PK"), ("Texte (Markdown)", b"#")])
def test_the_conversation_is_kept_as_a_file(visit, remembering, label, start, tmp_path):
    page = visit(address=remembering)
    ask(page, "ma démission")
    with page.expect_download() as given:
        page.get_by_role("button", name=label).click()
    path = tmp_path / given.value.suggested_filename
    given.value.save_as(path)
    assert path.read_bytes().startswith(start)
    if start == b"PK":
        assert "démission" in zipfile.ZipFile(path).read("word/document.xml").decode()


def test_the_dates_go_to_a_calendar(visit, remembering, tmp_path):
    page = visit(address=remembering)
    ask(page, "mon préavis exact").get_by_text("Pourquoi, comment, exceptions").click()
    with page.expect_download() as given:
        page.get_by_role("button", name="Ajouter à mon agenda (.ics)").click()
    path = tmp_path / "dates.ics"
    given.value.save_as(path)
    assert b"BEGIN:VEVENT" in path.read_bytes()


def test_an_answer_is_copied_with_its_sources(visit, remembering):
    page = visit(address=remembering)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    exchange = ask(page, "ma démission")
    exchange.get_by_role("button", name="Copier").click()
    expect(page.get_by_text("Réponse copiée, sources comprises.")).to_be_visible()
    assert "Sources" in page.evaluate("navigator.clipboard.readText()")


def test_an_opinion_is_given_by_keyboard_and_thanked(visit, remembering):
    page = visit(address=remembering)
    exchange = ask(page, "mon préavis exact")
    exchange.get_by_label("Le montant ou la date me semble faux").focus()
    page.keyboard.press("Space")
    exchange.get_by_label("Un chiffre ou une date est faux").check()
    exchange.get_by_label("Ce que vous voulez ajouter").fill("3 mois sur ma lettre")
    exchange.get_by_role("button", name="Envoyer l'avis").click()
    expect(exchange.locator("[data-opinion-said]")).to_have_text("Merci, votre avis est enregistré.")


@pytest.fixture(scope="module")
def slow():
    with serving(FakeAssistant(delay=6)) as address:
        yield address


def test_an_answer_that_is_awaited_can_be_stopped(visit, slow):
    page = visit(address=slow)
    field = page.get_by_role("textbox", name="Votre question")
    field.fill("démission")
    field.press("Enter")
    page.get_by_role("button", name="Arrêter").click()
    card = page.get_by_role("article", name="Réponse arrêtée")
    expect(card).to_be_visible()
    expect(card.get_by_role("button", name="Redemander")).to_be_visible()


def test_two_people_do_not_see_each_others_conversation(visit, remembering):
    first, second = visit(address=remembering), visit(address=remembering)
    ask(first, "ma démission")
    ask(second, "hors sujet")
    expect(first.locator(".exchange")).to_have_count(1)
    expect(second.locator(".exchange")).to_have_count(1)
    expect(second.locator(".question-text")).to_have_text("hors sujet")


STATES = ("démission", "mon préavis exact", "une précision", "hors sujet")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_axe_finds_nothing_on_any_state(visit, remembering, width, height, scheme):
    page = visit(width=width, height=height, scheme=scheme, address=remembering)
    assert violations(page) == []
    for text in STATES:
        exchange = ask(page, text)
        for summary in exchange.locator("summary").all():
            if summary.is_visible():
                summary.click()
        assert violations(page) == [], text


def violations(page):
    found = axe.Axe().run(page).response["violations"]
    return [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found]
