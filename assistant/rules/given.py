"""From facts to the fields of a calculator: each field takes its fact, in its own type; some facts give others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import MONTHS_IN_YEAR
from assistant.rules.core.errors import SituationError
from assistant.rules.core.french import FrenchValueError
from assistant.rules.core.inputs import asked, fact_of
from assistant.rules.core.spans import Span, Unknown, narrowed
from assistant.rules.deduced import RULES, Known, Rule
from assistant.rules.facts import Fact, registry
from assistant.rules.parsing import Duration
from assistant.rules.parsing.loose import read_value

Values = dict[str, Any]


@dataclass(frozen=True)
class Assumption:
    """A value taken for a fact that was not said: `says` is the sentence, `value` what the field received."""

    field: str
    fact: str
    value: Any
    says: str


@dataclass(frozen=True)
class Given:
    """The fields that facts fill, and those of them that are a hypothesis drawn from other facts."""

    fields: Values
    supposed: tuple[Assumption, ...] = ()
    notes: tuple[str, ...] = ()


# Types whose value may be a text; any other text was refused, and tells nothing of other facts.
TEXTS = ("choice", "text", "list")
NET, GROSS = "salaire_net", frozenset({"salaire_brut", "traitement_brut", "salaires_bruts", "salaire_brut_annuel"})
ASKS_GROSS = "Vous donnez un salaire net : ce calcul part du brut, écrit sur le bulletin de paie."
ASKS_NET = "Vous donnez un salaire brut : ce calcul part du net, écrit sur le bulletin de paie."


def fields_of(calculator: Calculator[Any], facts: Mapping[str, Any], today: date) -> Given:
    """Return the fields that `facts` fill, by name of fact or of field. Raises `SituationError`, in French."""
    model, found, problems = calculator.situation, Values(), list[tuple[str, str]]()
    own = {name: value for name, value in facts.items() if name in model.model_fields}
    said = {name: value for name, value in facts.items() if name not in own and name in registry()}
    strange = [name for name in facts if name not in own and name not in said]
    found |= {name: facts[name] for name in strange}
    for name, value in own.items():
        found[name] = _read_field(calculator, name, value, today)
    named = {name: _read(registry()[name], value, today, problems) for name, value in said.items()}
    if problems:
        raise SituationError(tuple(problems))
    derived, says = _derived(named, found, calculator, today)
    filled = _fill(calculator, found, derived)
    found = {name: narrowed(value) for name, value in found.items()}
    supposed = (Assumption(name, fact, found[name], says[fact]) for name, fact in filled if says.get(fact))
    return Given(found, tuple(supposed), _notes(calculator, named, found))


def _notes(calculator: Calculator[Any], named: Values, found: Values) -> tuple[str, ...]:
    """Say that a net salary is no gross, or a gross no net, where the other one is asked and unknown."""
    asks = {fact_of(info): name for name, info in calculator.situation.model_fields.items()}
    gross = [name for fact, name in asks.items() if fact in GROSS]
    if named.get(NET) and gross and NET not in asks and not any(found.get(name) for name in gross):
        return (ASKS_GROSS,)
    if named.get("salaire_brut") and NET in asks and found.get(asks[NET]) is None:
        return (ASKS_NET,)
    return ()


def _read_field(calculator: Calculator[Any], name: str, value: Any, today: date) -> Any:  # noqa: ANN401
    """Read the text of a field: strictly first (by the situation), as people say it where that fails."""
    about = asked(calculator.situation.model_fields[name])
    if not isinstance(value, str) or not about.get("fact") or not value.strip():
        return value
    try:
        return _strictly(calculator, name, value)
    except ValueError:
        pass
    try:
        return _converted(registry()[about["fact"]], about, read_value(registry()[about["fact"]], value, today))
    except FrenchValueError:
        return value


def _strictly(calculator: Calculator[Any], name: str, value: str) -> Any:  # noqa: ANN401
    """Return a field as the situation reads it by itself. Raises `ValueError` where it refuses that field."""
    try:
        return getattr(calculator.situation.model_validate({name: value}), name)
    except ValidationError as error:
        if any(item["loc"][:1] == (name,) for item in error.errors()):
            raise
        return value


def _read(fact: Fact, value: Any, today: date, problems: list[tuple[str, str]]) -> Any:  # noqa: ANN401
    if not isinstance(value, str) or not value.strip():
        return value
    try:
        return read_value(fact, value, today)
    except FrenchValueError as error:
        problems.append((fact.name, f"{fact.label} : {str(error).rstrip('.')}."))
        return None


def _fill(calculator: Calculator[Any], found: Values, named: Values) -> list[tuple[str, str]]:
    """Fill the fields of the facts known, and return them with their facts."""
    filled = []
    for name, info in calculator.situation.model_fields.items():
        about = asked(info)
        fact = about.get("fact", "")
        if name not in found and named.get(fact) is not None:
            value = _converted(registry()[fact], about, named[fact])
            if value is not None:
                found[name] = value
                filled.append((name, fact))
    return filled


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


def _derived(named: Values, found: Values, calculator: Calculator[Any], today: date) -> tuple[Values, dict[str, str]]:
    """Return the facts, with those that the others tell, and the sentences that say the hypotheses."""
    facts, says = dict(named), dict[str, str]()
    for name, info in calculator.situation.model_fields.items():
        fact = asked(info).get("fact", "")
        value = found.get(name)
        unread = isinstance(value, str) and fact and registry()[fact].type not in TEXTS
        if fact and fact not in facts and value is not None and not unread and not asked(info).get("when"):
            facts[fact] = value
    for rule in RULES:
        if facts.get(rule.fact) is None and _holds(rule, calculator):
            try:
                told = rule.tell(Known(facts, _pivot(calculator, facts, found, today), today))
            except (TypeError, ValueError, ArithmeticError):
                continue  # a value of an impossible type: it is refused, in French, where it is read
            if told is not None and not isinstance(told, Unknown):
                facts[rule.fact], says[rule.fact] = told, rule.says
    return facts, says


def _holds(rule: Rule, calculator: Calculator[Any]) -> bool:
    asks = {fact_of(info) for info in calculator.situation.model_fields.values()}
    return (not rule.only or calculator.id in rule.only) and rule.unless_asked not in asks


def _pivot(calculator: Calculator[Any], facts: Values, found: Values, today: date) -> date:
    name = calculator.pivot
    if name is None:
        return today
    fact = asked(calculator.situation.model_fields[name]).get("fact", "")
    value = found.get(name) or facts.get(fact)
    value = value.first if isinstance(value, Span) else value
    return value if isinstance(value, date) and fact != "date_debut_services" else today
