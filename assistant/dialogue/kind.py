"""What kind of thing a message asks: a figure, a fact, a way of doing, a list, a preparation; or nothing at all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from assistant.dialogue.courtesy import courtesy
from assistant.dialogue.facts import Said
from assistant.dialogue.scope import is_improper, other_status
from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Frozen
from assistant.domain.text import fold

DATA = Path(__file__).with_name("kind.toml")
_WORD = re.compile(r"[^\W_]+'?")


class Kind(StrEnum):
    """What a message asks. A question that calls for a calculator is a `CALCULATION`, whatever its wording."""

    FACT = "fact"
    CALCULATION = "calculation"
    PROCEDURE = "procedure"
    LIST = "list"
    PREPARATION = "preparation"
    COURTESY = "courtesy"
    OUTSIDE = "outside"
    REPLY = "reply"


class _Cue(Frozen):
    name: Kind
    cue: str
    besides: str = Field(default="", alias="and")
    unless: str = ""

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]:
        return re.compile(self.cue), re.compile(self.besides), re.compile(self.unless) if self.unless else None

    def fits(self, plain: str) -> bool:
        cue, besides, unless = self._patterns
        return bool(cue.search(plain) and besides.search(plain)) and not (unless and unless.search(plain))


class _Reply(Frozen):
    fillers: str
    unknown: str


class _Field(Frozen):
    words: str


class _File(Frozen):
    kind: tuple[_Cue, ...]
    reply: _Reply
    field: _Field


@cache
def _file() -> _File:
    return _File.model_validate(tomllib.loads(DATA.read_text("utf-8")))


@cache
def _field_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_file().field.words})")


def kind_of(question: str, said: Said, calculators: Sequence[str]) -> Kind:
    """Return the kind of `question`, of which `said` was read and which calls for `calculators`."""
    if courtesy(question):
        return Kind.COURTESY
    if is_improper(question) or other_status(question):
        return Kind.OUTSIDE
    plain = fold(plain_french(question))
    if is_reply(plain, said):
        return Kind.REPLY
    if calculators:
        return Kind.CALCULATION
    found = next((cue.name for cue in _file().kind if cue.fits(plain)), Kind.FACT)
    if found is Kind.PREPARATION or _field_words().search(plain):
        return found
    return Kind.OUTSIDE


def is_reply(plain: str, said: Said) -> bool:
    """Whether a folded message asks nothing: it only brings facts, or says yes, no or « je ne sais pas »."""
    if re.fullmatch(rf"(?:{_file().reply.unknown})\W*", plain):
        return True
    if "?" in plain:
        return False
    rest = plain
    for written in (*(fact.written for fact in said.facts.values()), *(found.written for found in said.dates)):
        rest = rest.replace(written, " ")
    fillers = set(_file().reply.fillers.split())
    return all(word in fillers or word.isdigit() for word in _WORD.findall(rest))
