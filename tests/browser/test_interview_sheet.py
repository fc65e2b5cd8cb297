"""Journeys through the interview sheet in a real browser, at a phone's width and at a desk's."""

import re

import pytest

from tests.browser.interview_sheet import (  # noqa: F401 - a fixture among them
    LATE,
    download,
    fill_late,
    go,
    opened_sheets,
    overflow,
    violations,
)
from tests.exports.reading import calendar_events, docx_text, pdf_text

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTHS = pytest.mark.parametrize("width", [390, 1280])


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing_on_any_step_or_state(sheet, width, scheme):
    page = sheet(width=width, scheme=scheme)
    found = {"blank": violations(page)}
    fill_late(page)
    for link in page.locator(".steps-nav a").all():
        step = link.get_attribute("href")[1:]
        go(page, step)
        found[step] = violations(page)
        assert overflow(page) <= 0, step
    go(page, "convocation")
    page.fill("#f-date_entretien", "31 février 2027")
    page.locator("#f-date_entretien-erreur").wait_for()
    found["error"] = violations(page)
    page.click("#appareil summary")
    page.click("#garder")
    found["kept"] = violations(page)
    assert {state: items for state, items in found.items() if items} == {}


@WIDTHS
def test_the_dates_follow_while_typing_and_errors_come_and_go(sheet, width):
    page = sheet(width=width)
    fill_late(page)
    page.locator(".timeline time[datetime='2027-01-21']").wait_for()
    page.fill("#f-date_convocation", "10 janvier 2027")
    page.locator(".timeline time[datetime='2027-01-21']").wait_for(state="detached")
    page.fill("#f-date_entretien", "31 février 2027")
    error = page.locator("#f-date_entretien-erreur")
    error.wait_for()
    assert page.get_attribute("#f-date_entretien", "aria-invalid") == "true"
    assert "f-date_entretien-erreur" in page.get_attribute("#f-date_entretien", "aria-describedby")
    page.fill("#f-date_entretien", "18 janvier 2027")
    error.wait_for(state="detached")
    assert page.get_attribute("#f-date_entretien", "aria-invalid") is None


def test_steps_follow_the_address_the_back_button_and_the_focus(sheet):
    page = sheet()
    assert page.locator(".step:visible").count() == 1
    page.click("#situation .step-links .button-primary")
    expect(page.locator("#titre-convocation")).to_be_focused()
    assert page.locator(".steps-nav a[aria-current=step]").inner_text() == "Convocation"
    page.go_back()
    page.locator("#situation").wait_for(state="visible")
    assert page.locator("#convocation").is_hidden()


@WIDTHS
def test_the_whole_journey_by_keyboard(sheet, width):
    page = sheet(width=width, path="/entretien#convocation")
    reach(page, "f-date_convocation")
    page.keyboard.type("13 janvier 2027")
    reach(page, "f-date_entretien")
    page.keyboard.type("18 janvier 2027")
    reach(page, "f-conduit_par")
    page.keyboard.type("Directeur")
    page.locator("#annonce", has_text="2 irrégularités").wait_for(state="attached")
    for step in ("entretien", "compte-rendu", "criteres", "formation", "avant-apres", "bilan"):
        reach_link(page, step)
        page.keyboard.press("Enter")
        expect(page.locator(f"#titre-{step}")).to_be_focused()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('formaction')") == "/entretien/fichier/agenda.ics":
            break
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    assert waited.value.suggested_filename == "dates-dossier-sans-nom.ics"


def reach(page, control):
    for _ in range(80):
        if page.evaluate("document.activeElement.id") == control:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{control} is out of reach of the keyboard")


def reach_link(page, step):
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.step-links .button-primary')"):
            assert page.evaluate("document.activeElement.hash") == f"#{step}"
            return
    raise AssertionError(f"the link to {step} is out of reach of the keyboard")


