"""« Mon année » : the dates of the next twelve months that several calculators give from the same few facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from icalendar import Calendar
from pydantic import BaseModel
from starlette.datastructures import FormData

from assistant.domain.calculation import Calculation
from assistant.rules.core.dates import add_months, eve
from assistant.rules.core.errors import SituationError, read_situation
from assistant.rules.core.fields import Echelon, FrDate, Percent
from assistant.rules.core.french import FrenchValueError, format_date
from assistant.rules.core.inputs import AgentSituation, ContractSituation, question
from assistant.rules.exports.calendar_file import as_calendar
from assistant.rules.registry import find
from assistant.web.forms import FieldView
from assistant.web.layout import page
from assistant.web.simulators import texts
from assistant.web.simulators.reading import form_data, read_form
from assistant.web.simulators.schema import field_of
from assistant.web.simulators.timeline import Moment, Timeline, draw, moments_of

PATH = "/mon-annee"
MONTHS = 12
ANSWERS = {
    "acces_cdi": {"date_debut_services": "debut", "dernier_jour_cdd": "dernier_jour_cdd"},
    "prevenance_fin_cdd": {"date_debut_services": "debut", "dernier_jour_cdd": "dernier_jour_cdd"},
    "prochain_echelon": {"date_entree_echelon": "date_entree_echelon", "echelon": "echelon", "quotite": "quotite"},
    "frequence_entretien": {
        "contrat": "contrat",
        "date_debut_contrat": "debut_contrat",
        "date_dernier_entretien": "date_dernier_entretien",
        "aujourdhui": "aujourdhui",
    },
}
ONLY_CDD = {"acces_cdi", "prevenance_fin_cdd"}


class Annee(ContractSituation):
    """The facts that the calculators of the year share."""

    aujourdhui: FrDate | None = question(
        "À partir de quelle date ?", label="Début de la frise", help="Sans réponse, à partir d'aujourd'hui."
    )
    debut: FrDate | None = question(
        "Depuis quelle date êtes-vous AESH sans longue interruption ?",
        label="Début des services",
        help="C'est le premier jour du premier contrat.",
        example="1er septembre 2024",
    )
    debut_contrat: FrDate | None = question(
        "Quel est le premier jour de votre contrat actuel ?",
        label="Premier jour du contrat",
        help="Pour un CDI, le premier jour du CDI ; pour un CDD, le premier jour de services en CDD.",
        example="1er septembre 2024",
    )
    dernier_jour_cdd: FrDate | None = question(
        "Quel est le dernier jour de votre CDD (inclus) ?",
        label="Dernier jour du CDD",
        help="Laissez vide pour un CDI.",
        example="31 août 2027",
    )
    date_entree_echelon: FrDate | None = question(
        "Depuis quelle date êtes-vous à votre échelon actuel ?",
        label="Entrée dans l'échelon",
        help="Date d'effet du contrat ou du dernier avenant qui change l'indice.",
        example="1er septembre 2024",
    )
    echelon: Echelon | None = question("À quel échelon êtes-vous ?", label="Échelon", example="2e échelon")
    quotite: Percent | None = question("Quelle est votre quotité de travail ?", label="Quotité", example="62 %")
    date_dernier_entretien: FrDate | None = question(
        "À quelle date a eu lieu votre dernier entretien professionnel ?",
        label="Dernier entretien",
        help="Laissez vide si vous n'en avez jamais eu.",
        example="12 mars 2025",
    )


@dataclass(frozen=True)
class YearView:
    """The line of the year; `told` are the results that it rests on, `later` the dates beyond it."""

    first: date
    last: date
    timeline: Timeline | None
    moments: tuple[Moment, ...]
    later: tuple[Moment, ...]
    told: tuple[Calculation, ...]


def router() -> APIRouter:
    """Return the routes of the year."""
    routes = APIRouter(prefix=PATH)
    routes.add_api_route("", show, methods=["GET"], response_class=HTMLResponse)
    routes.add_api_route("", answer, methods=["POST"], response_class=HTMLResponse)
    routes.add_api_route("/agenda", agenda, methods=["POST"])
    return routes


Form = Annotated[FormData, Depends(form_data)]


def show(request: Request) -> HTMLResponse:
    """Return the empty form."""
    return _page(request, {}, {}, None)


def answer(request: Request, form: Form) -> HTMLResponse:
    """Return the year drawn, or what is wrong beside each field."""
    typed = read_form(Annee, form)
    try:
        facts = read_facts(typed.facts)
    except SituationError as error:
        return _page(request, typed.values, dict(error.problems), None)
    return _page(request, typed.values, {}, year_of(facts, date.today()))  # noqa: DTZ011 - the reader's own day


def agenda(request: Request, form: Form) -> Response:
    """Return the dates of the year as one calendar file; the form again when there are none."""
    try:
        facts = read_facts(read_form(Annee, form).facts)
    except SituationError:
        return answer(request, form)
    content = _calendar(year_of(facts, date.today()).told)  # noqa: DTZ011
    if content is None:
        return answer(request, form)
    headers = {"Content-Disposition": 'attachment; filename="mon-annee.ics"', "Cache-Control": "no-store"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


def read_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """Return the facts as JSON; raises `SituationError`, in French, for unusable ones."""
    return read_situation(Annee, facts).model_dump(mode="json", exclude_none=True)


def year_of(facts: Mapping[str, object], today: date) -> YearView:
    """Run the calculators that the facts suffice for, and keep the dates of the twelve months from the first day."""
    first = date.fromisoformat(str(facts["aujourdhui"])) if "aujourdhui" in facts else today
    last = eve(add_months(first, MONTHS))
    told = tuple(c for name in ANSWERS if (c := _run(name, {**facts, "aujourdhui": first.isoformat()})))
    found = _distinct([m for calculation in told for m in moments_of(calculation)])
    within = [m for m in found if first <= m.last and m.day <= last]
    later = tuple(m for m in found if m.day > last)
    return YearView(first, last, draw(within), tuple(within), later, told)


def _run(name: str, facts: Mapping[str, object]) -> Calculation | None:
    if name in ONLY_CDD and facts.get("contrat") != "cdd":
        return None
    given = {field: facts[fact] for field, fact in ANSWERS[name].items() if fact in facts}
    try:
        said = find(name).answer(given)
    except SituationError:
        return None
    return said if said.outcome == "result" else None


def _distinct(moments: list[Moment]) -> list[Moment]:
    """Merge what several calculators say of the same day in the same words, in order of date."""
    kept = {(m.day, m.last, m.label): m for m in moments}
    return [replace(m) for m in sorted(kept.values(), key=lambda m: (m.day, m.last))]


def _calendar(told: tuple[Calculation, ...]) -> bytes | None:
    """Return one calendar with the events of every calculation, or None without any event."""
    merged: Calendar | None = None
    for calculation in told:
        try:
            found = Calendar.from_ical(as_calendar(calculation, datetime.now(UTC)))
        except FrenchValueError:
            continue
        if merged is None:
            merged = found
        else:
            merged.subcomponents.extend(found.subcomponents)
    return bytes(merged.to_ical()) if merged else None


def _fields(values: Mapping[str, str], errors: Mapping[str, str]) -> list[FieldView]:
    model: type[BaseModel] = Annee
    names = [n for n in model.model_fields if n not in AgentSituation.model_fields]
    views = (field_of(model, name) for name in names)
    return [replace(v, value=values.get(v.name, v.value), error=errors.get(v.name, "")) for v in views]


def _page(
    request: Request, values: Mapping[str, str], errors: Mapping[str, str], year: YearView | None
) -> HTMLResponse:
    fields = _fields(values, errors)
    wrong = [field for field in fields if field.error]
    spoken = f"du {format_date(year.first)} au {format_date(year.last)}" if year else ""
    shown = {"s": texts, "fields": fields, "wrong": wrong, "year": year, "spoken": spoken}
    return page(request, "simulators/year.html", shown, 422 if wrong else 200)
