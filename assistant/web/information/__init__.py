"""The pages that say how the product treats people: privacy and accessibility."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.settings import Settings
from assistant.web.layout import page
from assistant.web.provider import AssistantProvider


def privacy_router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the route of the page on privacy: it tells the settings as they are."""
    model = settings.model_base_url if settings.model_name else ""
    told = {
        "model_host": urlsplit(model).hostname or "",
        "days": settings.feedback_days,
        "keep_unanswered": settings.keep_unanswered,
        "embedded": bool(settings.embed_origins),
    }
    return _fixed("/confidentialite", "information/privacy.html", told)


def accessibility_router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the route of the page on accessibility."""
    return _fixed("/accessibilite", "information/accessibility.html", {})


def _fixed(path: str, template: str, values: Mapping[str, object]) -> APIRouter:
    router = APIRouter()

    @router.get(path)
    def show(request: Request) -> HTMLResponse:
        return page(request, template, values)

    return router
