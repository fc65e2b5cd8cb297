"""The addresses of the administrator."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.feedback.export import as_csv
from assistant.feedback.store import FeedbackError, FeedbackStore
from assistant.index.errors import IndexStoreError
from assistant.index.store import IndexStore
from assistant.settings import Settings
from assistant.web.admin import state
from assistant.web.admin.access import Access
from assistant.web.layout import page
from assistant.web.provider import AssistantProvider

PREFIX = "/administration"
SHOWN = 50
CONFIRMED = "oui"


def router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the routes, all behind the password of `settings`."""
    routes = APIRouter(dependencies=[Depends(Access(settings))])
    store = FeedbackStore(settings.feedback_dir, settings.feedback_days)

    @routes.get(PREFIX)
    def show(request: Request, fait: str = "") -> HTMLResponse:
        return page(request, "admin/index.html", {**_values(settings, provider, store), "done": fait})

    @routes.get(PREFIX + "/avis.csv")
    def export() -> Response:
        headers = {"Content-Disposition": 'attachment; filename="avis.csv"', "Cache-Control": "no-store"}
        return Response(as_csv(store.all()), media_type="text/csv; charset=utf-8", headers=headers)

    @routes.post(PREFIX + "/retour")
    def rollback(request: Request, confirmation: Annotated[str, Form()] = "") -> Response:
        if confirmation != CONFIRMED:
            return _back("a-confirmer")
        try:
            IndexStore(settings.index_dir).rollback()
        except IndexStoreError as error:
            values = {**_values(settings, provider, store), "done": "", "problem": str(error)}
            return page(request, "admin/index.html", values, 409)
        return _back("retour")

    @routes.post(PREFIX + "/effacer")
    def erase(confirmation: Annotated[str, Form()] = "") -> Response:
        if confirmation != CONFIRMED:
            return _back("a-confirmer")
        store.erase()
        return _back("efface")

    return routes


def _back(done: str) -> RedirectResponse:
    return RedirectResponse(f"{PREFIX}?fait={done}", 303)


def _values(settings: Settings, provider: AssistantProvider, store: FeedbackStore) -> dict[str, object]:
    problem = ""
    try:
        feedback, groups = state.opinions(store)
    except FeedbackError as error:
        feedback, groups, problem = [], [], str(error)
    stale, unreadable = state.freshness(settings, datetime.date.today())  # noqa: DTZ011 (the administrator's own day)
    return {
        "index": state.index_state(settings),
        "stale": stale,
        "feedback": feedback[:SHOWN],
        "feedback_count": len(feedback),
        "groups": groups[:SHOWN],
        "keeps_unanswered": settings.keep_unanswered,
        "days": settings.feedback_days,
        "volume": state.volume(provider.usage),
        "latency": state.latency(provider.usage),
        "width": state.WIDTH,
        "problem": problem or unreadable,
    }
