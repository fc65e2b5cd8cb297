"""The interview sheet opened in a browser, and the gestures that its journeys share."""

import pytest

from tests.browser.conftest import Watch

LATE = {"date_convocation": "13 janvier 2027", "date_entretien": "18 janvier 2027"}


@pytest.fixture(name="sheet")
def opened_sheets(chromium, base):
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


def download(page, name):
    with page.expect_download() as waited:
        page.click(f"button[formaction='/entretien/fichier/{name}']")
    with open(waited.value.path(), "rb") as file:  # noqa: PTH123
        return waited.value.suggested_filename, file.read()
