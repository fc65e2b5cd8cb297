"""The pages that say how the product treats people: privacy and accessibility."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.settings import Settings
from assistant.web.layout import page
from assistant.web.provider import AssistantProvider


def privacy_router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the route of the page on privacy."""
    return _fixed("/confidentialite", "information/privacy.html")


def accessibility_router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the route of the page on accessibility."""
    return _fixed("/accessibilite", "information/accessibility.html")


def _fixed(path: str, template: str) -> APIRouter:
    router = APIRouter()

    @router.get(path)
    def show(request: Request) -> HTMLResponse:
        return page(request, template)

    return router
