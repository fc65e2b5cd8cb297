"""The dated parameters of the calculators, as figures of the fiches."""

from __future__ import annotations

import datetime

from assistant.rules.core.parameters import PeriodNotCoveredError, lookup


def parameter_text(name: str, on: datetime.date) -> str | None:
    """Return a parameter in French with its unit (« 90 % »), None when it has no value on the day `on`."""
    try:
        return lookup(name, on).shown
    except (KeyError, PeriodNotCoveredError):
        return None
