"""Take the README's pictures of the page: `python -m tests.browser.screenshot [--question …] [--folder docs]`.

A development tool: it needs Playwright (extra `dev`), a Chromium on the path, and an index in service.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import PROJECT_ROOT, load_settings
from assistant.web import texts
from assistant.web.provider import AssistantProvider
from assistant.web.server import running
from tests.web.running import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DEFAULT_QUESTION = "Je démissionne de mon CDD : combien de temps avant dois-je prévenir ?"
SIZES = {"page.png": (1280, 900), "page-telephone.png": (390, 844)}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
PATIENCE_MS = 120_000


def main(arguments: list[str] | None = None) -> int:
    """Serve the page on a free port, ask the question at each size, save the pictures; return the exit status."""
    options = _options(arguments)
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.stderr.write("Aucun navigateur Chromium trouvé : installez le paquet « chromium ».\n")
        return 1
    options.folder.mkdir(parents=True, exist_ok=True)
    settings = load_settings().model_copy(update={"host": "127.0.0.1", "port": free_port()})
    with running(settings, AssistantProvider(settings)) as address:
        _take_all(path, address, options)
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Photographie la page pour le README.")
    parser.add_argument("--question", default=DEFAULT_QUESTION)
    parser.add_argument("--folder", type=Path, default=PROJECT_ROOT / "docs")
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    return parser.parse_args(arguments)


def _take_all(chromium: str, address: str, options: argparse.Namespace) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, size in SIZES.items():
            _take(browser, address, options, name, size)
        browser.close()


def _take(browser: Browser, address: str, options: argparse.Namespace, name: str, size: tuple[int, int]) -> None:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=options.scheme,
        reduced_motion="reduce",
        device_scale_factor=2,
    )
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    _converse(page, options.question, open_source=size[0] > size[1])
    page.screenshot(path=options.folder / name)
    page.close()


def _converse(page: Page, question: str, *, open_source: bool) -> None:
    page.get_by_role("textbox", name=texts.QUESTION_LABEL).fill(question)
    page.get_by_role("button", name=texts.SEND).click()
    exchange = page.locator(".exchange[aria-busy=false]")
    exchange.wait_for()
    if open_source and exchange.locator(".mark-link").count():
        exchange.locator(".mark-link").first.click()
        exchange.locator(".question").scroll_into_view_if_needed()
    page.mouse.move(0, 0)


if __name__ == "__main__":
    raise SystemExit(main())
