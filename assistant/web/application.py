"""The web application: our own addresses first, then the Gradio page, behind the gate and the headers."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig

from assistant.settings import Settings
from assistant.web import texts
from assistant.web.document import FrenchDocument
from assistant.web.page import build_page, theme
from assistant.web.provider import AssistantProvider
from assistant.web.security import Gate, SecurityHeaders

STATIC = Path(__file__).parent / "static"
SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}


def build_application(settings: Settings, provider: AssistantProvider) -> FastAPI:
    """Return the application that serves the chat page at « / », its health at « /sante », and nothing else."""
    app = FastAPI(title=texts.PAGE_TITLE, docs_url=None, redoc_url=None, openapi_url=None, telemetry=SILENT)
    app.mount("/statique", StaticFiles(directory=STATIC), name="statique")

    @app.get("/sante")
    def health() -> JSONResponse:
        state = provider.state()
        return JSONResponse({"etat": state}, 200 if state == texts.HEALTH_READY else 503)

    _mount_page(app, settings, provider)
    for middleware in (FrenchDocument, Gate, SecurityHeaders):
        app.add_middleware(middleware)
    return app


def _mount_page(app: FastAPI, settings: Settings, provider: AssistantProvider) -> None:
    gr.mount_gradio_app(
        app,
        build_page(settings, provider),
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None, "telemetry": SILENT},
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        allowed_paths=[],
        blocked_paths=["/"],
        max_file_size=1,
        theme=theme(),
    )
