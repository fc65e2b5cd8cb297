"""Lengths in a sentence (« six mois », « 3 ans ») that are asked as such: of a leave, of an authorisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.dialogue.sms import plain_french
from assistant.domain.text import fold
from assistant.rules.core.calculator import Calculator
from assistant.rules.parsing import Duration, FrenchValueError, parse_duration

_NUMBER = r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|dix-huit|vingt)"
_LENGTH = re.compile(rf"\b{_NUMBER} ?(?:ans?|annees?|mois|semaines?|jours?)(?: et {_NUMBER} ?mois| et demie?)?\b")
# « dans 2 mois », « il y a 3 ans », « tous les 3 mois » are dates or rhythms; « depuis », « ancienneté » seniority.
_OTHERWISE = re.compile(
    r"(?:dans|il y a|depuis|ca fait|tous les|toutes les|avant|apres|age|anciennete|cdd|contrat|preavis|delai)"
    r"(?: d'?e?| de| mes?| les)? ?$"
)
_AFTER = re.compile(r"^ ?(?:d'anciennete|de service|de boite|d'experience|avant|apres|que je|a l'avance|et demi)")
_IN_MONTHS = ("duree_mois", "mois", "mois_demandes", "periodes_mois")
_AS_SAID = ("duree", "duree_exclusion")


@dataclass(frozen=True)
class Length:
    """A length read in a sentence, as folded there."""

    value: Duration
    written: str


def read_lengths(text: str) -> list[Length]:
    """Return the lengths of `text` that are neither a seniority, nor a contract's, nor a time from now."""
    plain = fold(plain_french(text))
    found = []
    for match in _LENGTH.finditer(plain):
        if _OTHERWISE.search(plain[: match.start()]) or _AFTER.search(plain[match.end() :]):
            continue
        try:
            found.append(Length(parse_duration(match[0]), match[0]))
        except FrenchValueError:
            continue
    return found


def months_of(calculator: Calculator[Any], name: str, value: Duration) -> object | None:
    """Return `value` in the form that the field `name` takes, None when the field asks no length."""
    if name in _AS_SAID:
        return value
    if name not in _IN_MONTHS or value.days or not value.total_months:
        return None
    return (value.total_months,) if name == "periodes_mois" else value.total_months
