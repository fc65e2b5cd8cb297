"""The addresses under « /entretien »: the sheet, its live results, its files. No session, nothing stored."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from starlette.datastructures import UploadFile

from assistant.interview.case import KEY
from assistant.interview.letters import deadline_words
from assistant.interview.storage import unpack
from assistant.interview.words import sections
from assistant.rules.core.french import FrenchValueError, format_date_long
from assistant.settings import Settings
from assistant.web.interview import forms, texts
from assistant.web.interview.files import make_file
from assistant.web.interview.results import Outcome, outcome_of
from assistant.web.layout import fragment, page
from assistant.web.provider import AssistantProvider
from assistant.web.simulators.reading import form_data

PREFIX = "/entretien"
PARIS = ZoneInfo("Europe/Paris")


def router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the routes of the area."""
    area = APIRouter()
    area.add_api_route(PREFIX, _blank, methods=["GET"], response_class=HTMLResponse)
    area.add_api_route(PREFIX, _checked, methods=["POST"], response_class=HTMLResponse)
    area.add_api_route(f"{PREFIX}/bilan", _live, methods=["POST"], response_class=HTMLResponse)
    area.add_api_route(f"{PREFIX}/fichier/{{name}}", _download, methods=["POST"], response_class=Response)
    area.add_api_route(f"{PREFIX}/importer", _imported, methods=["POST"], response_class=HTMLResponse)
    return area


def _blank(request: Request) -> HTMLResponse:
    return _sheet(request, {})


async def _checked(request: Request) -> HTMLResponse:
    return await run_in_threadpool(_sheet, request, forms.raw_answers(await form_data(request)))


async def _live(request: Request) -> HTMLResponse:
    """Return the results alone, for the script of the page; what is wrong with an answer is part of them."""
    raw = forms.raw_answers(await form_data(request))
    return await run_in_threadpool(lambda: fragment("interview/live.html", _shown(_outcome(raw))))


async def _download(request: Request, name: str) -> Response:
    return await run_in_threadpool(_made, request, name, forms.raw_answers(await form_data(request)))


def _made(request: Request, name: str, raw: Mapping[str, str]) -> Response:
    outcome = _outcome(raw)
    if outcome.dossier is None or outcome.results is None:
        return _sheet(request, raw)
    try:
        made = make_file(name, raw, outcome.dossier, outcome.results, _today().date())
    except KeyError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
    except FrenchValueError as error:
        return _sheet(request, raw, [str(error)])
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=headers)


async def _imported(request: Request) -> HTMLResponse:
    """Open a saved file for those whose browser runs no script."""
    sent = (await request.form(max_files=1, max_fields=10)).get("fichier")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return _sheet(request, {}, [texts.IMPORT_EMPTY])
    return await run_in_threadpool(_opened, request, await sent.read())


def _opened(request: Request, content: bytes) -> HTMLResponse:
    try:
        sheets = unpack(content.decode("utf-8", errors="replace"))
    except FrenchValueError as error:
        return _sheet(request, {}, [str(error)])
    return _sheet(request, sheets[0], notices=[texts.IMPORT_SEVERAL] if len(sheets) > 1 else [])


def _sheet(
    request: Request, raw: Mapping[str, str], messages: Sequence[str] = (), notices: Sequence[str] = ()
) -> HTMLResponse:
    """Return the whole page filled with `raw`; `messages` are errors that belong to no field."""
    outcome = _outcome(raw)
    steps = forms.step_views(raw, outcome.problems)
    groups, notes = forms.criterion_views(raw, outcome.problems), forms.note_views(raw, outcome.problems)
    asked = [*(view for step in steps for view in step.fields), *(view for group in groups for view in group.fields)]
    values = {
        "steps": steps,
        "groups": groups,
        "notes": notes,
        "asked": [*asked, *notes],
        "days": forms.ticked_days(raw),
        "lists": sections(),
        "representative": raw.get(forms.VIEWPOINT) == "representant",
        "key_name": KEY,
        "key": forms.key_of(raw) or secrets.token_hex(8),
        "messages": messages,
        "notices": notices,
        "filled": bool(raw),
        **_shown(outcome),
    }
    wrong = outcome.problems or messages
    return page(request, "interview/sheet.html", values, HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)


def _shown(outcome: Outcome) -> dict[str, object]:
    return {"i": texts, "outcome": outcome, "jour": format_date_long, "quand": deadline_words}


def _outcome(raw: Mapping[str, str]) -> Outcome:
    return outcome_of(raw, _today().date())


def _today() -> datetime:
    """Return now, where the users are."""
    return datetime.now(PARIS)
