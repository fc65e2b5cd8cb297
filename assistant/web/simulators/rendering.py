"""The pages of the simulators, from what was typed and computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse

from assistant.rules.core.calculator import Calculator
from assistant.web.forms import FieldView
from assistant.web.french import typeset
from assistant.web.layout import page
from assistant.web.render import render
from assistant.web.simulators import texts
from assistant.web.simulators.catalogue import FIRST, THEMES, by_theme, entries, search
from assistant.web.simulators.computing import Answered
from assistant.web.simulators.reading import Typed
from assistant.web.simulators.result import ResultView, view_of
from assistant.web.simulators.schema import GroupView, RowsView, form_of

EMPTY = Typed({}, {}, {}, ())
NOTHING = Answered(None, {})


def index_page(request: Request, query: str) -> HTMLResponse:
    """Return the list of the simulators, or what a search finds in it."""
    return page(
        request,
        "simulators/index.html",
        {
            "s": texts,
            "query": query,
            "found": search(query) if query else [],
            "frequent": [entries()[name] for name in FIRST],
            "themes": by_theme(),
        },
    )


def calculator_page(
    request: Request, calculator: Calculator[Any], typed: Typed = EMPTY, answered: Answered = NOTHING
) -> HTMLResponse:
    """Return the form with what was typed, and the result or the errors."""
    groups = form_of(calculator, typed.values, typed.rows, answered.errors)
    wrong = wrong_in(groups)
    values = {**common(calculator), "groups": groups, "wrong": wrong, "view": _view(answered), "modes": True}
    return page(request, "simulators/calculator.html", values, 422 if wrong else 200)


def wrong_in(groups: tuple[GroupView, ...]) -> list[FieldView | RowsView]:
    """Return the questions with an error, in the order of the form."""
    return [field for group in groups for field in group.wrong()]


def common(calculator: Calculator[Any]) -> dict[str, object]:
    """Return what every page of one calculator shows."""
    return {"s": texts, "calculator": calculator, "theme": THEMES[calculator.theme], "sheet": False}


def _view(answered: Answered) -> ResultView | None:
    return view_of(answered.calculation) if answered.calculation else None


def live_answer(calculator: Calculator[Any], typed: Typed, answered: Answered) -> JSONResponse:
    """Return the result's HTML, what a screen reader says of it, and the errors by form name."""
    wrong = wrong_in(form_of(calculator, typed.values, typed.rows, answered.errors))
    view = _view(answered)
    values: Mapping[str, object] = {**common(calculator), "view": view, "wrong": wrong}
    return JSONResponse(
        {
            "result": render("simulators/result.html", values),
            "announce": view.announce if view else texts.TO_REVIEW,
            "errors": {name: typeset(sentence) for name, sentence in answered.errors.items()},
            "summary": render("simulators/summary.html", {"wrong": wrong}),
        },
        headers={"Cache-Control": "no-store"},
    )
