"""Take the README's pictures: `python -m tests.browser.screenshot [--folder docs] [--scheme dark] [--only page.png]`.

A development tool: it needs Playwright (extra `dev`), a Chromium on the path, and an index in service. The pictures
show fiches of the project and invented cases only: no guide, no person.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from PIL import Image

from assistant.settings import PROJECT_ROOT, load_settings
from assistant.web import texts
from assistant.web.provider import AssistantProvider
from assistant.web.server import running
from tests.web.running import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CALCULATED = (
    "Je suis AESH depuis le 1er septembre 2023. Ma lettre de démission sera reçue le 4 janvier 2027 : quel préavis ?"
)
QUOTED = "Combien de jours pour garder mon enfant malade ?"
ECHELON = {"echelon": "3", "date_entree_echelon": "01/09/2025", "quotite": "62"}
INTERVIEW = {"date_convocation": "13 janvier 2027", "date_entretien": "18 janvier 2027"}
DESK, PHONE = (1280, 900), (390, 844)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
PATIENCE_MS = 60_000
COLOURS = 96


@dataclass(frozen=True)
class Picture:
    """A picture: its file, the size of the window in CSS pixels, and the gestures that bring the page to show."""

    name: str
    size: tuple[int, int]
    show: Callable[[Page, str], None]


def main(arguments: list[str] | None = None) -> int:
    """Serve the page on a free port, take each picture, save it; return the exit status."""
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
    parser = argparse.ArgumentParser(description="Photographie les pages pour le README.")
    parser.add_argument("--folder", type=Path, default=PROJECT_ROOT / "docs")
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    parser.add_argument("--only", choices=[picture.name for picture in PICTURES])
    return parser.parse_args(arguments)


def _take_all(chromium: str, address: str, options: argparse.Namespace) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for picture in PICTURES:
            if options.only in (None, picture.name):
                _take(browser, address, options, picture)
        browser.close()


def _take(browser: Browser, address: str, options: argparse.Namespace, picture: Picture) -> None:
    width, height = picture.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=options.scheme,
        reduced_motion="reduce",
        device_scale_factor=2,
    )
    page.set_default_timeout(PATIENCE_MS)
    picture.show(page, address)
    page.mouse.move(0, 0)
    _save(page.screenshot(), options.folder / picture.name)
    page.close()


def _save(shot: bytes, path: Path) -> None:
    """Save with few colours: a page of text stays sharp, and weighs a third."""
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def _ask(page: Page, address: str, question: str) -> None:
    page.goto(address)
    page.get_by_role("textbox", name=texts.QUESTION_LABEL).fill(question)
    page.get_by_role("button", name=texts.SEND).click()
    page.locator(".exchange[aria-busy=false]").wait_for()


def _answer_and_source(page: Page, address: str) -> None:
    _ask(page, address, CALCULATED)
    page.locator(".exchange .mark-link").first.click()
    _top(page)


def _answer(page: Page, address: str) -> None:
    _ask(page, address, QUOTED)
    page.evaluate("document.activeElement.blur()")


def _simulator(page: Page, address: str) -> None:
    page.goto(f"{address}/simulateurs/prochain_echelon#{urlencode(ECHELON)}")
    page.locator("#resultat .tiles").wait_for()
    _top(page, ".trail")


def _interview(page: Page, address: str) -> None:
    page.goto(f"{address}/entretien#convocation")
    for name, value in INTERVIEW.items():
        page.fill(f"#f-{name}", value)
    page.select_option("#f-conduit_par", "directeur_ecole")
    page.locator("#annonce", has_text="irrégularité").wait_for(state="attached")
    page.click(".steps-nav a[href='#bilan']")
    page.locator("#titre-bilan").wait_for()
    _top(page, ".steps-nav")


def _document(page: Page, address: str) -> None:
    _ask(page, address, CALCULATED)
    page.locator(".exchange .mark-link").first.click()
    link = page.get_by_role("link", name=texts.READ_IN_DOCUMENT).first.get_attribute("href") or "/documents"
    page.goto(address + link)
    page.locator("#passage").wait_for()
    _top(page, ".trail")


def _top(page: Page, selector: str = "body") -> None:
    """Bring `selector` to the top of the window, with no ring of focus left on the page."""
    page.evaluate("document.activeElement.blur()")
    page.evaluate(
        "s => window.scrollTo(0, document.querySelector(s).getBoundingClientRect().top + scrollY - 16)", selector
    )


PICTURES = (
    Picture("page.png", DESK, _answer_and_source),
    Picture("page-telephone.png", PHONE, _answer),
    Picture("simulateur.png", (1280, 1080), _simulator),
    Picture("entretien.png", DESK, _interview),
    Picture("documents.png", DESK, _document),
)

if __name__ == "__main__":
    raise SystemExit(main())
