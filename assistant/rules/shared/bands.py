"""The ordinary answers to a question whose thresholds are parameters: « moins de 6 mois », « 2 ans et plus »."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from assistant.rules.core.dates import MONTHS_IN_YEAR, add_days, add_months
from assistant.rules.core.french import format_duration
from assistant.rules.core.parameters import lookup

Table = Callable[[Mapping[str, Any], date], list[tuple[str, Any]]]


def by_services(*parameters: str, on: str) -> Table:
    """Return the bands of services cut by thresholds in months, each with a first day of services inside it.

    A parameter is a threshold, or a table of tiers by `anciennete`. Services are counted to the field `on`, else to
    today.
    """

    def table(data: Mapping[str, Any], today: date) -> list[tuple[str, Any]]:
        day = data.get(on) or today
        day = day if isinstance(day, date) else today
        months = sorted({m for name in parameters for m in _thresholds(lookup(name, day).value) if m})
        bands = [(0, months[0]), *pairwise(months), (months[-1], months[-1] + MONTHS_IN_YEAR)]
        last = len(bands) - 1
        return [
            (_length_band(low, high, rank == last), _inside(day, low, high)) for rank, (low, high) in enumerate(bands)
        ]

    return table


def _thresholds(value: Any) -> list[int]:  # noqa: ANN401 (a value of the parameters)
    return [int(tier["anciennete"]) for tier in value] if isinstance(value, list | tuple) else [int(value)]


def _inside(day: date, low: int, high: int) -> date:
    """Return a first day of services that lies inside the band whatever the convention of counting."""
    return add_days(add_months(day, -low), -2) if low else add_days(add_months(day, -high), 7)


def _length_band(low: int, high: int, last: bool) -> str:
    if not low:
        return f"moins de {_months(high)} de services"
    return (
        f"{_months(low)} de services et plus" if last else f"de {_months(low)} à moins de {_months(high)} de services"
    )


def _months(months: int) -> str:
    return format_duration(*divmod(months, MONTHS_IN_YEAR))


def by_echelon(data: Mapping[str, Any], today: date) -> list[tuple[str, Any]]:
    """Return every échelon of the grid."""
    return [
        (f"{n}er échelon" if n == 1 else f"{n}e échelon", n)
        for n in range(1, len(lookup("paie.grille", today).value) + 1)
    ]


def by_threshold(parameter: str, below: str, above: str) -> Table:
    """Return the two sides of a threshold in whole numbers: `below` and `above` are sentences with `{n}`."""

    def table(data: Mapping[str, Any], today: date) -> list[tuple[str, Any]]:
        limit = int(lookup(parameter, today).value)
        return [(below.format(n=limit), limit - 1), (above.format(n=limit), limit)]

    return table
