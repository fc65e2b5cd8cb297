"""The chat page in a real browser, answered by an invented assistant."""

import re

import pytest

from assistant.index.errors import IndexMissingError
from assistant.web import texts
from tests.web.doubles import HOSTILE, FakeAssistant
from tests.web.running import serving

pytestmark = pytest.mark.browser
api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = api.expect

ENGLISH = re.compile(r"\b(submit|clear|loading|error|settings|built with|use via|textbox|share|retry|undo)\b", re.I)


def question(page):
    return page.get_by_role("textbox", name="Votre question")


def ask(page, text):
    """Send `text` and return the exchange once answered."""
    before = page.locator(".exchange").count()
    question(page).fill(text)
    question(page).press("Enter")
    exchange = page.locator(".exchange").nth(before)
    expect(exchange).to_have_attribute("aria-busy", "false")
    return exchange


def overflow(page):
    """Return what stands out of the window on its right, scrolled to or clipped."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".gradio-container *")]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 0.5)
            .map((e) => e.outerHTML.slice(0, 80))
            .concat(document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [])"""
    )


def test_a_question_is_answered_and_its_source_opened(visit):
    page = visit()
    exchange = ask(page, "Je pose ma démission, quand prévenir ?")
    card = exchange.get_by_role("article", name="Réponse tirée des sources")
    expect(card.locator(".lead")).to_contain_text("huit jours, un mois ou deux mois")
    expect(exchange.locator("details.source")).to_have_count(2)
    expect(exchange.locator("mark").first).not_to_be_visible()

    card.get_by_role("link", name="[1]").first.click()
    source = exchange.locator("details.source").first
    expect(source).to_have_attribute("open", "")
    expect(source.locator("mark")).to_have_text(re.compile("moins de six mois de service"))
    expect(source.locator("mark")).to_be_in_viewport()
    expect(source.locator(".section-text")).to_contain_text("Le préavis court à partir de la réception")
    expect(source.locator("summary")).to_be_focused()


def test_a_local_guide_says_so_and_names_its_page(visit):
    exchange = ask(visit(), "démission")
    source = exchange.locator("details.source").nth(1)
    source.locator("summary").click()
    expect(source).to_contain_text("Règle locale")
    expect(source.locator(".facts")).to_contain_text("11")
    link = source.get_by_role("link", name="Voir le document d'origine")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_a_quote_far_down_its_section_is_scrolled_into_sight(visit):
    page = visit(width=390, height=844)
    exchange = ask(page, "mon préavis exact ?")
    exchange.locator(".mark-link").first.click()
    region = exchange.locator(".section-text")
    expect(region.locator("mark")).to_be_in_viewport()
    top = region.evaluate("r => r.querySelector('mark').getBoundingClientRect().top - r.getBoundingClientRect().top")
    assert 0 <= top < region.bounding_box()["height"]


def test_a_calculation_shows_its_figures_and_folds_its_steps(visit):
    exchange = ask(visit(), "mon préavis exact ?")
    expect(exchange.get_by_role("article", name="Réponse calculée")).to_be_visible()
    exchange.get_by_text("Pourquoi, comment, exceptions").click()
    expect(exchange.locator(".values")).to_contain_text("dimanche 4 octobre 2026")
    formula = exchange.locator(".step-formula").first
    expect(formula).not_to_be_visible()
    exchange.get_by_text("Voir les étapes du calcul").click()
    expect(formula).to_be_visible()


def test_a_missing_fact_is_asked_and_answered_by_a_button(visit):
    page = visit()
    exchange = ask(page, "une précision ?")
    exchange.get_by_role("button", name="CDI").click()
    expect(page.locator(".exchange")).to_have_count(2)
    expect(page.locator(".question-text").nth(1)).to_have_text("CDI")
    expect(page.locator(".exchange").nth(1)).to_have_attribute("aria-busy", "false")


def test_out_of_sources_is_said_apart_with_a_next_step(visit):
    exchange = ask(visit(), "Quel temps fera-t-il demain ?")
    card = exchange.get_by_role("article", name="Hors de mes sources")
    expect(card).to_contain_text("aucun passage")
    expect(exchange.locator("details.source, .mark-link")).to_have_count(0)
    assert card.evaluate("c => getComputedStyle(c).borderLeftStyle") == "dashed"


def test_an_example_is_asked_in_one_gesture_and_the_welcome_leaves(visit):
    page = visit()
    example = page.get_by_role("button", name=re.compile("démissionne"))
    example.click()
    expect(page.locator(".question-text")).to_have_text(texts.EXAMPLES[0])
    expect(page.locator(".exchange")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".welcome")).to_be_hidden()


def test_clearing_brings_back_the_welcome_and_the_focus(visit):
    page = visit()
    ask(page, "démission")
    page.get_by_role("button", name="Effacer la conversation").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.locator(".welcome")).to_be_visible()
    expect(question(page)).to_be_focused()


