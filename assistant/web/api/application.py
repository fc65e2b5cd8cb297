"""The HTTP interface: its own application under « /api », so that its errors are JSON and its description its own."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException

from assistant.domain.answer import Answer
from assistant.domain.calculation import Calculation
from assistant.index.errors import IndexStoreError
from assistant.rules.core.errors import SituationError
from assistant.settings import Settings
from assistant.web import texts
from assistant.web.api import calls
from assistant.web.api.schema import Asked, CalculatorCard, CalculatorSheet, Facts, Problem
from assistant.web.conversation import QuestionRefusedError
from assistant.web.layout import page
from assistant.web.provider import AssistantProvider, AssistantUnavailableError, explain

_log = logging.getLogger(__name__)
PREFIX = "/api"
UNREADABLE = "La demande n'est pas lisible : envoyez du JSON conforme à la description « /api/openapi.json »."
UNEXPECTED = "Une erreur imprévue est survenue ; la cause est dans le journal du serveur."
SUMMARY = "Poser une question et lancer les calculs de l'assistant AESH. Aucune demande n'est enregistrée."
REFUSALS: dict[int | str, dict[str, Any]] = {code: {"model": Problem} for code in (400, 404, 422, 503)}


def build_api(settings: Settings, provider: AssistantProvider, telemetry: TelemetryConfig) -> FastAPI:
    """Return the application to mount at `PREFIX`: questions, calculators, their description, a page about them."""
    app = FastAPI(
        title="Assistant AESH",
        summary=SUMMARY,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        servers=[{"url": PREFIX}],
        responses=REFUSALS,
        telemetry=telemetry,
    )

    app.add_api_route("/", about, include_in_schema=False, response_class=HTMLResponse)

    @app.post("/v1/questions", summary="Poser une question")
    def ask(asked: Asked) -> Answer:
        return calls.answered(settings, provider, asked)

    @app.get("/v1/calculateurs", summary="Lister les calculateurs")
    def listed() -> list[CalculatorCard]:
        return calls.cards()

    @app.get("/v1/calculateurs/{calculator_id}", summary="Décrire les faits d'un calculateur")
    def described(calculator_id: str) -> CalculatorSheet:
        return calls.sheet(calculator_id)

    @app.post("/v1/calculateurs/{calculator_id}", summary="Lancer un calcul")
    def calculated(calculator_id: str, given: Facts) -> Calculation:
        return calls.calculated(calculator_id, given.facts)

    _say_problems(app)
    return app


def about(request: Request) -> HTMLResponse:
    """Return the page about the interface, with or without a slash at the end of its address."""
    return page(request, "api/index.html", {"count": len(calls.cards())})


def _say_problems(app: FastAPI) -> None:
    @app.exception_handler(QuestionRefusedError)
    def refused(request: Request, error: QuestionRefusedError) -> JSONResponse:
        return _problem(HTTPStatus.BAD_REQUEST, str(error))

    @app.exception_handler(calls.UnknownCalculatorError)
    def unknown(request: Request, error: calls.UnknownCalculatorError) -> JSONResponse:
        return _problem(HTTPStatus.NOT_FOUND, str(error))

    @app.exception_handler(SituationError)
    def unusable(request: Request, error: SituationError) -> JSONResponse:
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), dict(error.problems))

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, error: RequestValidationError) -> JSONResponse:
        places = [".".join(str(part) for part in problem["loc"][1:]) for problem in error.errors()]
        wrong = {place: "valeur absente, de trop ou illisible" for place in places if place}
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, UNREADABLE, wrong)

    @app.exception_handler(AssistantUnavailableError)
    @app.exception_handler(IndexStoreError)
    def away(request: Request, error: Exception) -> JSONResponse:
        said = str(error) if isinstance(error, AssistantUnavailableError) else explain(error)
        return _problem(HTTPStatus.SERVICE_UNAVAILABLE, said)

    @app.exception_handler(HTTPException)
    def not_served(request: Request, error: HTTPException) -> JSONResponse:
        return _problem(error.status_code, texts.PATH_UNKNOWN if error.status_code in {404, 405} else UNREADABLE)

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> JSONResponse:
        _log.error("The request %s failed", request.url.path, exc_info=error)
        return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, UNEXPECTED)


def _problem(status: int, error: str, fields: dict[str, str] | None = None) -> JSONResponse:
    problem = Problem(error=error, fields=fields or {})
    return JSONResponse(problem.model_dump(), status, {"Cache-Control": "no-store"})
