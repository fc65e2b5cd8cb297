"""Which days of a strike count, in thirtieths: CGFP L.711-3 and Conseil d'État, Omont, 1978."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import BeforeValidator, Field

from assistant.rules.core.calendar import is_ouvre
from assistant.rules.core.dates import Period, add_days, eve, next_day
from assistant.rules.core.fields import FrDate

WHOLE_MONTH = 30


def _split(value: object) -> object:
    """Read "6 mars 2026 ; 9 mars 2026", one date per line or separated by semicolons."""
    return [part for part in re.split(r"[;\n]", value) if part.strip()] if isinstance(value, str) else value


Jours = Annotated[tuple[FrDate, ...], Field(min_length=1, max_length=100), BeforeValidator(_split)]


def jours_comptes(greve: Iterable[date], sans_service: Collection[date]) -> tuple[date, ...]:
    """Return the days that count: those of the strike, and those between two of them on which no service was due.

    Saturdays, Sundays and public holidays are days without service, and those of `sans_service`. A single day of
    service between two strikes separates them.
    """
    struck = sorted(set(greve))
    counted = dict.fromkeys(struck)
    for earlier, later in pairwise(struck):
        between = _between(earlier, later)
        if all(not is_ouvre(day) or day in sans_service for day in between):
            counted |= dict.fromkeys(between)
    return tuple(sorted(counted))


def _between(earlier: date, later: date) -> tuple[date, ...]:
    if next_day(earlier) == later:
        return ()
    span = Period(next_day(earlier), eve(later))
    return tuple(add_days(span.first, i) for i in range(span.days))


def trentiemes(days: Iterable[date]) -> int:
    """Return the thirtieths that days cost: one each, thirty at most in a month."""
    return sum(min(WHOLE_MONTH, n) for n in Counter((day.year, day.month) for day in days).values())
