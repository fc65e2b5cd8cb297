"""The addresses of the simulators. A POST carries the facts in its body: none ever stands in an address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.datastructures import FormData

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.french import FrenchValueError
from assistant.rules.exports.calendar_file import as_calendar
from assistant.rules.registry import find, modules
from assistant.settings import Settings
from assistant.web.provider import AssistantProvider
from assistant.web.simulators import rendering, sheet, stepwise, year
from assistant.web.simulators.computing import compute
from assistant.web.simulators.reading import Typed, form_data, read_form, without_row

PREFIX = "/simulateurs"
CALENDAR = "text/calendar; charset=utf-8"


def known_calculator(calculator_id: str) -> Calculator[Any]:
    """Return the calculator of the address; an unknown one is a page not found."""
    if calculator_id not in modules():
        raise HTTPException(404)
    return find(calculator_id)


Known = Annotated[Calculator[Any], Depends(known_calculator)]
Form = Annotated[FormData, Depends(form_data)]


def router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the routes of the simulators; they need no index."""
    routes = APIRouter(prefix=PREFIX)
    routes.add_api_route("", index, methods=["GET"], response_class=HTMLResponse)
    routes.include_router(year.router())
    routes.add_api_route("/{calculator_id}", show, methods=["GET"], response_class=HTMLResponse)
    routes.add_api_route("/{calculator_id}", submit, methods=["POST"], response_class=HTMLResponse)
    routes.add_api_route("/{calculator_id}/resultat", live, methods=["POST"])
    routes.add_api_route("/{calculator_id}/agenda", agenda, methods=["POST"])
    routes.add_api_route("/{calculator_id}/fiche", printable, methods=["POST"], response_class=HTMLResponse)
    routes.add_api_route("/{calculator_id}/pas-a-pas", first_step, methods=["GET"], response_class=HTMLResponse)
    routes.add_api_route("/{calculator_id}/pas-a-pas", next_step, methods=["POST"], response_class=HTMLResponse)
    return routes


def index(request: Request, q: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """List the simulators, or those that a search finds."""
    return rendering.index_page(request, q.strip())


def show(request: Request, calculator: Known) -> HTMLResponse:
    """Return the empty form."""
    return rendering.calculator_page(request, calculator)


def submit(request: Request, calculator: Known, form: Form) -> HTMLResponse:
    """Add or remove a row when one of those buttons was used, else compute."""
    typed = read_form(calculator.situation, form)
    verb, _, rest = str(form.get("action", "")).partition(":")
    if verb in {"ajouter", "retirer"}:
        return rendering.calculator_page(request, calculator, _rows_changed(calculator, typed, verb, rest))
    return rendering.calculator_page(request, calculator, typed, compute(calculator, typed))


def _rows_changed(calculator: Calculator[Any], typed: Typed, verb: str, rest: str) -> Typed:
    name, _, rank = rest.partition(":")
    if name not in typed.rows:
        raise HTTPException(400)
    if verb == "ajouter":
        return Typed(typed.values, {}, {**typed.rows, name: typed.rows[name] + 1}, ())
    if not rank.isdecimal():
        raise HTTPException(400)
    kept = without_row(typed.values, name, int(rank))
    return read_form(calculator.situation, kept)


def live(calculator: Known, form: Form) -> JSONResponse:
    """Return the result of what is typed so far, for the script of the page."""
    typed = read_form(calculator.situation, form)
    return rendering.live_answer(calculator, typed, compute(calculator, typed))


def agenda(request: Request, calculator: Known, form: Form) -> Response:
    """Return the dates of the result as a calendar file; the form again when there are none."""
    typed = read_form(calculator.situation, form)
    answered = compute(calculator, typed)
    try:
        if answered.calculation is None:
            return rendering.calculator_page(request, calculator, typed, answered)
        content = as_calendar(answered.calculation, datetime.now(UTC))
    except FrenchValueError:
        return rendering.calculator_page(request, calculator, typed, answered)
    name = calculator.id.replace("_", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"', "Cache-Control": "no-store"}
    return Response(content, media_type=CALENDAR, headers=headers)


def printable(request: Request, calculator: Known, form: Form) -> HTMLResponse:
    """Return the sheet to print: the answers, the date, the result with its steps and its rules."""
    typed = read_form(calculator.situation, form)
    answered = compute(calculator, typed)
    if answered.calculation is None:
        return rendering.calculator_page(request, calculator, typed, answered)
    return sheet.sheet_page(request, calculator, typed, answered.calculation)


def first_step(request: Request, calculator: Known) -> HTMLResponse:
    """Ask the first question."""
    return stepwise.step_page(request, calculator, rendering.EMPTY, ())


def next_step(request: Request, calculator: Known, form: Form) -> HTMLResponse:
    """Take the answer given, and ask the next question or show the result."""
    typed = read_form(calculator.situation, form)
    verb, _, name = str(form.get("action", "")).partition(":")
    skipped = tuple(n for n in str(form.get("passees", "")).split(",") if n in calculator.situation.model_fields)
    if verb in {"ajouter", "retirer"}:
        changed = _rows_changed(calculator, typed, verb, name)
        return stepwise.step_page(request, calculator, changed, skipped, asked_again=name.partition(":")[0])
    if verb == "passer":
        return stepwise.step_page(request, calculator, typed, (*skipped, name))
    posed = str(form.get("posee", ""))
    if not verb and posed in calculator.situation.model_fields and posed not in typed.facts:
        skipped = (*skipped, posed)
    again = name if verb == "modifier" and name in calculator.situation.model_fields else ""
    return stepwise.step_page(request, calculator, typed, skipped, asked_again=again)
