"""Whose field each fact of a turn is: dates by the words before, choices by their patterns, lengths by their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.dialogue.case import LABELS, Case, Known, said
from assistant.dialogue.facts import Said
from assistant.dialogue.filling_arrets import ARRETS, sick_leaves
from assistant.dialogue.filling_lengths import months_of, read_lengths
from assistant.dialogue.roles import assigned
from assistant.dialogue.routing import Route, pattern
from assistant.dialogue.sms import plain_french
from assistant.language.dates import FoundDate
from assistant.domain.text import fold
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.french import format_date
from assistant.rules.core.inputs import label_of

SERVICES = "date_debut_services"
# Facts that mean nothing away from what was asked: an amount may be a salary or a bus pass.
SUBJECT_BOUND = {"montant", "jours", "jours_pris", "duree_conge", "duree_arret", "duree_exclusion", "nature"}
_BY_NAME = {
    "contrat": "contrat",
    "echelon": "echelon",
    "quotite": "quotite",
    "heures_accompagnement": "heures",
    "heures_semaine": "heures",
    "periode_essai": "periode_essai",
    "enfants": "enfants",
    "nombre_jours": "jours",
    "jours_trajet": "jours",
    "jours": "jours",
    "remuneration_mensuelle": "montant",
    "brut_mensuel": "montant",
    "traitement_mensuel": "montant",
    "remuneration_nette": "montant",
    "prix_mensuel": "montant",
    "dernier_brut": "montant",
    "remuneration_brute_annuelle": "montant",
    "enfants_attendus": "naissances",
    "age_enfant": "age_enfant",
    "enfants_adoptes": "enfants_adoptes",
    "semaines": "semaines",
    "zone": "zone",
    "jours_deja_pris": "jours_pris",
    "duree_exclusion": "duree_exclusion",
    "duree": "duree_conge",
}
# A date alone in its message says nothing of its event: « depuis le 5 octobre » answers what was asked before.
_BARE = re.compile(r"(?:(?:depuis|a partir|a compter|c'est|c'etait|le|du|la|pour|au)\b ?)*")
_NET = {"remuneration_nette"}
_BRUT = {
    "remuneration_mensuelle",
    "brut_mensuel",
    "traitement_mensuel",
    "dernier_brut",
    "remuneration_brute_annuelle",
}
# Fields of several calculators that are one fact of the case.
_SAME = {
    "dernier_jour_cdd": ("fin_cdd", "Dernier jour du CDD"),
    "date_fin_contrat": ("fin_cdd", "Dernier jour du CDD"),
    "dernier_jour_contrat": ("fin_cdd", "Dernier jour du CDD"),
    "date_naissance": ("naissance_enfant", "Naissance de l'enfant"),
    "date_naissance_enfant": ("naissance_enfant", "Naissance de l'enfant"),
}
_OWN_BIRTH = ("limite_age", "date_naissance")
_YES_NO: dict[str, object] = {"oui": True, "non": False}


@dataclass(frozen=True)
class Claims:
    """What a calculator takes of a turn, and the dates of the turn that no field of it claims."""

    facts: tuple[Known, ...]
    left: tuple[FoundDate, ...]


def fact_of(calculator: Calculator[Any], name: str) -> str:
    """Return the fact of any question that a field asks for, "" when it is the calculator's own."""
    return "naissance" if (calculator.id, name) == _OWN_BIRTH else _BY_NAME.get(name, "")


def identity(calculator: Calculator[Any], name: str) -> tuple[str, str]:
    """Return the name and label under which the case keeps a field: the same for all the fields that ask one fact."""
    key = fact_of(calculator, name)
    if key and key not in SUBJECT_BOUND:
        return key, LABELS.get(key, label_of(calculator.situation, name))
    return _SAME.get(name, (name, label_of(calculator.situation, name)))


def field_fact(calculator: Calculator[Any], name: str, value: Any, written: str, turn: int) -> Known:  # noqa: ANN401
    """Return a fact said for a field of `calculator`."""
    key, label = identity(calculator, name)
    own = not (fact_of(calculator, name) and fact_of(calculator, name) not in SUBJECT_BOUND)
    return Known(key, label, value, written, turn, *((calculator.id, name) if own else ("", "")))


