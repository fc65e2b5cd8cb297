"""The web application: our own addresses first, then the Gradio page, behind the gate and the headers."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig

from assistant.settings import Settings
from assistant.web import texts
from assistant.web.api import application as api
from assistant.web.api.mcp_server import PREFIX as MCP_PREFIX
from assistant.web.api.mcp_server import build_mcp, lifespan_of, mcp_routes
from assistant.web.areas import AREAS
from assistant.web.document import FrenchDocument
from assistant.web.layout import say_errors_in_french
from assistant.web.page import build_page, theme
from assistant.web.page_queue import PageQueue
from assistant.web.provider import AssistantProvider
from assistant.web.queue_gate import QueueGate
from assistant.web.security import Gate, SecurityHeaders
from assistant.web.traffic import Traffic, TrafficGate

METRICS = "/metrics"
STATIC = Path(__file__).parent / "static"
SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}


def build_application(settings: Settings, provider: AssistantProvider) -> FastAPI:
    """Return the application that serves the chat page at « / », its health at « /sante », the areas, no more."""
    mcp = build_mcp(settings, provider) if settings.mcp else None
    traffic = Traffic(settings)
    app = FastAPI(
        title=texts.PAGE_TITLE,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry=SILENT,
        lifespan=lifespan_of(mcp) if mcp else None,
    )
    app.mount("/statique", StaticFiles(directory=STATIC), name="statique")

    _watch(app, settings, provider, traffic)
    _include_areas(app, settings, provider)
    app.add_api_route(api.PREFIX, api.about, response_class=HTMLResponse)
    app.mount(api.PREFIX, api.build_api(settings, provider, SILENT))
    if mcp:
        app.router.routes.extend(mcp_routes(mcp, settings))
    queue = PageQueue(settings, traffic.line)
    queue.blocks = _mount_page(app, settings, provider, queue)
    say_errors_in_french(app)
    app.add_middleware(FrenchDocument, embedders=settings.embed_origins)
    bodies = {path: size for area in AREAS for path, size in area.bodies(settings).items()}
    programs = (api.PREFIX, MCP_PREFIX) if mcp else (api.PREFIX,)
    app.add_middleware(QueueGate, queue=queue)
    pages = (METRICS,) if settings.metrics else ()
    app.add_middleware(Gate, prefixes=(*(area.prefix for area in AREAS), *programs), bodies=bodies, pages=pages)
    app.add_middleware(TrafficGate, traffic=traffic)
    app.add_middleware(SecurityHeaders)
    app.state.traffic, app.state.queue = traffic, queue
    return app


def _watch(app: FastAPI, settings: Settings, provider: AssistantProvider, traffic: Traffic) -> None:
    """Add the addresses of a watchman. They run in the event loop: no load of answers delays them."""

    @app.get("/sante")
    async def health() -> JSONResponse:
        state = texts.HEALTH_STOPPING if traffic.draining else provider.state()
        return JSONResponse({"etat": state}, 200 if state == texts.HEALTH_READY else 503)

    @app.get("/vivant")
    async def alive() -> JSONResponse:
        return JSONResponse({"etat": texts.HEALTH_ALIVE})

    if settings.metrics:

        @app.get(METRICS)
        async def metrics() -> PlainTextResponse:
            ready = provider.state() == texts.HEALTH_READY
            line = traffic.line
            gauges = {
                "ready": ready,
                "waiting": line.waiting,
                "serving": line.serving,
                "in_flight": traffic.in_flight,
            }
            return PlainTextResponse(traffic.metrics.text(gauges), media_type="text/plain; version=0.0.4")


def _include_areas(app: FastAPI, settings: Settings, provider: AssistantProvider) -> None:
    """Include each area; what it does not serve under its prefix is answered here, never by Gradio."""
    for area in AREAS:
        app.include_router(area.router(settings, provider))
        app.add_api_route(area.prefix + "/{rest:path}", _unknown, methods=["GET", "HEAD", "POST"])


def _unknown() -> None:
    raise HTTPException(404)


def _mount_page(app: FastAPI, settings: Settings, provider: AssistantProvider, queue: PageQueue) -> gr.Blocks:
    """Mount the page, and return it with its check of files switched on.

    Gradio checks the files named in a request only for blocks that were launched, which a mounted page never is:
    without the flag, anyone would make the server open and copy any file that it can read.
    """
    blocks = build_page(settings, provider, queue)
    gr.mount_gradio_app(
        app,
        blocks,
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
    blocks.has_launched = True
    return blocks
