"""What every parser starts with: the text made comparable, and the refusal that quotes it."""

from __future__ import annotations

import unicodedata

from assistant.domain.text import fold, fold_spaces
from assistant.rules.core.french import FrenchValueError

MAX_LENGTH = 80
_SHOWN = 40
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_FRACTIONS = str.maketrans({"½": " 1/2"})


def readable(text: str, what: str) -> str:
    """Return `text` lower-case, without accents, with plain spaces, hyphens and apostrophes.

    `what` completes « Indiquez … » in the refusal of an empty, overlong or unreadable text.
    """
    if not fold_spaces(text):
        raise FrenchValueError(f"La réponse est vide. Indiquez {what}.")
    if len(text) > MAX_LENGTH or any(_is_odd(c) for c in text):
        raise refusal(text, f"Indiquez seulement {what}.")
    return fold(text.translate(_DASHES).translate(_FRACTIONS))


def _is_odd(character: str) -> bool:
    """Tell digits that folding would change in value (« ² ») or that are not those of French (« ٣ »)."""
    return character != "½" and not character.isascii() and character.isnumeric()


def refusal(text: str, advice: str) -> FrenchValueError:
    """Return the error that quotes what was typed and says what to type instead."""
    shown = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in fold_spaces(text))
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return FrenchValueError(f"« {shown} » ne convient pas. {advice}")
