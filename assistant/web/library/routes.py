"""The addresses of the documents area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.datastructures import UploadFile

from assistant.index.errors import IndexStoreError
from assistant.ingestion.report import read_report
from assistant.settings import Settings
from assistant.web.bounds import plain
from assistant.web.layout import page
from assistant.web.library import texts
from assistant.web.library.adding import ACCEPTED, MEGABYTE, AddingRefusedError, Upload, add_guide
from assistant.web.library.shelf import KINDS, Shelf, fiches_by_theme, guides_of, safe_path
from assistant.web.library.views import NATURES, document_view, found_views
from assistant.web.links import LONGEST_QUOTE, PREFIX, document_url
from assistant.web.provider import AssistantProvider, AssistantUnavailableError, explain

ADD = PREFIX + "/ajouter"
FORM_OVERHEAD = 64 * 1024
FILE_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def bodies(settings: Settings) -> Mapping[str, int]:
    """Return the larger body that adding a guide needs, when it is allowed."""
    return {ADD: settings.upload_max_mb * MEGABYTE + FORM_OVERHEAD} if settings.uploads else {}


def router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the routes of the documents."""
    shelf = Shelf(settings, provider)
    routes = APIRouter(prefix=PREFIX, default_response_class=HTMLResponse)
    _listing(routes, shelf)
    _reading(routes, shelf)
    if settings.uploads:
        _adding(routes, shelf)
    return routes


Handler = Callable[..., Response]


def _available(handler: Handler) -> Handler:
    """Say in French why there is no document to show, instead of failing."""

    @wraps(handler)
    def guarded(request: Request, *args: object, **kwargs: object) -> Response:
        try:
            return handler(request, *args, **kwargs)
        except AssistantUnavailableError as error:
            why = str(error)
        except IndexStoreError as error:
            why = explain(error)
        return page(request, "error.html", {"title": texts.UNAVAILABLE, "advice": why}, 503)

    return guarded


def _listing(routes: APIRouter, shelf: Shelf) -> None:
    longest = shelf.settings.max_question_chars

    @routes.get("")
    @_available
    def index(request: Request, q: str = "", dans: Annotated[str, Query(max_length=20)] = "") -> Response:
        query = plain(q, longest)
        documents = shelf.documents()
        shown = {
            "query": query,
            "kinds": [(key, label) for key, (label, _) in KINDS.items()],
            "kind": dans if dans in KINDS else "",
            "found": found_views(shelf.search(query, dans)) if query else [],
            "guides": guides_of(documents),
            "themes": fiches_by_theme(documents),
        }
        return _page(request, "library/index.html", {**shown, "uploads": shelf.settings.uploads})

    @routes.get("/rapport")
    @_available
    def report(request: Request) -> Response:
        found = read_report(shelf.settings.index_dir)
        files = found.files if found else ()
        fiches = {d.source.origin for d in shelf.documents() if d.source.fiche_id}
        own = [f for f in files if f.file not in fiches]
        manifest = shelf.reader().manifest
        shown = {
            "known": found,
            "guides": sorted(own, key=lambda f: f not in found.to_review) if found else [],
            "fiches": len(files) - len(own),
            "manifest": manifest,
        }
        return _page(request, "library/report.html", shown)


def _reading(routes: APIRouter, shelf: Shelf) -> None:
    @routes.get("/lire/{source_id}")
    @_available
    def read(request: Request, source_id: str, section: str = "", extrait: str = "") -> Response:
        document = shelf.document(source_id)
        if document is None:
            raise HTTPException(404)
        view = document_view(shelf, document, section, extrait[:LONGEST_QUOTE])
        return _page(request, "library/document.html", {"view": view})

    @routes.get("/fichier/{source_id}")
    @_available
    def file(request: Request, source_id: str) -> Response:
        document = shelf.document(source_id)
        source = document.source if document else None
        path = safe_path(shelf.settings.guides_dir, source.origin) if source and not source.fiche_id else None
        if path is None:
            raise HTTPException(404)
        pdf = path.suffix.lower() == ".pdf"
        return FileResponse(
            path,
            media_type="application/pdf" if pdf else "application/octet-stream",
            filename=path.name,
            content_disposition_type="inline" if pdf else "attachment",
            headers={"Content-Security-Policy": PDF_POLICY if pdf else FILE_POLICY, "Cache-Control": "no-store"},
        )


def _adding(routes: APIRouter, shelf: Shelf) -> None:
    @routes.get("/ajouter")
    def form(request: Request) -> Response:
        return _form(request, shelf, "")

    @routes.post("/ajouter")
    async def add(request: Request) -> Response:
        sent = (await request.form(max_files=1, max_fields=2)).get("fichier")
        if not isinstance(sent, UploadFile) or not sent.filename:
            return _form(request, shelf, texts.ADD_NO_FILE)
        return await run_in_threadpool(_add, request, shelf, Upload(sent.filename, sent.file))


@_available
def _add(request: Request, shelf: Shelf, upload: Upload) -> Response:
    try:
        added = add_guide(shelf.settings, shelf.retriever().embedder, upload)
    except AddingRefusedError as error:
        return _form(request, shelf, str(error))
    document = next((d for d in shelf.documents() if d.source.origin == added.file), None)
    values = {
        "done": texts.ADD_DONE.format(title=added.title, sections=added.sections),
        "notes": added.notes,
        "url": document_url(document.source.source_id) if document else PREFIX,
    }
    return _form(request, shelf, "", values)


def _form(request: Request, shelf: Shelf, error: str, values: Mapping[str, object] | None = None) -> Response:
    limits = {"accepted": ACCEPTED, "limit": shelf.settings.upload_max_mb, "pages": shelf.settings.upload_max_pages}
    shown = {"error": error, "done": "", "notes": (), "url": "", **limits, **(values or {})}
    return _page(request, "library/add.html", shown, 422 if error else 200)


def _page(request: Request, template: str, values: Mapping[str, object], status: int = 200) -> HTMLResponse:
    return page(request, template, {"d": texts, "natures": NATURES, "document_url": document_url, **values}, status)
