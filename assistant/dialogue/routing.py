"""Which calculator a question calls for, told by patterns kept in a data file."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Frozen
from assistant.domain.text import fold

DATA = Path(__file__).with_name("routing.toml")


class Route(Frozen):
    """One calculator: `ask` and `unless` are patterns on the folded question; the rest says how facts are read.

    `today` lists the dates taken at the day of the question when it says nothing of them; `dates` gives, by field,
    the words before a date that tell its role; `strict` keeps a date without such words out; `choices` gives, by
    field, the patterns that stand for each choice; `assume` the usual case of an AESH, taken when nothing is said and
    told (for a date, a duration counted from the pivot date).
    """

    calculator: str
    ask: str
    unless: str = ""
    today: tuple[str, ...] = ()
    dates: dict[str, str] = Field(default_factory=dict)
    choices: dict[str, dict[str, str]] = Field(default_factory=dict)
    assume: dict[str, str] = Field(default_factory=dict)
    strict: bool = False

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
        return re.compile(self.ask), re.compile(self.unless) if self.unless else None

    def fits(self, plain: str) -> bool:
        """Whether the folded question calls for this calculator."""
        ask, unless = self._patterns
        return bool(ask.search(plain)) and not (unless and unless.search(plain))


class _File(Frozen):
    route: tuple[Route, ...]


@cache
def routes() -> tuple[Route, ...]:
    """Return the routes of the data file, in order."""
    return _File.model_validate(tomllib.loads(DATA.read_text("utf-8"))).route


def routed(question: str, known: frozenset[str]) -> list[Route]:
    """Return the routes that fit `question`, in order, among the calculators of `known`."""
    plain = fold(plain_french(question))
    return [route for route in routes() if route.calculator in known and route.fits(plain)]
