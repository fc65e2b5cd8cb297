"""The frame common to every page: navigation, the helper that renders a page, and errors said in French."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from assistant.web import texts
from assistant.web.render import render
from assistant.web.security import HEADERS, page_policy

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Link:
    """An entry of the navigation; `path` is also the prefix of its area."""

    path: str
    label: str


NAVIGATION = (
    Link("/", "Discuter"),
    Link("/simulateurs", "Simulateurs"),
    Link("/entretien", "Préparer un entretien"),
    Link("/documents", "Documents"),
)
FOOTER = (Link("/confidentialite", "Confidentialité"), Link("/accessibilite", "Accessibilité"))


def frame(path: str) -> dict[str, object]:
    """Return what `header.html` and `site_footer.html` need to draw the frame of the page at `path`."""
    links = (*NAVIGATION, *FOOTER)
    current = next((link.path for link in links if path == link.path or path.startswith(link.path + "/")), "")
    return {"navigation": NAVIGATION, "footer_links": FOOTER, "current": current, "at_root": path == current}


def page(
    request: Request, template: str, values: Mapping[str, object] | None = None, status: int = 200
) -> HTMLResponse:
    """Return `template` (which extends `layout.html`) filled with `values`, escaped, never kept by a cache.

    The templates also receive `request`, `t` (the texts of the chat) and the filters of `render.environment`.
    """
    html = render(template, {"request": request, **frame(request.url.path), **(values or {})})
    headers = {"Cache-Control": "no-store", "Content-Language": "fr", "Content-Security-Policy": page_policy()}
    return HTMLResponse(html, status, headers)


def fragment(template: str, values: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """Return a piece of page for a script of ours to insert: a template without the frame."""
    return HTMLResponse(render(template, values), status, {"Cache-Control": "no-store"})


def error_page(request: Request, status: int) -> HTMLResponse:
    """Return the page that says, in French, what went wrong with the request and what to do."""
    title, advice = texts.ERRORS.get(status, texts.ERRORS[500])
    response = page(request, "error.html", {"title": title, "advice": advice}, status)
    response.headers.update(HEADERS)
    return response


def say_errors_in_french(app: FastAPI) -> None:
    """Answer every failure of the pages of `app` with `error_page`; the details go to the log alone."""

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> HTMLResponse:
        response = error_page(request, error.status_code)
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(RequestValidationError)
    async def unreadable(request: Request, error: RequestValidationError) -> HTMLResponse:
        return error_page(request, HTTPStatus.BAD_REQUEST)

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> HTMLResponse:
        _log.error("The page %s failed", request.url.path, exc_info=error)
        return error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)