def test_the_whole_journey_by_keyboard(visit):
    page = visit()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller à la question")).to_be_focused()
    page.keyboard.press("Enter")
    expect(question(page)).to_be_focused()
    page.keyboard.type("ma démission")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_be_focused()
    page.keyboard.press("Tab")
    mark = page.locator(".mark-link").first
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("details.source summary").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".section-text").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Revenir à la réponse").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(mark).to_be_focused()


def test_shift_enter_makes_a_line_and_does_not_send(visit):
    page = visit()
    question(page).fill("première ligne")
    question(page).press("Shift+Enter")
    question(page).press_sequentially("seconde")
    expect(question(page)).to_have_value("première ligne\nseconde")
    expect(page.locator(".exchange")).to_have_count(0)


@pytest.mark.parametrize(("text", "message"), [("   ", texts.EMPTY_QUESTION), ("a" * 301, "301 caractères")])
def test_a_refused_question_is_explained_beside_the_field(visit, text, message):
    page = visit()
    ask(page, "démission")
    question(page).fill(text)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("alert").filter(has_text=message)).to_be_visible()
    expect(question(page)).to_be_focused()
    expect(question(page)).to_have_attribute("aria-invalid", "true")
    expect(question(page)).to_have_value(text)
    expect(page.locator(".exchange")).to_have_count(1)
    ask(page, "démission encore")
    expect(page.locator("#notice")).to_be_hidden()
    expect(question(page)).to_have_attribute("aria-invalid", "false")


def test_an_opened_source_stays_open_when_the_conversation_goes_on(visit):
    page = visit()
    first = ask(page, "démission")
    first.locator(".mark-link").first.click()
    ask(page, "démission encore")
    expect(first.locator("details.source").first).to_have_attribute("open", "")


def test_answers_are_announced(visit):
    page = visit()
    ask(page, "démission")
    status = page.locator("#conversation .visually-hidden[role=status]")
    expect(status).to_have_text(re.compile(r"^Réponse tirée des sources\. Le préavis"))


def test_a_hostile_question_is_only_text(visit):
    page = visit()
    exchange = ask(page, f"démission {HOSTILE}")
    expect(exchange.locator(".question-text")).to_have_text(f"démission {HOSTILE}")
    assert exchange.locator("script, img").count() == 0


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_overflows_on_a_small_screen(visit, width):
    page = visit(width=width, height=800)
    assert overflow(page) == []
    for text in ("démission", "mon préavis exact", "une précision", "hors sujet " + "x" * 120):
        ask(page, text)
        for summary in page.locator(".exchange >> nth=-1 >> summary").all():
            summary.click()
        assert overflow(page) == [], text


def test_the_field_and_its_button_are_in_sight_on_a_phone(visit):
    page = visit(width=390, height=844)
    expect(question(page)).to_be_in_viewport()
    expect(page.get_by_role("button", name="Envoyer")).to_be_in_viewport()
    ask(page, "démission")
    expect(question(page)).to_be_in_viewport()
    for control in page.locator("button:visible, summary:visible, textarea:visible").all():
        assert control.bounding_box()["height"] >= 24


def test_an_english_browser_reads_french(visit):
    page = visit()
    ask(page, "démission")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.title() == texts.PAGE_TITLE
    read = page.locator("body").inner_text()
    names = page.evaluate(
        "[...document.querySelectorAll('[aria-label],[title],[placeholder]')]"
        ".map(e => [e.ariaLabel, e.title, e.placeholder].join(' ')).join(' ')"
    )
    assert not ENGLISH.search(read), ENGLISH.search(read)
    assert not ENGLISH.search(names), ENGLISH.search(names)
    assert "Gradio" not in read


def test_the_dark_scheme_is_dark_all_over(visit):
    page = visit(scheme="dark")
    ask(page, "démission")
    for selector in ("body", ".card", "#question textarea", "#composer"):
        colour = page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")
        red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
        assert max(red, green, blue) < 90, (selector, colour)


def test_an_absent_index_is_announced_on_opening_and_on_asking(visit):
    def no_index(settings):
        raise IndexMissingError("Aucun index n'a encore été construit.")

    with serving(make=no_index) as address:
        page = visit(address=address)
        expect(page.locator("#banner")).to_contain_text("make index")
        exchange = ask(page, "démission")
        expect(exchange.get_by_role("article", name=texts.FAILURE_TITLE)).to_contain_text("make index")


def test_a_lost_connection_is_said_in_french(visit):
    with serving(FakeAssistant()) as address:
        page = visit(address=address, watched=False)
    question(page).fill("démission")
    question(page).press("Enter")
    expect(page.get_by_role("alert").filter(has_text="connexion avec l'assistant est interrompue")).to_be_visible()
    assert not ENGLISH.search(page.locator("body").inner_text())
