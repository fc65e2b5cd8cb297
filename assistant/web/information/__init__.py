"""The pages that say how the product treats people: privacy and accessibility."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.model.texts import notice
from assistant.settings import Settings
from assistant.web.layout import page
from assistant.web.provider import AssistantProvider


def privacy_router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the route of the page on privacy: what it says follows from `settings`."""
    router = APIRouter()
    values = {
        "model": notice(settings.model_base_url if settings.model_name else ""),
        "days": settings.feedback_days,
        "keeps_unanswered": settings.keep_unanswered,
        "embedders": settings.embed_origins.split(),
    }

    @router.get("/confidentialite")
    def show(request: Request) -> HTMLResponse:
        return page(request, "information/privacy.html", values)

    return router


def accessibility_router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the route of the page on accessibility."""
    router = APIRouter()

    @router.get("/accessibilite")
    def show(request: Request) -> HTMLResponse:
        return page(request, "information/accessibility.html")

    return router
