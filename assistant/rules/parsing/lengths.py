"""Lengths as people say them, kept as the two ends of what they can mean: « 3 ans » goes to the eve of four."""

from __future__ import annotations

import re
from datetime import date

from assistant.rules.core.dates import add_days, add_months
from assistant.rules.core.spans import Span
from assistant.rules.parsing.durations import Duration, parse_duration
from assistant.rules.parsing.numerals import in_digits
from assistant.rules.parsing.reading import readable

_MORE = re.compile(r"(?:un peu )?(?:plus d[e']|au moins|passe) ?(?P<rest>.+)|(?P<over>.+?) (?:passes?|et quelques?)")
_LESS = re.compile(
    r"(?:(?:un peu )?moins d[e'] ?|presque |bientot |pas encore |a peine |pas tout a fait )(?P<rest>.+)"
)
_BETWEEN = re.compile(r"(?:entre )?(?P<a>\d+) ?(?:a|ou|et|-) ?(?P<b>\d+) (?P<unit>ans|mois|semaines|jours)")
_ABOUT = re.compile(
    r"^(?:ca fait |depuis |environ |a peu pres |pendant |dans les |il y a |y a |pour )+"
    r"|(?: environ| a peu pres| max| maximum)$"
)


def moved(origin: date, length: Duration, sign: int) -> date:
    """Return `origin` moved by a length, forwards (`sign` 1) or backwards (-1): months once, then days."""
    return add_days(add_months(origin, sign * length.total_months), sign * length.days)


def parse_length(text: str) -> Span[Duration]:
    """Return the least and the greatest length that `text` can mean.

    « 3 ans » goes to the eve of four, « 8 mois » to the eve of nine, « 10 jours » is exact; « presque 2 ans » and
    « plus de 6 mois » are the unit before and after. Raises `FrenchValueError` for what is no length.
    """
    plain = _ABOUT.sub("", in_digits(readable(text, "une durée (par exemple 3 ans et 2 mois)")).strip(" .,"))
    plain = re.sub(r"\bmoi\b", "mois", plain.removeprefix("d'"))
    plain = re.sub(r"\b1 trimestre\b|\bun trimestre\b", "3 mois", plain)
    plain = re.sub(r"(\d+) mois et demi\b", r"\1 mois et 15 jours", plain)
    plain = re.sub(r"(\d)(ans?|mois|jours?|j|semaines?)\b", r"\1 \2", plain)
    plain = re.sub(r"\b(?:annees?|piges?|balais)\b", "ans", re.sub(r"\bj\b", "jours", plain))
    if match := _BETWEEN.fullmatch(plain):
        first, last = (parse_duration(f"{n} {match['unit']}") for n in (match["a"], match["b"]))
        return Span(first, last, text.strip())
    if match := _LESS.fullmatch(plain):
        most = parse_duration(match["rest"])
        under = "moins" in plain
        return Span(Duration(days=1) if under else _less(most), _eve_of(most), text.strip())
    if more := _MORE.fullmatch(plain):
        least = parse_duration(more["rest"] or more["over"])
        return Span(least, _eve_of(Duration(least.years + 1)), text.strip())
    least = parse_duration(plain)
    return Span(least, _eve_of(_next(least)), text.strip())


def _next(length: Duration) -> Duration:
    """Return the length with one more of its smallest unit; days are exact."""
    if length.days:
        return Duration(length.years, length.months, length.days + 1)
    return Duration(length.years, length.months + 1) if length.months else Duration(length.years + 1)


def _less(length: Duration) -> Duration:
    if length.days:
        return Duration(length.years, length.months, max(length.days - 7, 0))
    return Duration(length.years, length.months - 1) if length.months else Duration(length.years - 1, 6)


def _eve_of(length: Duration) -> Duration:
    """Return the length one day shorter, a month counting 30 days: it only has to lie below every threshold."""
    if length.days:
        return Duration(length.years, length.months, length.days - 1)
    total = length.total_months - 1
    return Duration(total // 12, total % 12, 29)


def counted_back(length: Span[Duration], on: date) -> Span[date]:
    """Return the first days of services of that length on `on`, inside every way of counting `on`."""
    longest = add_days(moved(on, _next_of(length), -1), 2)
    return Span(min(longest, moved(on, length.first, -1)), moved(on, length.first, -1), length.said)


def _next_of(length: Span[Duration]) -> Duration:
    """Return the length just above the last one: the eve of four years gives four years."""
    last = length.last
    return (
        Duration(last.years, last.months + 1) if last.days == 29 else Duration(last.years, last.months, last.days + 1)
    )
