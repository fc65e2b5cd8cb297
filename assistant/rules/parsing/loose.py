"""What people say for a fact, read by the type of the fact: the strict reading first, then the everyday one.

« 1 100 balles », « 24h30 par semaine », « mi-temps », « 62 pour cent », « deux mille vingt-sept », « sept 2022 ».
Dates and lengths may come back as a `Span`. Raises `FrenchValueError` for what cannot be read, never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.domain.text import fold
from assistant.rules.core.fields import WorkedMinutes
from assistant.rules.core.french import FrenchValueError
from assistant.rules.core.spans import Span, narrowed
from assistant.rules.facts import Fact
from assistant.rules.parsing import parse_amount, parse_bool, parse_hours, parse_percent
from assistant.rules.parsing.lengths import parse_length
from assistant.rules.parsing.numbers import folded_decimal
from assistant.rules.parsing.numerals import in_digits
from assistant.rules.parsing.partial import parse_span
from assistant.rules.parsing.reading import readable, refusal

_AMOUNT_WORDS = re.compile(
    r"(?<=\d) ?(?:balles|e\b|eur\b|euros?|€)|\b(?:salaire de|bruts?|nets?|mensuels?|par mois|/ ?mois|par jour|par an|"
    r"a l'annee|environ|a peu pres|dans la poche|de salaire|de primes?)\b"
)
_WEEKLY = re.compile(
    r" ?(?:(?:par|/|a la) ?(?:semaine|sem|an|jour)|semaine|hebdo(?:madaires?)?|d'accompagnement|environ|de plus|"
    r"de greve)\b"
)
_HOUR_WORDS = {
    r"\b(?:1|une) demi[- ]heure\b": "30 min",
    r"\bun quart d'heure\b": "15 min",
    r"\bheur\b": "heures",
    r"\b(?:1|une) seule ": "1 ",
}
_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?")
_SHARES = {
    **{"mi-temps": 50, "mi temps": 50, "la moitie": 50, "moitie": 50, "50/50": 50},
    **{
        "temps plein": 100,
        "temps complet": 100,
        "plein temps": 100,
        "temps pleins": 100,
        "complet": 100,
        "plein": 100,
    },
    **{"trois quarts": 75, "3/4": 75, "3/4 temps": 75, "trois quarts temps": 75, "un quart": 25, "quart temps": 25},
}
_WORDS = {"jumeaux": 2, "jumelles": 2, "triples": 3, "deux fois": 2, "aucun": 0, "aucune": 0, "pas": 0, "rien": 0}
_ORDINALS = {"premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4}
_YES = {
    "ouais",
    "yes",
    "yep",
    "exact",
    "c'est ca",
    "bien sur",
    "tout a fait",
    "effectivement",
    "je crois",
    "je pense",
}
_NO = {
    "nope",
    "pas du tout",
    "pas encore",
    "jamais",
    "aucun",
    "non pas du tout",
    "non jamais",
    "je crois pas",
    "non plus",
}


def read_value(fact: Fact, text: str, today: date | None = None) -> Any:  # noqa: ANN401, PLR0911 (one return by type)
    """Return the value that `text` gives to `fact`: native, or a `Span` of dates or lengths.

    A list keeps its text: its own parser reads it. Raises `FrenchValueError`, in French.
    """
    match fact.type:
        case "date":
            return narrowed(parse_span(text, today, fact.tense or "any"))
        case "duration":
            return narrowed(parse_length(text))
        case "amount":
            return _cleaned(text, parse_amount, _AMOUNT_WORDS)
        case "hours":
            return WorkedMinutes(_cleaned(text, parse_hours, _WEEKLY))
        case "percentage":
            return _percent(text)
        case "number":
            return _number(text)
        case "boolean":
            return _yes_or_no(text)
        case "choice":
            return read_choice(fact.choices, text)
    return text.strip()


def _cleaned(text: str, parse: Callable[[str], Any], noise: re.Pattern[str]) -> Any:  # noqa: ANN401
    try:
        return parse(text)
    except FrenchValueError:
        plain = in_digits(fold(text))
        for words, value in _HOUR_WORDS.items():
            plain = re.sub(words, value, plain)
        return parse(" ".join(noise.sub(" ", plain).split()))


def _percent(text: str) -> Decimal:
    plain = in_digits(fold(text)).removeprefix("a ").strip(" .")
    plain = re.sub(r"\bpour cen\b", "%", re.sub(r"\btan\b", "temps", plain))
    for words, share in _SHARES.items():
        if re.fullmatch(rf"(?:(?:un|mon|en|a|au|de) )*{re.escape(words)}(?: \(?\d+ ?%\)?)?", plain):
            return Decimal(share)
    found = folded_decimal(plain)
    if found is not None and 0 < found < 1:
        return found * 100
    try:
        return parse_percent(plain)
    except FrenchValueError as error:
        raise refusal(text, "Indiquez un pourcentage (par exemple 62 %).") from error


def _number(text: str) -> int | Decimal:
    plain = fold(text).strip(" .")
    for words, small in (_WORDS | _ORDINALS).items():
        if re.search(rf"\b{words}\b", plain) and not re.search(r"\d", plain):
            return small
    found = _NUMBER.findall(in_digits(plain))
    if len(found) != 1:
        raise refusal(text, "Indiquez un nombre, par exemple 12.")
    number = Decimal(found[0].replace(" ", "").replace(",", "."))
    if "et demi" in plain:
        number += Decimal("0.5")
    return int(number) if number == int(number) else number


def _yes_or_no(text: str) -> bool:
    plain = readable(text, "oui ou non").strip(" .!,")
    if plain in _YES or plain in _NO:
        return plain in _YES
    return parse_bool(text)


def read_choice(choices: Mapping[str, str], text: str) -> str:
    """Return the choice that `text` names: by its key, its words, or words found in one choice only."""
    plain = _words(text)
    named = {key: _words(words) for key, words in choices.items()}
    exact = [key for key, words in named.items() if plain in (words, _words(key))]
    inside = [key for key, words in named.items() if plain and set(plain.split()) <= set(words.split())]
    for found in (exact, inside):
        if len(found) == 1:
            return found[0]
    raise refusal(text, f"Indiquez l'un de ces choix : {' ; '.join(choices.values())}.")


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9+]", " ", fold(text)).replace("+", " plus ").split())


__all__ = ["Span", "read_choice", "read_value"]
