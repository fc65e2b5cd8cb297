"""Replies to the question that the assistant asked: « CDI », « 3 ans », « 24 », « le 3 mars », « je ne sais pas »."""

from __future__ import annotations

import re
from datetime import date

from assistant.dialogue.case import Told
from assistant.dialogue.typed import convert, fits, parse
from assistant.domain.text import fold
from assistant.language.values import find_values
from assistant.rules.facts.model import Fact
from assistant.rules.parsing import FrenchValueError

LONGEST = 9
_UNKNOWN = re.compile(
    r"\b(?:je |j' ?|on )?(?:ne |n' ?)?(?:sais?|connais|me (?:rappelle|souviens)) (?:pas|plus|rien)\b|"
    r"\bj?sai[st]? pa[st]?\b|\bjsp\b|\bchepa\w*\b|\baucune idee\b|\bpas (?:la moindre |d')idee\b|\bpas sure?\b"
)
_ASKS = re.compile(r"\b(?:pourquoi|comment|combien|quand|quel(?:le)?s?|est-ce|c'est quoi)\b|\?")
_YES, _NO = re.compile(r"^(?:oui|ouais|ui|yes|tout a fait|exact)\b"), re.compile(r"^(?:non|nan|pas du tout)\b")
_WORD = re.compile(r"\w+")


def is_unknown(text: str) -> bool:
    """Whether `text` says « je ne sais pas », and nothing else."""
    plain = fold(text)
    return len(plain.split()) <= LONGEST and bool(_UNKNOWN.search(plain)) and not _ASKS.search(plain)


def read_reply(fact: Fact, text: str, turn: int, today: date) -> Told | None:
    """Return the fact that a short message replies, None when it does not reply to the question about `fact`."""
    plain = fold(text)
    if _ASKS.search(plain) or len(plain.split()) > LONGEST:
        return None
    if fact.type == "boolean":
        said = True if _YES.search(plain) else False if _NO.search(plain) else None
        return None if said is None else Told(fact.name, said, text, turn)
    if fact.choices:
        chosen = _choose(fact, plain)
        return Told(fact.name, chosen, text, turn) if chosen else None
    values = [v for v in find_values(text, today) if fits(v, fact)]
    if len(values) == 1 and (value := convert(values[0], fact)) is not None:
        return Told(fact.name, value, text, turn, values[0].last)
    try:
        return Told(fact.name, parse(fact, text), text, turn)
    except FrenchValueError:
        return None


def _choose(fact: Fact, plain: str) -> str | None:
    """The one choice that the reply names, by a word that the others do not have."""
    words = set(_WORD.findall(plain))
    own = {value: set(_WORD.findall(fold(f"{value} {label}"))) for value, label in fact.choices.items()}
    telling = {v: w - set().union(*(o for u, o in own.items() if u != v)) for v, w in own.items()}
    fitting = [value for value, mine in telling.items() if words & mine]
    return fitting[0] if len(fitting) == 1 else None
