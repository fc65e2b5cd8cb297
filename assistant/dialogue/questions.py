"""Replies to the question that the assistant asked: « CDI », « 3 ans », « 24 », « le 3 mars », « je ne sais pas »."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assistant.dialogue.case import Case, Known, corrected, general
from assistant.dialogue.filling_claims import SERVICES, field_fact
from assistant.dialogue.sms import plain_french
from assistant.language.dates import find_dates
from assistant.domain.text import fold
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError, read_situation
from assistant.rules.core.inputs import asked
from assistant.rules.parsing import FrenchValueError, parse_bool, parse_duration

LONGEST = 9
_UNKNOWN = re.compile(
    r"\b(?:je |j' ?|on )?(?:ne |n' ?)?(?:sais?|connais|me (?:rappelle|souviens)) (?:pas|plus|rien)\b|"
    r"\bj?sai[st]? pa[st]?\b|\bjsp\b|\bchepa\w*\b|\bche pas\b|\baucune idee\b|\bpas (?:la moindre |d')idee\b|"
    r"\bj'en sais rien\b|"
    r"\bpas sure?\b|\bj'(?:ignore|hesite)\b|\bjsais? (?:pas|plus)\b|"
    r"\bj'ai (?:pas|plus) (?:l'info|la date|mon contrat)\b"
)
_ASKS = re.compile(
    r"\b(?:pourquoi|comment|combien|quand|quel(?:le)?s?|est-ce|c'est quoi|ca veut dire|qui|ou est)\b|\?"
)
_LEAD = re.compile(
    r"^(?:(?:euh+|ben|bah|alors|eh bien|bon|donc|ah|oups|pardon|desolee?|en fait|plutot|je crois|je pense|"
    r"il me semble|c'est|c'etait|ce sera|ca sera|ca fait|cela fait|je suis|je fais|j'ai|j'en ai|on en a|"
    r"il y en a|elle a|il a|elle est|depuis|vers|pour|le|la|l'|en|au|a|un|une|des|mon|ma)\b[ ,:]*)+"
)
_TAIL = re.compile(r"[ .,!;]*(?:\b(?:je crois|il me semble|environ|merci|svp|s'il vous plait|voila)\b)?[ .,!;]*$")
_YES_NO = re.compile(r"^(oui|non|ouais|nan)\b")
_UNITS = re.compile(r"\b(?:jours?|enfants?|semaines?|mois|ans?|fois|contrats?|echelons?|annees?)\b")


@dataclass(frozen=True)
class Reply:
    """What a message replies: a `fact`, « unknown », or what is unreadable (`problem`, in French)."""

    fact: Known | None = None
    unknown: bool = False
    problem: str = ""


def is_unknown(text: str) -> bool:
    """Whether `text` says « je ne sais pas », and nothing else."""
    plain = fold(plain_french(text))
    return len(plain.split()) <= LONGEST and bool(_UNKNOWN.search(plain)) and not _ASKS.search(plain)


def read_reply(calculator: Calculator[Any], name: str, text: str, turn: int, today: date) -> Reply | None:
    """Return how `text` replies to the question about the field `name` of `calculator`, None when it does not.

    A message that asks something, or a long one, is no reply.
    """
    if is_unknown(text):
        return Reply(unknown=True)
    plain = fold(plain_french(text))
    if _ASKS.search(plain) or len(plain.split()) > LONGEST:
        return None
    bare = _TAIL.sub("", _LEAD.sub("", plain)) or plain
    fact = _fact(calculator, name, plain, bare, text, turn, today)
    return Reply(fact=fact) if fact else _unreadable(calculator, name, bare)


def _fact(
    calculator: Calculator[Any], name: str, plain: str, bare: str, text: str, turn: int, today: date
) -> Known | None:
    written = text.strip()
    if name == SERVICES and (length := _length(bare)) is not None:
        return general("anciennete", length, written, turn)
    choice = _choice(calculator, name, plain)
    if choice is not None:
        return field_fact(calculator, name, choice, written, turn)
    for candidate in (text.strip(), plain, bare, *_counted(calculator, name, bare)):
        found = _read(calculator, name, candidate)
        if found is not None:
            return field_fact(calculator, name, found, written, turn)
    days = find_dates(f"le {text}" if text[:1].isdigit() else text, today)
    if len(days) == 1 and _read(calculator, name, days[0].day) is not None:
        return field_fact(calculator, name, days[0].day, written, turn)
    return None


def _counted(calculator: Calculator[Any], name: str, bare: str) -> list[str]:
    """Return a count without its unit (« 2 jours »), when that is the unit asked: « 3 ans » is no number of days."""
    about = asked(calculator.situation.model_fields[name])
    wanted = fold(f"{about.get('question', '')} {about.get('label', '')}")
    units = [unit.rstrip("s") for unit in _UNITS.findall(bare)]
    meant = [
        u for u in units if re.search(rf"\b{u}", wanted) or (u in {"an", "annee"} and re.search(r"\bage\b", wanted))
    ]
    return [_UNITS.sub("", bare).strip()] if units and meant == units else []


def _read(calculator: Calculator[Any], name: str, raw: object) -> object | None:
    """Return the value of the field from what was typed, as strictly as its form reads it, None otherwise."""
    try:
        return getattr(read_situation(calculator.situation, {name: raw}), name, None)
    except SituationError:
        return None


def _length(bare: str) -> object | None:
    try:
        return parse_duration(bare)
    except FrenchValueError:
        return None


def _choice(calculator: Calculator[Any], name: str, plain: str) -> object | None:
    """Return the one choice that the reply names, by a word of its label or by its value; oui and non too."""
    choices = asked(calculator.situation.model_fields[name]).get("choices") or {}
    if not choices:
        said = _YES_NO.match(plain)
        return parse_bool(said[1]) if said and _read(calculator, name, said[1]) is not None else None
    words = set(re.findall(r"\w+", plain))
    fitting = [v for v, label in choices.items() if words & _telling(v, label, choices)]
    return fitting[0] if len(fitting) == 1 else None


def _telling(value: str, label: str, choices: dict[str, str]) -> set[str]:
    """Return the words that tell a choice from the others."""
    own = _words(value, label)
    others = set().union(*(_words(v, text) for v, text in choices.items() if v != value))
    return own - others


def _words(value: str, label: str) -> set[str]:
    return {w for w in re.findall(r"\w+", fold(f"{value.replace('_', ' ')} {label}")) if len(w) > 2 or w.isdigit()}


def _unreadable(calculator: Calculator[Any], name: str, bare: str) -> Reply | None:
    """Say what is wrong with a reply that is no more than a date or a number; anything else is no reply."""
    if not re.search(r"\d", bare) or len(bare.split()) > 3:
        return None
    try:
        read_situation(calculator.situation, {name: bare})
    except SituationError as error:
        return Reply(problem=str(error))
    return None


def restated(text: str, case: Case, turn: int) -> Known | None:
    """Return the fact said last that the bare value of `text` (« non, 3 ») can replace, None when none fits."""
    opened = re.sub(r"^(?:(?:non|erreur|et|mais|si|avec|c'etait)\b[ ,]*)+", "", fold(plain_french(text)))
    bare = _TAIL.sub("", _LEAD.sub("", opened)).rstrip(" ?!.")
    for known in sorted(case, key=lambda k: -k.turn):
        found, problem = corrected(known, {known.key: bare})
        if found and not problem and not isinstance(found.value, str):
            return replace(found, turn=turn, written=text.strip(), edited=False)
    return None
