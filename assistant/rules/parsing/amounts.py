"""Amounts in euros and percentages."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.rules.parsing.numbers import folded_decimal
from assistant.rules.parsing.reading import readable, refusal

_EURO = r"(?:€|euros?|eur)"
_POINTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})")
_EURO_INSIDE = re.compile(rf"(?P<whole>[0-9][0-9 .]*?) ?{_EURO} ?(?P<cents>[0-9]{{2}})")
_NUMBER = re.compile(r"[0-9][0-9 ]*(?:[.,][0-9]{1,2})?")
_AMOUNT_FORM = "un montant en euros, en chiffres, avec deux décimales au plus (par exemple 1 867,02 €)"
_PERCENT_FORM = "un pourcentage (par exemple 62 % ou 61,23 %)"
_PERCENT = re.compile(r"(?P<number>.+?)(?P<sign> ?(?:%|pour ?cents?))?")


def parse_amount(text: str) -> Decimal:
    """Return an amount in euros, zero or more: « 1 867,02 € », « 1867.02 », « 1.867,02 € », « 1 867 euros ».

    Raises `FrenchValueError` for more than two decimals (« 1.867 » may be a thousand), for a sign, and for anything
    around the amount (« brut », « par mois »): which amount it is must be the question's business.
    """
    folded = readable(text, _AMOUNT_FORM)
    inside = _EURO_INSIDE.fullmatch(folded)
    if inside:
        folded = f"{inside['whole']},{inside['cents']}"
    folded = re.sub(rf"^€ ?| ?{_EURO}$", "", folded)
    if _POINTED.fullmatch(folded):
        folded = folded.replace(".", "")
    number = folded_decimal(folded) if _NUMBER.fullmatch(folded) else None
    if number is None:
        raise refusal(text, f"Indiquez seulement {_AMOUNT_FORM}.")
    return number


def parse_percent(text: str) -> Decimal:
    """Return a percentage in points (62, not 0.62): « 62 % », « 61,23 % », « 62 », « soixante-deux pour cent ».

    Raises `FrenchValueError` for a number of 1 or less without its sign: « 0,62 » may be 62 % or 0,62 %.
    """
    folded = readable(text, _PERCENT_FORM)
    match = _PERCENT.fullmatch(folded)
    number = folded_decimal(match["number"]) if match else None
    if match is None or number is None:
        raise refusal(text, f"Indiquez {_PERCENT_FORM}.")
    if not match["sign"] and 0 < number <= 1:
        raise refusal(text, f"Indiquez {_PERCENT_FORM}, avec le signe %, pour distinguer 62 % de 0,62 %.")
    return number
