"""From facts to the fields of a calculator: each field takes its fact, in its own type; some facts give others.

What one fact tells of another is written here once: a seniority dates the beginning of the services, a length and a
first day give the last one, « troisième enfant » means two already there. A fact that was said always wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import MONTHS_IN_YEAR, add_years, eve, months_between, next_day
from assistant.rules.core.errors import SituationError
from assistant.rules.core.french import FrenchValueError
from assistant.rules.core.inputs import asked, label_of
from assistant.rules.core.spans import Span, Unknown, narrowed
from assistant.rules.facts import Fact, registry
from assistant.rules.parsing import Duration
from assistant.rules.parsing.loose import read_value
from assistant.rules.parsing.partial import counted_back, moved

Values = dict[str, Any]


def fields_of(calculator: Calculator[Any], facts: Mapping[str, Any], today: date) -> Values:
    """Return the fields that `facts` fill, by name of fact or of field. Raises `SituationError`, in French."""
    model, found, problems = calculator.situation, Values(), list[tuple[str, str]]()
    own = {name: value for name, value in facts.items() if name in model.model_fields}
    said = {name: value for name, value in facts.items() if name not in own and name in registry()}
    strange = [name for name in facts if name not in own and name not in said]
    found |= {name: facts[name] for name in strange}
    for name, value in own.items():
        found[name] = _read_field(calculator, name, value, today, problems)
    named = {name: _read(registry()[name], value, today, problems) for name, value in said.items()}
    if problems:
        raise SituationError(tuple(problems))
    _fill(calculator, found, _derived(named, found, calculator, today))
    return found


def _read_field(
    calculator: Calculator[Any],
    name: str,
    value: Any,
    today: date,
    problems: list[tuple[str, str]],
) -> Any:  # noqa: ANN401
    """Read the text of a field: strictly first (by the situation), as people say it where that fails."""
    fact = asked(calculator.situation.model_fields[name]).get("fact")
    if not isinstance(value, str) or not fact or not value.strip() or _strict(calculator, name, value):
        return value
    try:
        return _converted(
            registry()[fact],
            asked(calculator.situation.model_fields[name]),
            read_value(registry()[fact], value, today),
        )
    except FrenchValueError:
        return value


def _strict(calculator: Calculator[Any], name: str, value: str) -> bool:
    try:
        calculator.situation.model_validate({name: value})
    except ValueError as error:
        return not (isinstance(error, ValidationError) and any(i["loc"][:1] == (name,) for i in error.errors()))
    return True


def _read(fact: Fact, value: Any, today: date, problems: list[tuple[str, str]]) -> Any:  # noqa: ANN401
    if not isinstance(value, str) or not value.strip():
        return value
    try:
        return read_value(fact, value, today)
    except FrenchValueError as error:
        problems.append((fact.name, f"{fact.label} : {str(error).rstrip('.')}."))
        return None


def _fill(calculator: Calculator[Any], found: Values, named: Values) -> None:
    for name, info in calculator.situation.model_fields.items():
        about = asked(info)
        fact = about.get("fact", "")
        if name not in found and named.get(fact) is not None:
            value = _converted(registry()[fact], about, named[fact])
            if value is not None:
                found[name] = value


def _converted(fact: Fact, about: Mapping[str, Any], value: Any) -> Any:  # noqa: ANN401
    """Put the value of a fact in the type of a field: a question of yes or no, a count of months or years."""
    if isinstance(value, Unknown):
        return value
    if when := about.get("when"):
        return value >= int(when.removesuffix("+")) if when.endswith("+") else value == when
    if fact.choices and about.get("choices") and value not in about["choices"]:
        return None
    unit = about.get("counts", "")
    if unit and isinstance(value, Span):
        return narrowed(Span(_count(value.first, unit), _count(value.last, unit), value.said))
    return _count(value, unit) if unit and isinstance(value, Duration) else value


def _count(length: Duration, unit: str) -> int:
    return length.total_months // MONTHS_IN_YEAR if unit == "ans" else length.total_months


@dataclass(frozen=True)
class _Known:
    """The facts known, and what they are counted to: the date that the calculator looks at, or today."""

    facts: Values
    on: date

    def first(self, name: str) -> Any:  # noqa: ANN401
        value = self.facts.get(name)
        return value if value is not None and not isinstance(value, Span | Unknown) else None


def _derived(named: Values, found: Values, calculator: Calculator[Any], today: date) -> Values:
    """Return the facts, with those that the others tell."""
    facts = dict(named)
    for name, info in calculator.situation.model_fields.items():
        fact = asked(info).get("fact", "")
        if fact and fact not in facts and found.get(name) is not None and not asked(info).get("when"):
            facts[fact] = found[name]
    for target, tell in RULES:
        if facts.get(target) is None:
            told = tell(_Known(facts, _pivot(calculator, facts, found, today)))
            if told is not None:
                facts[target] = told
    return facts


def _pivot(calculator: Calculator[Any], facts: Values, found: Values, today: date) -> date:
    name = calculator.pivot
    if name is None:
        return today
    fact = asked(calculator.situation.model_fields[name]).get("fact", "")
    value = found.get(name) or facts.get(fact)
    value = value.first if isinstance(value, Span) else value
    return value if isinstance(value, date) and fact != "date_debut_services" else today


def _services(k: _Known) -> Any:  # noqa: ANN401
    length = k.facts.get("anciennete_services")
    if isinstance(length, Duration):
        length = Span(length, length)
    return narrowed(counted_back(length, k.on)) if isinstance(length, Span) else None


def _last_day(start: str, length: str) -> Callable[[_Known], Any]:
    def tell(k: _Known) -> Any:  # noqa: ANN401
        first, said = k.first(start), k.facts.get(length)
        said = said.first if isinstance(said, Span) else said
        return eve(moved(first, said, 1)) if isinstance(first, date) and isinstance(said, Duration) else None

    return tell


def _length_of_cdd(k: _Known) -> Any:  # noqa: ANN401
    first, last = k.first("date_debut_contrat"), k.first("dernier_jour_cdd")
    return Duration(0, months_between(first, next_day(last))) if first and last and first <= last else None


def _of_time(k: _Known) -> Any:  # noqa: ANN401
    share = k.first("quotite")
    if share is None or isinstance(share, str):
        return None
    return "complet" if Decimal(share) == 100 else "incomplet"


def _is_cdd(k: _Known) -> Any:  # noqa: ANN401
    return "cdd" if k.facts.get("dernier_jour_cdd") or k.facts.get("duree_cdd") else None


def _same(name: str) -> Callable[[_Known], Any]:
    return lambda k: k.facts.get(name)


def _born(k: _Known) -> Any:  # noqa: ANN401
    age = k.first("age")
    return Span(next_day(add_years(k.on, -age - 1)), add_years(k.on, -age)) if isinstance(age, int) else None


def _already(k: _Known) -> Any:  # noqa: ANN401
    rank = k.first("rang_enfant")
    return rank - 1 if isinstance(rank, int) and rank > 0 else None


def _one_leave(k: _Known) -> Any:  # noqa: ANN401
    first, last = k.first("date_debut_arret"), k.first("dernier_jour_arret")
    return [{"premier_jour": first, "dernier_jour": last}] if first and last else None


RULES: tuple[tuple[str, Callable[[_Known], Any]], ...] = (
    ("dernier_jour_cdd", _last_day("date_debut_contrat", "duree_cdd")),
    ("duree_cdd", _length_of_cdd),
    ("type_contrat", _is_cdd),
    ("date_debut_services", _services),
    ("temps_de_travail", _of_time),
    ("dernier_jour_arret", _last_day("date_debut_arret", "duree_arret")),
    ("arrets", _one_leave),
    ("enfants_a_charge", _already),
    ("date_naissance", _born),
    ("date_naissance_enfant", _same("date_prevue_accouchement")),
    ("traitement_brut", _same("salaire_brut")),
    ("salaire_brut", _same("traitement_brut")),
    ("autre_parent", lambda k: "seul" if k.facts.get("situation_couple") == "seul" else None),
)

__all__ = ["RULES", "fields_of", "label_of"]
