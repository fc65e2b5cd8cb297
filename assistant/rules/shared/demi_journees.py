"""Days counted by halves, as people take them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator

from assistant.rules.core.fields import Number
from assistant.rules.core.french import FrenchValueError


def _by_halves(value: Decimal) -> Decimal:
    """Refuse anything but halves from zero up; one number has one writing, so that answers compare."""
    halves = value * 2
    if value < 0 or halves != int(halves):
        raise FrenchValueError("comptez des jours ou des demi-journées (0,5), à partir de zéro")
    return Decimal(int(halves)) / 2


JoursEtDemi = Annotated[Number, AfterValidator(_by_halves)]
