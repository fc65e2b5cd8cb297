"""Amounts in euros: `Decimal` from end to end, rounded half-up once, at the step that says so."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from assistant.rules.core.french import FrenchValueError

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
THIRTIETHS = Decimal(30)
_LARGEST_POWER = 15


def exact(value: Decimal | int | str) -> Decimal:
    """Return `value` as a finite `Decimal`. A float raises `TypeError`: it has already lost cents."""
    if isinstance(value, bool | float) or not isinstance(value, Decimal | int | str):
        raise TypeError("An amount is a Decimal, an int or a decimal string, never a float.")
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise _not_an_amount() from error
    if not number.is_finite() or number.adjusted() > _LARGEST_POWER:
        raise _not_an_amount()
    return number


def _not_an_amount() -> FrenchValueError:
    return FrenchValueError("Ce montant n'est pas utilisable : indiquez une somme en euros, par exemple 1 867,02 €.")


def round_half_up(value: Decimal | int | str, places: int) -> Decimal:
    """Return `value` rounded half-up (away from zero) to `places` decimals."""
    return exact(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def cents(value: Decimal | int | str) -> Decimal:
    """Return an amount in euros rounded half-up to the cent: 2.675 becomes 2.68."""
    return round_half_up(value, 2)


def ratio(amount: Decimal | int | str, numerator: Decimal | int, denominator: Decimal | int) -> Decimal:
    """Return amount x numerator / denominator, unrounded (28 digits); the product is taken first.

    Raises `FrenchValueError` when `denominator` is zero.
    """
    divisor = exact(denominator)
    if not divisor:
        raise FrenchValueError("Calcul impossible : la durée ou la base de référence est nulle, vérifiez-la.")
    return exact(amount) * exact(numerator) / divisor
