"""The sheet to print or keep: answers, result, steps, texts, the day of the calculation and of its rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.domain.calculation import Calculation
from assistant.rules.core.calculator import Calculator
from assistant.web.layout import page
from assistant.web.simulators.reading import Typed
from assistant.web.simulators.rendering import common
from assistant.web.simulators.result import view_of


def sheet_page(request: Request, calculator: Calculator[Any], typed: Typed, calculation: Calculation) -> HTMLResponse:
    """Return the printable sheet of `calculation`; a button leads back to the form, filled with what was typed."""
    values = {"view": view_of(calculation), "today": date.today(), "typed": typed.values}  # noqa: DTZ011 - local day
    return page(request, "simulators/sheet.html", {**common(calculator), **values, "sheet": True})
