"""The figures of an ingested guide against the dated parameters: what looks out of date."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from assistant.domain.corpus import Section
from assistant.domain.text import fold
from assistant.fiches.schema import Record, Sentence, Slug
from assistant.rules.core.french import format_date
from assistant.rules.core.parameters import Period, lookup
from assistant.rules.core.units import Unit, show

DATA = Path(__file__).with_name("guide_checks.toml")
_WORDS = {
    word: rank
    for rank, word in enumerate("un deux trois quatre cinq six sept huit neuf dix onze douze".split(), start=1)
} | {"une": 1, "quinze": 15, "vingt": 20, "trente-cinq": 35}
_FIGURE = rf"(\d+(?: \d{{3}})*(?:[.,]\d+)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_SAME = {"ans": ("mois", 12), "heures": ("minutes", 60), "heures/an": ("heures", 1), "semaines": ("jours", 7)}
_MINUTES_PER_DAY = 24 * 60
_HUNDRED = 100


class Check(Record):
    """One figure to look for. `section` and `figure` are regular expressions on text without accents or case.

    `{n}` in `figure` is the figure, in digits or in words, stated in `unit`. `parameter` may name one item
    (« paie.grille#0 », « maternite.avant#jumeaux »); `part` takes that percentage of it. `also` names
    parameters of which a value is right too, and `sums` the sum of a value of the first and one of theirs.
    `fiche` tells the rule.
    """

    about: Sentence
    section: str
    figure: str
    unit: Unit
    parameter: str
    part: int = _HUNDRED
    also: tuple[str, ...] = ()
    sums: bool = False
    fiche: Slug


@dataclass(frozen=True)
class Doubt:
    """A figure of a guide that is not that of the rule: both in French with their unit, and since when."""

    about: str
    section: str
    page: str
    said: str
    rule: str
    since: datetime.date
    former: bool
    fiche: str

    def __str__(self) -> str:
        where = f"« {self.section} »" + (f", page {self.page}" if self.page else "")
        rule = f"la règle est {self.rule}" if self.rule else "cette règle n'existe plus"
        former = " (l'ancienne règle)" if self.former else ""
        told = f"le guide dit {self.said}{former}, {rule} depuis le {format_date(self.since)}"
        return f"{self.about} : {told} ({where} ; fiche {self.fiche})"


@lru_cache(maxsize=1)
def checks() -> tuple[Check, ...]:
    """Return the figures to look for, in the order of the file."""
    with DATA.open("rb") as file:
        return tuple(Check.model_validate(table) for table in tomllib.load(file)["check"])


def compared(sections: Sequence[Section], on: datetime.date) -> list[tuple[Check, Doubt | None]]:
    """Return each check whose figure stands in the guide, with a `Doubt` where it is not the rule of the day `on`."""
    return [pair for check in checks() for pair in _looked_up(check, sections, on)]


def doubts(sections: Sequence[Section], on: datetime.date) -> list[Doubt]:
    """Return what looks out of date or wrong in a guide on the day `on`, each line once."""
    return list(dict.fromkeys(doubt for _, doubt in compared(sections, on) if doubt))


def _looked_up(check: Check, sections: Sequence[Section], on: datetime.date) -> Iterator[tuple[Check, Doubt | None]]:
    figure = re.compile(check.figure.replace("{n}", _FIGURE))
    for section in sections:
        if re.search(check.section, fold(section.heading)):
            for match in figure.finditer(fold(section.text)):
                yield check, _doubt(check, section, _number(match.group(1)), on)


def _number(text: str) -> Decimal:
    return Decimal(_WORDS.get(text) or text.replace(" ", "").replace(",", "."))


def _doubt(check: Check, section: Section, said: Decimal, on: datetime.date) -> Doubt | None:
    name, _, item = check.parameter.partition("#")
    used = lookup(name, on)
    values = _values(used.period, item, check.part)
    stated = _base(said, check.unit)
    if check.also:
        if any(_base(value, used.unit) == stated for value in _accepted(check, values, on)):
            return None
    elif values and all(_base(value, used.unit) == stated for value in values):
        return None
    earlier = [p for p in used.parameter.period if p.start < used.period.start]
    return Doubt(
        about=check.about,
        section=section.path[-1] if section.path else "",
        page=section.page_label or "",
        said=show(said, check.unit),
        rule=" ou ".join(show(value, used.unit) for value in sorted(set(_accepted(check, values, on)))),
        since=_since(used.parameter.period, used.period),
        former=any(stated in {_base(v, used.unit) for v in _values(p, item, check.part)} for p in earlier),
        fiche=check.fiche,
    )


def _accepted(check: Check, values: Sequence[Decimal], on: datetime.date) -> list[Decimal]:
    """Return every right value of a topic that has several: those of each parameter, and their sums if so told."""
    others = [value for name in check.also for value in _values(lookup(name, on).period, "", check.part)]
    return [*values, *others, *((a + b for a in values for b in others) if check.sums else ())]


def _values(period: Period, item: str, part: int) -> list[Decimal]:
    """The numbers of the period: none where the rule does not exist, several for a scale taken whole."""
    if not period.exists:
        return []
    value = period.value
    if item:
        value = value[item] if isinstance(value, Mapping) else value[int(item)]
    numbers = tuple(value.values()) if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
    return [(Decimal(n) * part / _HUNDRED).normalize() for n in numbers]


def _base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A value in the smallest unit that says the same; days of different kinds stay apart."""
    base, factor = _SAME.get(unit, (unit, 1))
    if base == "jours":
        return value * factor * _MINUTES_PER_DAY, "minutes"
    return value * factor, base


def _since(periods: Sequence[Period], current: Period) -> datetime.date:
    """The day from which the rule has been what it is: a period that only changes its source is passed over."""
    start = current.start
    for period in reversed([p for p in periods if p.start < current.start]):
        if (period.exists, period.value) != (current.exists, current.value):
            break
        start = period.start
    return start
