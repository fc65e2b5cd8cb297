"""Words of distress, heard before anything else: what is then said first, and which fiche says whom to call.

`distress.toml` holds the services (number, source, day of the check), and the kinds of distress in their order:
`says` and `unless` are patterns on the message without accents, apostrophes or hyphens (« ~ » stands for a few words,
`{name}` for a list); `opening` holds no figure, `opening_other` is for a danger that another person is in; `quotes`
are patterns of the fiche's units, which bear the numbers.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from assistant.dialogue.premises import GAP, normalised
from assistant.domain.corpus import Frozen

DATA = Path(__file__).with_name("distress.toml")
_OTHER = re.compile(
    r"\b(?:ma|mon|une?|cette|cet|la|l|notre) (?:\w+ )?"
    r"(?:collegue|eleve|amie?|copine|soeur|fille|fils|aesh|adherente?|enseignante?)\b"
)
_SELF = re.compile(r"\b(?:je|j|me|m|moi|suis|jai|jsuis|ma vie)\b")


class Service(Frozen):
    """A helpline: its number as dialled, where it was read, and when."""

    number: str = Field(pattern=r"^\d{2,4}$")
    name: str
    source: str = Field(pattern=r"^https://\S+$")
    checked: date


class Rights(Frozen):
    """What a fiche says of the rights that go with a distress: patterns of its units."""

    fiche: str
    says: tuple[str, ...] = Field(min_length=1)


class Kind(Frozen):
    """A kind of distress, and what is said first.

    `then` is said next when the message asks nothing by itself; `asks_nothing` keeps from asking anything back.
    """

    id: str
    opening: str
    opening_other: str = ""
    quotes: tuple[str, ...] = Field(min_length=1)
    services: tuple[str, ...] = ()
    then: Rights | None = None
    asks_nothing: bool = False
    says: tuple[str, ...] = Field(min_length=1)
    unless: str = ""

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str] | None]:
        """What calls for it and what rules it out, compiled."""
        return tuple(_compiled(s) for s in self.says), _compiled(self.unless) if self.unless else None

    def heard(self, plain: str) -> bool:
        """Whether the normalised message says it."""
        says, unless = self.patterns
        return not (unless and unless.search(plain)) and any(p.search(plain) for p in says)

    def opens(self, message: str) -> str:
        """Return the first words, for the person who writes or for another in danger."""
        plain = normalised(message)
        speaks_of_another = _OTHER.search(plain) and not _SELF.search(plain.split(" a dit ")[-1])
        return self.opening_other if self.opening_other and speaks_of_another else self.opening


class _File(Frozen):
    fiche: str
    service: dict[str, Service]
    kind: tuple[Kind, ...]
    lists: dict[str, str] = Field(default_factory=dict)


def distress(message: str) -> Kind | None:
    """Return the kind of distress that `message` tells, the gravest first; None when it tells none."""
    plain = normalised(message)
    return next((kind for kind in _file().kind if kind.heard(plain)), None)


def fiche() -> str:
    """Return the id of the fiche that bears the numbers."""
    return _file().fiche


def services() -> dict[str, Service]:
    """Return the helplines by name."""
    return _file().service


def kinds() -> tuple[Kind, ...]:
    """Return the kinds of distress, the gravest first."""
    return _file().kind


@cache
def _file() -> _File:
    return _File.model_validate(tomllib.loads(DATA.read_text("utf-8")))


def _compiled(pattern: str) -> re.Pattern[str]:
    text = re.sub(r"\{([a-z]+)\}", lambda m: _file().lists.get(m[1], m[0]), pattern)
    return re.compile(text.replace("~", GAP))
