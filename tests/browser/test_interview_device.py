"""Sheets kept on the device, saved to a file, taken back and erased."""

import pytest

from assistant.interview.storage import unpack
from tests.browser.interview_sheet import download, fill_late, go, opened_sheets  # noqa: F401 - a fixture

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
