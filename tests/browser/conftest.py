"""One server and one browser for the whole run; each test gets a fresh page that must stay clean."""

from __future__ import annotations

import shutil

import pytest

from tests.web.doubles import FakeAssistant
from tests.web.running import serving

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None:
        pytest.skip(f"no Chromium found ({', '.join(CHROMIUMS)})")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def base():
    with serving(FakeAssistant(delay=0.05), max_question_chars=300) as address:
        yield address


class Watch:
    """What a page must not do: complain in its console, or speak to another host."""

    def __init__(self, page, base):
        self.complaints, self.strangers = [], []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda r: self._note(r.url, base))

    def _heard(self, message):
        """A stream asked for again once its job was stopped is refused: that is no complaint of the page."""
        stopped = "/gradio_api/" in str(message.location) and "404" in message.text
        if message.type in {"error", "warning"} and not stopped:
            self.complaints.append(message.text)

    def _note(self, url, base):
        if not url.startswith((base, "data:", "blob:")):
            self.strangers.append(url)


@pytest.fixture
def visit(chromium, base):
    """Open the page in a fresh session: `visit(width=…, scheme=…)`; the browser's language is English."""
    opened = []

    def open_page(width=1280, height=900, scheme="light", address=base, watched=True):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-US", reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        opened.append((context, Watch(page, address) if watched else None))
        page.goto(address)
        page.get_by_role("textbox", name="Votre question").wait_for()
        return page

    yield open_page
    for context, watch in opened:
        context.close()
        if watch:
            assert watch.complaints == []
            assert watch.strangers == []


@pytest.fixture
def browse(chromium, base):
    """Open one of our own pages in a fresh session: `browse("/simulateurs", width=…, scheme=…, script=…)`."""
    opened = []

    def open_page(path, width=1280, scheme="light", address=base, script=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 850},
            color_scheme=scheme,
            locale="en-US",
            reduced_motion="reduce",
            java_script_enabled=script,
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        opened.append((context, Watch(page, address)))
        page.goto(address + path)
        return page

    yield open_page
    for context, watch in opened:
        context.close()
        assert watch.complaints == []
        assert watch.strangers == []
