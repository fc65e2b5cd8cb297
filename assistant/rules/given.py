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
from assistant.rules.core.fields import WorkedMinutes
from assistant.rules.core.french import FrenchValueError
from assistant.rules.core.inputs import asked, fact_of
from assistant.rules.core.outcome import Result
from assistant.rules.core.parameters import lookup
from assistant.rules.core.spans import Span, Unknown, narrowed
from assistant.rules.facts import Fact, registry
from assistant.rules.parsing import Duration
from assistant.rules.parsing.loose import read_value
from assistant.rules.parsing.partial import counted_back, moved
from assistant.rules.registry import find

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


@dataclass(frozen=True)
class _Known:
    """The facts known, and what they are counted to: the date that the calculator looks at, or today."""

    facts: Values
    on: date
    today: date

    def first(self, name: str) -> Any:  # noqa: ANN401
        value = self.facts.get(name)
        return value if value is not None and not isinstance(value, Span | Unknown) else None


def _derived(named: Values, found: Values, calculator: Calculator[Any], today: date) -> tuple[Values, dict[str, str]]:
    """Return the facts, with those that the others tell, and the sentences that say the hypotheses."""
    facts, says = dict(named), dict[str, str]()
    for name, info in calculator.situation.model_fields.items():
        fact = asked(info).get("fact", "")
        if fact and fact not in facts and found.get(name) is not None and not asked(info).get("when"):
            facts[fact] = found[name]
    for rule in RULES:
        if facts.get(rule.fact) is None and _holds(rule, calculator):
            told = rule.tell(_Known(facts, _pivot(calculator, facts, found, today), today))
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
    if not (isinstance(first, date) and isinstance(last, date) and first <= last):
        return None
    return Duration(0, months_between(first, next_day(last)))


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


def _child_born(k: _Known) -> Any:  # noqa: ANN401
    age = k.first("age_enfant")
    return Span(next_day(add_years(k.today, -age - 1)), add_years(k.today, -age)) if isinstance(age, int) else None


def _share(k: _Known) -> Any:  # noqa: ANN401
    """Return the quotité that weekly hours make, as `quotite_depuis_heures` counts it."""
    hours = k.first("heures_accompagnement")
    if not isinstance(hours, int):
        return None
    outcome = find("quotite_depuis_heures").outcome({"heures_accompagnement": WorkedMinutes(hours)})
    return Decimal(outcome["quotite"]) if isinstance(outcome, Result) else None


def _notice(k: _Known) -> Any:  # noqa: ANN401
    start, on = k.first("date_debut_services"), k.first("date_presentation_lettre") or k.today
    ends = k.facts.get("date_debut_services")
    starts = {ends.first, ends.last} if isinstance(ends, Span) else {start}
    if not all(isinstance(day, date) and day <= on for day in starts):
        return None
    found = {
        ("long" if months >= lookup("preavis.seuil_long", on).integer else "moyen")
        if (months := months_between(day, on)) >= lookup("preavis.seuil_moyen", on).integer
        else "court"
        for day in starts
    }
    return found.pop() if len(found) == 1 else None


def _full_rate_days(k: _Known) -> Any:  # noqa: ANN401
    """Return the days of the stop less the one of carence."""
    first, last = k.first("date_debut_arret"), k.first("dernier_jour_arret")
    return (last - first).days if first and last and first <= last else None


def _of_a_cdd(k: _Known) -> Any:  # noqa: ANN401
    return k.facts.get("date_debut_services") if k.facts.get("type_contrat") == "cdd" else None


def _already(k: _Known) -> Any:  # noqa: ANN401
    rank = k.first("rang_enfant")
    return rank - 1 if isinstance(rank, int) and rank > 0 else None


def _one_leave(k: _Known) -> Any:  # noqa: ANN401
    first, last = k.first("date_debut_arret"), k.first("dernier_jour_arret")
    return [{"premier_jour": first, "dernier_jour": last}] if first and last else None


def _year_of_pay(k: _Known) -> Any:  # noqa: ANN401
    gross = k.first("salaire_brut")
    return gross * MONTHS_IN_YEAR if isinstance(gross, int | Decimal) else None


@dataclass(frozen=True)
class Rule:
    """What a fact takes from others that were said.

    `says` is the sentence to say where it is a hypothesis; `only` the calculators for which it holds, all when empty;
    `unless_asked` a fact that those which ask it make use of by themselves.
    """

    fact: str
    tell: Callable[[_Known], Any]
    says: str = ""
    only: tuple[str, ...] = ()
    unless_asked: str = ""


HOURS = "heures_accompagnement"
FROM_BIRTH = ("conge_paternite", "conge_naissance", "conge_parental", "conge_supplementaire_naissance")
RULES = (
    Rule("dernier_jour_cdd", _last_day("date_debut_contrat", "duree_cdd")),
    Rule("duree_cdd", _length_of_cdd),
    Rule("type_contrat", _is_cdd),
    Rule("date_debut_services", _services),
    Rule(
        "quotite",
        _share,
        "La quotité est celle que font vos heures, arrondie à l'entier.",
        (),
        HOURS,
    ),
    Rule("temps_de_travail", _of_time),
    Rule("duree_preavis", _notice),
    Rule("date_debut_contrat", _of_a_cdd, only=("frequence_entretien",)),
    Rule("dernier_jour_arret", _last_day("date_debut_arret", "duree_arret")),
    Rule("arrets", _one_leave),
    Rule("jours_taux_plein", _full_rate_days, "Tous les jours de l'arrêt sont au taux plein, sauf celui de carence."),
    Rule("date_naissance_enfant", _child_born, only=("conge_elever_enfant",)),
    Rule("enfants_a_charge", _already, only=("conge_maternite", "conge_adoption")),
    Rule("date_naissance", _born),
    Rule("date_naissance_enfant", _same("date_prevue_accouchement"), "L'enfant naît à la date prévue.", FROM_BIRTH),
    Rule("traitement_brut", _same("salaire_brut"), "Le salaire brut que vous donnez est pris pour le traitement."),
    Rule("salaire_brut", _same("traitement_brut"), "Le traitement que vous donnez est pris pour le salaire brut."),
    Rule("salaires_bruts", lambda k: [gross] if (gross := k.first("salaire_brut")) else None),
    Rule(
        "salaire_brut_annuel", _year_of_pay, "La rémunération de l'année est prise à douze fois le salaire du mois."
    ),
    Rule("autre_parent", lambda k: "seul" if k.facts.get("situation_couple") == "seul" else None),
)

__all__ = ["RULES", "Assumption", "Given", "fields_of"]