@WIDTHS
def test_files_are_downloaded_and_open(sheet, width):
    page = sheet(width=width)
    page.fill("#f-nom", "Dossier de L.")
    fill_late(page)
    go(page, "criteres")
    page.fill("#f-note-oral", "prise de parole en réunion")
    go(page, "bilan")
    name, data = download(page, "dossier.docx")
    assert name == "entretien-dossier-de-l.docx" and "prise de parole en réunion" in docx_text(data)
    assert "21 janvier 2027" in pdf_text(download(page, "dossier.pdf")[1])
    assert "2027-01-18" in {str(event["day"]) for event in calendar_events(download(page, "agenda.ics")[1])}
    assert "le 21 janvier 2027 ou plus tard" in docx_text(download(page, "courrier-report.docx")[1])
    assert page.input_value("#f-nom") == "Dossier de L."


def test_a_representative_sees_his_part_at_once(sheet):
    page = sheet()
    assert page.locator("p[data-representant]").is_hidden()
    page.check("#f-point_de_vue-1")
    assert page.locator("p[data-representant]").is_visible()
    go(page, "avant-apres")
    assert page.get_by_role("heading", name="Pour la personne qui accompagne").is_visible()


@WIDTHS
def test_without_a_script_the_sheet_is_checked_and_its_files_made(sheet, width):
    page = sheet(width=width, script=False)
    for name, value in LATE.items():
        page.fill(f"#f-{name}", value)
    page.select_option("#f-conduit_par", "directeur_ecole")
    page.click("#bilan .check-action button")
    page.wait_for_load_state()
    assert re.search(r"2\sirrégularités", page.inner_text("#bilan"))
    assert page.input_value("#f-date_entretien") == "18 janvier 2027"
    assert page.locator("#appareil").is_hidden()
    assert "21 janvier 2027" in docx_text(download(page, "courrier-report.docx")[1])
    assert overflow(page) <= 0


def test_an_error_seen_from_the_results_leads_to_its_field(sheet):
    page = sheet()
    go(page, "convocation")
    page.fill("#f-date_entretien", "31 février 2027")
    page.locator("#f-date_entretien-erreur").wait_for()
    go(page, "bilan")
    page.click("#bilan .notice a")
    expect(page.locator("#f-date_entretien")).to_be_focused()
    assert violations(page) == []


def test_enter_in_a_field_opens_the_results(sheet):
    page = sheet()
    go(page, "convocation")
    for name, value in LATE.items():
        page.fill(f"#f-{name}", value)
    page.press("#f-date_entretien", "Enter")
    expect(page.locator("#titre-bilan")).to_be_focused()
    expect(page.locator("#bilan .verdict")).to_contain_text("convocation tardive")


@WIDTHS
def test_a_refused_sheet_puts_the_focus_on_what_is_wrong(sheet, width):
    page = sheet(width=width, watched=False)  # the browser itself logs a page refused with the status 422
    go(page, "convocation")
    page.fill("#f-date_entretien", "31 février 2027")
    page.locator("#f-date_entretien-erreur").wait_for()
    go(page, "bilan")
    page.click("button[formaction='/entretien/fichier/dossier.docx']")
    summary = page.locator("#erreurs")
    expect(summary).to_be_focused()
    assert violations(page) == [] and overflow(page) <= 0
    summary.get_by_role("link").click()
    expect(page.locator("#f-date_entretien")).to_be_focused()
    assert page.input_value("#f-date_entretien") == "31 février 2027"


def test_the_printed_sheet_holds_every_step(sheet):
    page = sheet()
    fill_late(page)
    page.emulate_media(media="print")
    assert page.locator(".step:visible").count() == 8
    assert page.locator("#garder").is_hidden() and page.locator(".steps-nav").is_hidden()


@pytest.mark.parametrize("width", [320, 1920])
def test_narrow_and_wide_screens_hold_the_page(sheet, width):
    page = sheet(width=width)
    fill_late(page)
    for link in page.locator(".steps-nav a").all():
        go(page, link.get_attribute("href")[1:])
        assert overflow(page) <= 0