def claims(
    calculator: Calculator[Any], route: Route, text: str, read: Said, turn: int, *, pivot: bool = True
) -> Claims:
    """Return what `calculator` takes of the turn `text`, of which `read` was read.

    Without `pivot`, only words that tell its role give a date a field: it may belong to another question.
    """
    facts = [*_choices(calculator, route, text, turn), *_bound(calculator, read, turn)]
    facts += _lengths(calculator, text, read, turn)
    stops = sick_leaves(calculator, read)
    facts += [field_fact(calculator, ARRETS, stops.value, stops.written, turn)] if stops.value else []
    dates = tuple(d for d in read.dates if d not in stops.dates)
    dated, left = _dates(calculator, route, dates, pivot=pivot)
    facts += [field_fact(calculator, name, d.day, as_said(d), turn) for name, d in dated.items()]
    return Claims(tuple(facts), tuple(left))


def replaced_date(calculator: Calculator[Any], found: FoundDate, case: Case, turn: int) -> Known | None:
    """Return the last date said for `calculator`, corrected by `found` (« non, le 4 mars »), or None."""
    known = [
        (k.turn, name)
        for name in calculator.situation.model_fields
        if (k := said(case, *identity(calculator, name))) and hasattr(k.value, "isoformat")
    ]
    return field_fact(calculator, max(known)[1], found.day, as_said(found), turn) if known else None


def as_said(found: FoundDate) -> str:
    """Return a date as typed; a relative one, or one without its year, with the day it was taken for."""
    exact = re.search(r"\d{4}|\d[/.-]\d{1,2}[/.-]\d{2}\b", found.written)
    return found.written if exact else f"{found.written} : {format_date(found.day)}"


def _choices(calculator: Calculator[Any], route: Route, text: str, turn: int) -> Iterator[Known]:
    plain = fold(plain_french(text))
    for name, options in route.choices.items():
        if name not in calculator.situation.model_fields:
            continue
        found = next(((v, m) for v, words in options.items() if (m := pattern(words).search(plain))), None)
        if found:
            value = _YES_NO.get(found[0], found[0])
            yield field_fact(calculator, name, value, found[1][0], turn)


def _bound(calculator: Calculator[Any], read: Said, turn: int) -> Iterator[Known]:
    for name in calculator.situation.model_fields:
        key = fact_of(calculator, name)
        if key in SUBJECT_BOUND and key in read.facts and not (key == "montant" and _of_other_nature(name, read)):
            yield field_fact(calculator, name, read.facts[key].value, read.facts[key].written, turn)


def _of_other_nature(name: str, read: Said) -> bool:
    """Whether the amount was said net and the field asks for the gross, or the other way round."""
    nature = read.facts["nature"].value if "nature" in read.facts else ""
    return (nature == "net" and name in _BRUT) or (nature == "brut" and name in _NET)


def _lengths(calculator: Calculator[Any], text: str, read: Said, turn: int) -> Iterator[Known]:
    """Give the one length that is no seniority to the field that asks how long."""
    known = {f.written for f in read.facts.values() if f.key != "duree_conge"}
    lengths = [item for item in read_lengths(text) if item.written not in known]
    if len(lengths) != 1:
        return
    for name in calculator.situation.model_fields:
        value = months_of(calculator, name, lengths[0].value)
        if value is not None:
            yield field_fact(calculator, name, value, lengths[0].written, turn)
            return


def _dates(
    calculator: Calculator[Any], route: Route, dates: Sequence[FoundDate], *, pivot: bool
) -> tuple[dict[str, FoundDate], list[FoundDate]]:
    """Give each date its field by the words around it; the only one without a role is the pivot's, unless strict."""
    told, left = assigned(dates, [calculator])
    bare = [e for e, found in told.items() if not e.field(calculator) and _BARE.fullmatch(found.before.strip())]
    left += [told.pop(event) for event in bare]
    claimed = {event.field(calculator): found for event, found in told.items() if event.field(calculator)}
    name = calculator.pivot
    if pivot and len(left) == 1 and name and name not in claimed and not route.strict:
        claimed[name] = left.pop()
    return claimed, [*left, *(found for event, found in told.items() if not event.field(calculator))]
