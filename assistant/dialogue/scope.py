"""Who is speaking: a question about another status or from another person is told apart before any figure.

`scope.toml` lists the statuses in the order in which they are tried: `who` are the words by which somebody says it
of himself (« je suis … », « en tant que … », or the message begins with it), `about` patterns of questions about
these people, `unless` what makes it a question of an AESH all the same. Patterns are on the folded question; `{name}`
stands for a list.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Frozen
from assistant.domain.text import fold

DATA = Path(__file__).with_name("scope.toml")

_SAYS = r"\b(?:(?:je )?suis (?:en |un |une |la |le )?|j'?suis (?:une? )?|en tant qu(?:e|') ?(?:une? )?|comme )"
_AESH = re.compile(
    r"\b(?:je suis|en tant qu'|comme|suis) (?:une? )?(?:aesh|avs|accompagnante?)\b|"
    r"\bet (?:je suis |moi )?(?:une? )?aesh\b"
)
_PRIVATE = re.compile(
    r"(?<!\bmon )(?<!\bma )\b(?:adresse|numero|telephone|tel|portable|mail|domicile)\b.{0,20}"
    r"\b(?:perso\w*|prive\w*|domicile|maison)\b|"
    r"\bou (?:habite|vit|loge)\b|\b(?:numero|telephone|portable|adresse)\b.{0,40}\b(?:m|mme|monsieur|madame)\b\.? \w+"
)
_HARM = re.compile(
    r"\b(?:ecris|redige|(?<!me )fais|fabrique|donne|aide|compose|invente|envoie)\w*\b.{0,50}"
    r"\b(?:insult\w*|injuri\w*|menac\w*|diffam\w*|chantage)\b|"
    r"\b(?:lettre|message|mail|texte) (?:d'insultes?|de menaces?|menacant\w*|anonyme)\b|"
    r"\b(?:se venger|me venger|pirater|faux (?:certificat|arret|document|diplome|bulletin))\b"
)
_SUFFERS = re.compile(r"\b(?:m'|me |nous |on m'|suis |ai ete |etre )(?:a |ont |fait |est )?(?:insult|injuri|menac)")


class OtherStatus(Frozen):
    """A status whose rules are not those of the AESH: how it is named, what differs, where to look, in French."""

    id: str
    name: str
    differs: str
    where: str
    who: tuple[str, ...] = Field(default=())
    about: tuple[str, ...] = Field(default=())
    unless: str = ""

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None]:
        who = "|".join(self.who)
        says = re.compile(rf"(?:{_SAYS}|^)(?:{who})\b") if who else re.compile(r"(?!)")
        about = re.compile("|".join(_filled(a) for a in self.about)) if self.about else None
        return says, about, re.compile(self.unless) if self.unless else None

    def fits(self, plain: str) -> bool:
        """Whether the folded question is of this status."""
        says, about, unless = self._patterns
        if unless and unless.search(plain):
            return False
        return bool(says.search(plain)) or bool(about and about.search(plain))


class _File(Frozen):
    status: tuple[OtherStatus, ...]
    lists: dict[str, str]


def is_improper(question: str) -> bool:
    """Whether `question` asks for a private person's data, or for help to harm; not when its author suffers it."""
    plain = fold(plain_french(question))
    return bool(_PRIVATE.search(plain)) or bool(_HARM.search(plain) and not _SUFFERS.search(plain))


def other_status(question: str) -> OtherStatus | None:
    """Return the other status that `question` is about, None when it may be an AESH's."""
    plain = fold(plain_french(question))
    if _AESH.search(plain):
        return None
    return next((status for status in statuses() if status.fits(plain)), None)


@cache
def statuses() -> tuple[OtherStatus, ...]:
    """Return the statuses of the data file, in order."""
    return _file().status


@cache
def _file() -> _File:
    return _File.model_validate(tomllib.loads(DATA.read_text("utf-8")))


def _filled(pattern: str) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda m: _file().lists.get(m[1], m[0]), pattern)
