"""Journeys through the interview sheet in a real browser, at a phone's width and at a desk's."""

import re

import pytest

from assistant.interview.storage import unpack
from tests.browser.conftest import Watch
from tests.exports.reading import calendar_events, docx_text, pdf_text

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTHS = pytest.mark.parametrize("width", [390, 1280])
LATE = {"date_convocation": "13 janvier 2027", "date_entretien": "18 janvier 2027"}


@pytest.fixture
def sheet(chromium, base):
    """Open the sheet: `sheet(width=…, scheme=…, script=…)`. The browser's language is English."""
    opened = []

    def open_sheet(width=1280, height=900, scheme="light", script=True, path="/entretien", watched=True):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="en-US",
            reduced_motion="reduce",
            java_script_enabled=script,
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        opened.append((context, Watch(page, base) if watched else None))
        page.goto(base + path)
        return page

    yield open_sheet
    for context, watch in opened:
        context.close()
        if watch:
            assert watch.complaints == []
            assert watch.strangers == []


def go(page, step):
    page.click(f".steps-nav a[href='#{step}']")
    page.locator(f"#{step}").wait_for(state="visible")


def fill_late(page):
    go(page, "convocation")
    for name, value in LATE.items():
        page.fill(f"#f-{name}", value)
    page.select_option("#f-conduit_par", "directeur_ecole")
    page.locator("#annonce", has_text="2 irrégularités").wait_for(state="attached")


def violations(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


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


def download(page, name):
    with page.expect_download() as waited:
        page.click(f"button[formaction='/entretien/fichier/{name}']")
    with open(waited.value.path(), "rb") as file:  # noqa: PTH123
        return waited.value.suggested_filename, file.read()


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


def test_nothing_is_kept_unless_asked_and_erasing_erases(sheet):
    page = sheet()
    page.fill("#f-nom", "Une personne")
    fill_late(page)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    page.click("#appareil summary")
    page.click("#garder")
    assert page.get_attribute("#garder", "aria-pressed") == "true"
    assert page.evaluate("localStorage.length") == 1
    page.reload()
    assert page.input_value("#f-nom") == ""
    page.get_by_role("button", name="Ouvrir : Une personne").click()
    expect(page.locator("#f-nom")).to_have_value("Une personne")
    assert page.input_value("#f-date_entretien") == "18 janvier 2027"
    page.get_by_role("button", name="Effacer : Une personne").click()
    assert page.evaluate("localStorage.length") == 0


def test_several_persons_stay_apart_on_the_device(sheet):
    page = sheet()
    page.click("#appareil summary")
    for name, day in (("Alice", "18 janvier 2027"), ("Bao", "25 janvier 2027")):
        page.click("#nouvelle")
        expect(page.locator("#f-nom")).to_have_value("")
        go(page, "situation")
        page.fill("#f-nom", name)
        page.check("#f-jours_travailles-0")
        go(page, "convocation")
        page.fill("#f-date_entretien", day)
        page.click("#garder")
    page.get_by_role("button", name="Ouvrir : Alice").click()
    expect(page.locator("#f-nom")).to_have_value("Alice")
    assert page.input_value("#f-date_entretien") == "18 janvier 2027"
    assert page.is_checked("#f-jours_travailles-0") and not page.is_checked("#f-jours_travailles-1")
    page.fill("#f-date_entretien", "19 janvier 2027")
    page.get_by_role("button", name="Ouvrir : Bao").click()
    expect(page.locator("#f-nom")).to_have_value("Bao")
    assert page.input_value("#f-date_entretien") == "25 janvier 2027"
    page.get_by_role("button", name="Ouvrir : Alice").click()
    expect(page.locator("#f-date_entretien")).to_have_value("19 janvier 2027")


def test_a_saved_file_is_taken_back_and_a_foreign_one_refused(sheet, tmp_path):
    page = sheet()
    page.fill("#f-nom", "Dossier de L.")
    fill_late(page)
    go(page, "bilan")
    _, data = download(page, "dossier.json")
    saved = tmp_path / "fiche.json"
    saved.write_bytes(data)
    other = sheet()
    other.set_input_files("#fichier", saved)
    expect(other.locator("#f-nom")).to_have_value("Dossier de L.")
    other.locator("#annonce", has_text="2 irrégularités").wait_for(state="attached")
    assert other.evaluate("localStorage.length") == 0
    foreign = tmp_path / "autre.json"
    foreign.write_text('{"format": "x"}')
    other.set_input_files("#fichier", foreign)
    other.locator("#etat-appareil", has_text="n'est pas une fiche").wait_for()
    assert other.input_value("#f-nom") == "Dossier de L."


def test_all_sheets_are_saved_to_one_file_and_taken_back(sheet, tmp_path):
    page = sheet()
    page.click("#appareil summary")
    for name in ("Alice", "Bao"):
        page.click("#nouvelle")
        go(page, "situation")
        page.fill("#f-nom", name)
        page.click("#garder")
    with page.expect_download() as waited:
        page.click("#tout-exporter")
    saved = tmp_path / "fiches.json"
    waited.value.save_as(saved)
    assert {kept["nom"] for kept in unpack(saved.read_text(encoding="utf-8"))} == {"Alice", "Bao"}
    other = sheet()
    other.set_input_files("#fichier", saved)
    other.get_by_role("button", name="Ouvrir : Bao").wait_for()
    assert other.locator("#fiches li").count() == 2


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
