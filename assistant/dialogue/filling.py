"""From what was said to the facts that a calculator asks for; what is supposed is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.dialogue.facts import Said, read_facts
from assistant.dialogue.routing import Route
from assistant.dialogue.sms import plain_french
from assistant.dialogue.when import FoundDate
from assistant.domain.text import fold
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_months, eve, next_day
from assistant.rules.core.french import format_date
from assistant.rules.core.inputs import asked
from assistant.rules.parsing import Duration

_SINCE = re.compile(
    r"(?:depuis|commenc\w*|embauche\w*|debut\w*|entre\w*|pris\w* mon poste|1er contrat|aesh)[^.,;]{0,25}$"
)
_SINCE_WHEN = re.compile(r"depuis(?: le)?$")
_BY_NAME = {
    "contrat": "contrat",
    "echelon": "echelon",
    "quotite": "quotite",
    "heures_accompagnement": "heures",
    "periode_essai": "periode_essai",
    "enfants": "enfants",
    "nombre_jours": "jours",
    "jours_trajet": "jours",
    "remuneration_mensuelle": "montant",
    "brut_mensuel": "montant",
    "remuneration_nette": "montant",
    "jours": "jours",
    "enfants_attendus": "naissances",
    "prix_mensuel": "montant",
    "dernier_brut": "montant",
    "date_naissance": "naissance",
    "age_enfant": "age_enfant",
    "enfants_adoptes": "enfants_adoptes",
    "remuneration_brute_annuelle": "montant",
}
_DURATION = re.compile(r"^(\d+) (ans?|mois)$")
SERVICES = "date_debut_services"
_TOLD = {"cdd": "CDD", "cdi": "CDI"}
_YES_NO: dict[str, object] = {"oui": True, "non": False}


@dataclass
class Filled:
    """What goes to a calculator, and the French sentences that say what was supposed."""

    data: dict[str, Any] = field(default_factory=dict)
    supposed: list[str] = field(default_factory=list)

    @property
    def told(self) -> int:
        """Number of facts that the user gave."""
        return len(self.data) - len(self.supposed)


def case_of(turns: Sequence[str], today: date) -> Said:
    """Return what a conversation says: the facts of every turn, later ones winning, and the last dates given."""
    read = [read_facts(turn, today) for turn in turns]
    facts = {key: fact for said in read for key, fact in said.facts.items()}
    dates = next((said.dates for said in reversed(read) if said.dates), ())
    return Said(facts, dates)


def fill(calculator: Calculator[Any], route: Route, said: Said, question: str, today: date) -> Filled:
    """Return the facts for `calculator`. A fact it does not ask for is left out."""
    fields = calculator.situation.model_fields
    filled = Filled()
    for name, key in _BY_NAME.items():
        if name in fields and key in said.facts:
            value = said.facts[key].value
            # A bare number of hours would be read as hours, and ours are minutes.
            filled.data[name] = f"{int(str(value)) / 60:g} h".replace(".", ",") if key == "heures" else value
    if "quotite" in filled.data:
        filled.data.pop("heures_accompagnement", None)
    _fill_choices(filled, route, question, fields)
    unclaimed = _fill_dates(filled, calculator, route, said.dates)
    # A date that nothing claims may be the very one asked for: supposing today beside it would be a wrong result.
    for name in () if unclaimed else route.today:
        if name in fields and name not in filled.data:
            filled.data[name] = today
            filled.supposed.append(f"{_label(fields, name)} : le {format_date(today)}, jour de votre question.")
    if "rang" in said.facts and "enfants_deja" in fields:
        filled.data["enfants_deja"] = int(str(said.facts["rang"].value)) - 1
    _fill_services(filled, calculator, said, today)
    _fill_from_length(filled, fields, said)
    _assume(filled, calculator, route)
    return filled


def _fill_from_length(filled: Filled, fields: Any, said: Said) -> None:  # noqa: ANN401 (pydantic's fields)
    """Tell the first day of the services from a CDD of known length and last day (« CDD de 3 ans »)."""
    fact, last = said.facts.get("duree_cdd"), filled.data.get("dernier_jour_cdd")
    if fact is None or not isinstance(last, date) or SERVICES not in fields or SERVICES in filled.data:
        return
    if isinstance(fact.value, Duration) and not fact.value.days:
        filled.data[SERVICES] = add_months(next_day(last), -(12 * fact.value.years + fact.value.months))
        filled.supposed.append(f"Un seul contrat : {fact.written}.")


def _assume(filled: Filled, calculator: Calculator[Any], route: Route) -> None:
    fields = calculator.situation.model_fields
    for name, usual in route.assume.items():
        if name not in fields or name in filled.data:
            continue
        dated = name.startswith(("date_", "dernier_jour_"))
        duration, origin = _DURATION.match(usual) if dated else None, filled.data.get(calculator.pivot or "")
        if duration and not isinstance(origin, date):
            continue
        value: Any = _YES_NO.get(usual, usual)
        if duration and isinstance(origin, date):
            months = int(duration[1]) * (1 if duration[2] == "mois" else 12)
            value = eve(add_months(origin, months))
        filled.data[name] = value
        words = dict(asked(fields[name]).get("choices") or {})
        shown = format_date(value) if isinstance(value, date) else str(words.get(usual, _TOLD.get(usual, usual)))
        filled.supposed.append(f"{_label(fields, name)} : {shown}, comme d'ordinaire ; dites-le si c'est autrement.")


def _label(fields: Any, name: str) -> str:  # noqa: ANN401 (pydantic's fields)
    return str(asked(fields[name]).get("label", name))


def _fill_choices(filled: Filled, route: Route, question: str, fields: Any) -> None:  # noqa: ANN401
    plain = fold(plain_french(question))
    for name, options in route.choices.items():
        if name in fields:
            chosen = next((value for value, pattern in options.items() if re.search(pattern, plain)), None)
            if chosen is not None:
                filled.data[name] = _YES_NO.get(chosen, chosen)


def _fill_dates(
    filled: Filled, calculator: Calculator[Any], route: Route, dates: Sequence[FoundDate]
) -> list[FoundDate]:
    """Give each date its field by the words before it; return those that no field claims."""
    fields = calculator.situation.model_fields
    left: list[FoundDate] = []
    for found in dates:
        if SERVICES in fields and SERVICES not in filled.data and _SINCE_WHEN.search(found.before.rstrip()):
            filled.data[SERVICES] = found.day
            continue
        role = next(
            (n for n, cue in route.dates.items() if n not in filled.data and re.search(cue, found.before.rstrip())),
            None,
        )
        if role:
            filled.data[role] = found.day
        elif SERVICES in fields and SERVICES not in filled.data and _SINCE.search(found.before.rstrip()):
            filled.data[SERVICES] = found.day
        else:
            left.append(found)
    pivot = calculator.pivot
    if len(left) == 1 and pivot and pivot not in filled.data and not route.strict:
        filled.data[pivot] = left[0].day
        return []
    return left


def _fill_services(filled: Filled, calculator: Calculator[Any], said: Said, today: date) -> None:
    """Turn a seniority (« 8 mois ») into a first day, counted back from the event that the calculator looks at."""
    fact = said.facts.get("anciennete")
    if SERVICES not in calculator.situation.model_fields or SERVICES in filled.data or fact is None:
        return
    value = fact.value
    if isinstance(value, Duration) and not value.days:
        event = filled.data.get(calculator.pivot or "", today)
        filled.data[SERVICES] = add_months(
            event if isinstance(event, date) else today, -(12 * value.years + value.months)
        )
        filled.supposed.append(f"Ancienneté de {fact.written}, comptée jusqu'à cette date.")
