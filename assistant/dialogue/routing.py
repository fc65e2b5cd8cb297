"""Which calculators a question calls for, told by patterns kept in data files (`routes/*.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Frozen
from assistant.domain.text import fold

DATA = Path(__file__).with_name("routes")
WORDS = DATA / "words.toml"
_NAMED = re.compile(r"\{([a-z_]+)\}")


class Route(Frozen):
    """One calculator: patterns on the folded question, and how its facts are read.

    It is called when `ask` is found, or `subject` and `aspect` both (in any order), besides `with`, and not `unless`;
    `over` names the calculators that it then puts aside. « {name} » stands for a pattern of `words.toml`.
    `today` lists the dates taken at the day of the question when it says nothing of them, nor of `today_unless`;
    `strict` keeps a date whose role is not told out of the pivot;
    `choices` gives, by field, the patterns that stand for each choice; `assume` the usual case of an AESH, taken when
    nothing is said and told (for a date, a duration counted from the pivot date).
    """

    calculator: str
    ask: str = ""
    subject: str = ""
    aspect: str = ""
    besides: str = Field(default="", alias="with")
    unless: str = ""
    over: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    today_unless: tuple[str, ...] = ()
    choices: dict[str, dict[str, str]] = Field(default_factory=dict)
    assume: dict[str, str] = Field(default_factory=dict)
    strict: bool = False

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        parts = ("ask", "subject", "aspect", "besides", "unless")
        return {part: pattern(getattr(self, part)) for part in parts if getattr(self, part)}

    def place(self, plain: str) -> int | None:
        """Return where the folded question speaks of this calculator, None when it does not call for it."""
        known = self._patterns
        if any(self._absent(part, plain) for part in ("besides",)) or self._found("unless", plain):
            return None
        whole = known["ask"].search(plain) if "ask" in known else None
        subject = known["subject"].search(plain) if "subject" in known and not self._absent("aspect", plain) else None
        found = whole or subject
        return found.start() if found else None

    def _absent(self, part: str, plain: str) -> bool:
        return part in self._patterns and not self._patterns[part].search(plain)

    def _found(self, part: str, plain: str) -> bool:
        return part in self._patterns and bool(self._patterns[part].search(plain))


class _File(Frozen):
    route: tuple[Route, ...]


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = tomllib.loads(WORDS.read_text("utf-8"))["words"]
    return words


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern of the data files, its « {name} » replaced. Raises `KeyError` for an unknown name."""
    while _NAMED.search(text):
        text = _NAMED.sub(lambda match: f"(?:{_words()[match[1]]})", text)
    return re.compile(text)


@cache
def routes() -> tuple[Route, ...]:
    """Return the routes of the data files, in order."""
    files = sorted(path for path in DATA.glob("*.toml") if path != WORDS)
    return tuple(
        route for path in files for route in _File.model_validate(tomllib.loads(path.read_text("utf-8"))).route
    )


def routed(question: str, known: frozenset[str]) -> list[Route]:
    """Return the routes that `question` calls for among the calculators of `known`, in the order of its words."""
    plain = fold(plain_french(question))
    found = [(place, route) for route in routes() if (place := route.place(plain)) is not None]
    put_aside = {name for _, route in found for name in route.over}
    kept = [(place, r) for place, r in found if r.calculator in known and r.calculator not in put_aside]
    return [route for _, route in sorted(kept, key=lambda pair: pair[0])]
