"""Échelons, written as a number or as a rank."""

from __future__ import annotations

import re

from assistant.rules.parsing.numbers import words_to_int
from assistant.rules.parsing.reading import readable, refusal

_NAME = r"(?:echelon|ech\.?)"
_DIGITS = r"[0-9]{1,2}"
_FORMS = (
    re.compile(rf"(?:le )?(?P<rank>{_DIGITS})(?: ?(?:e|i?eme))?(?: {_NAME})?"),
    re.compile(rf"(?:le )?(?P<rank>1) ?er(?: {_NAME})?"),
    re.compile(rf"(?:l')?{_NAME} ?(?:n°|no|numero)? ?(?P<rank>{_DIGITS}|[a-z -]+)"),
    re.compile(rf"(?:le )?(?P<rank>[a-z -]+?)(?: {_NAME})?"),
)
_ORDINALS = {"premier": 1, "second": 2, "cinquieme": 5, "neuvieme": 9}
_FORM = "le numéro de l'échelon (par exemple 3 ou 3e échelon)"


def parse_echelon(text: str) -> int:
    """Return the number of an échelon, 1 or more: « 3 », « 3e échelon », « échelon 3 », « troisième échelon ».

    Whether the grid has that échelon is for the calculator to say. Raises `FrenchValueError` for anything else.
    """
    folded = readable(text, _FORM)
    match = next(filter(None, (form.fullmatch(folded) for form in _FORMS)), None)
    number = _rank(match["rank"]) if match else None
    if not number:
        raise refusal(text, f"Indiquez {_FORM}.")
    return number


def _rank(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    if written in _ORDINALS:
        return _ORDINALS[written]
    stem = written.removesuffix("ieme")
    return next((n for n in (words_to_int(stem), words_to_int(f"{stem}e")) if n is not None), None)
