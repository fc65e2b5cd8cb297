"""A week's timetable, as an agent types it: « lundi et mardi : 8h30-11h30, 13h30-16h30 ; jeudi : 8h30-12h »."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from assistant.domain.text import fold
from assistant.rules import parsing
from assistant.rules.core.fields import WEEK_MINUTES, Minutes, WorkedMinutes, hours_between
from assistant.rules.core.french import JOURS, FrenchValueError, format_hours
from assistant.rules.core.inputs import Facts, question

DAY = WEEK_MINUTES // len(JOURS)
MOST_SLOTS, MOST_WEEKS = 7 * 12, 30 + 30
Jour = Literal["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
Heure = Annotated[Minutes, hours_between(0, DAY, "une heure de la journée")]
FORM = "par exemple « lundi et mardi : 8h30-11h30, 13h30-16h30 ; jeudi : 8h30-12h »"
_DAYS = re.compile(r"^(?P<days>[^0-9:]+?)\s*:?\s*(?:de\s+)?(?P<slots>[0-9].*)$")
_RANGE = re.compile(r"(?:du )?(?P<first>[a-z]+) au (?P<last>[a-z]+)")
_SLOT = re.compile(r"(?:de )?(?P<start>[0-9][0-9 h:]*?) ?(?:-|–|—| a |jusqu'a) ?(?P<end>[0-9][0-9 h:]*)")


class Creneau(Facts):
    """Some work without a pause, on one day: it stops at midnight (24 h) at the latest."""

    jour: Jour | None = question(
        "Quel jour de la semaine ?", label="Jour", example="lundi", choices={jour: jour for jour in JOURS}
    )
    debut: Heure | None = question("À quelle heure ce travail commence-t-il ?", label="Début", example="8 h 30")
    fin: Heure | None = question("À quelle heure ce travail finit-il ?", label="Fin", example="11 h 30")

    @model_validator(mode="after")
    def _complete(self) -> Creneau:
        for name in ("jour", "debut", "fin"):
            if getattr(self, name) is None:
                self.refuse(name, f"indiquez le jour, le début et la fin de chaque créneau, {FORM}")
        if self.end <= self.start:
            self.refuse("fin", "la fin doit venir après le début ; coupez à minuit un travail de nuit (22h-24h)")
        return self

    @property
    def day(self) -> int:
        """Rank of the day, Monday being 0."""
        return JOURS.index(self.jour or JOURS[0])

    @property
    def start(self) -> int:
        """Minutes from midnight to the beginning."""
        return self.debut or 0

    @property
    def end(self) -> int:
        """Minutes from midnight to the end (1440 for midnight)."""
        return self.fin or 0


def parse_day(text: str) -> list[dict[str, Any]]:
    """Read « du lundi au jeudi : 8h30-11h30 et 13h30-16h30 ». Raises `FrenchValueError` for anything unclear."""
    found = _DAYS.match(fold(text))
    if not found:
        raise FrenchValueError(f"« {text.strip()[:60]} » n'est pas compris ; écrivez le jour puis les heures, {FORM}")
    pieces = re.split(r"\s*(?:,|\bet\b|\bpuis\b|\+|/)\s*", found["slots"].strip())
    slots = [_slot(piece, text) for piece in pieces if piece]
    return [{"jour": jour, "debut": start, "fin": end} for jour in _jours(found["days"]) for start, end in slots]


def _jours(text: str) -> list[str]:
    if span := _RANGE.fullmatch(text.strip()):
        first, last = JOURS.index(_jour(span["first"])), JOURS.index(_jour(span["last"]))
        if last <= first:
            raise FrenchValueError(
                f"« {text} » ne se suit pas dans la semaine ; écrivez par exemple « lundi au jeudi »"
            )
        return list(JOURS[first : last + 1])
    words = re.split(r"\s*(?:,|/|\bet\b)\s*|\s+", text.strip())
    named = [_jour(word) for word in words if word not in ("", "le", "les")]
    if not named:
        raise FrenchValueError(f"« {text.strip()} » ne nomme aucun jour ; écrivez {FORM}")
    return named


def _jour(word: str) -> str:
    """Read a day's name, whole or shortened to three letters at least."""
    for jour in JOURS:
        if (jour.startswith(word.rstrip(".")) and len(word.rstrip(".")) > 2) or word in (jour, f"{jour}s"):
            return jour
    raise FrenchValueError(f"« {word} » n'est pas un jour de la semaine ; écrivez {FORM}")


def _slot(piece: str, text: str) -> tuple[WorkedMinutes, WorkedMinutes]:
    found = _SLOT.fullmatch(piece.strip())
    if not found:
        raise FrenchValueError(f"les heures de « {text.strip()[:60]} » ne sont pas comprises ; écrivez {FORM}")
    start, end = (WorkedMinutes(parsing.parse_hours(found[name].strip())) for name in ("start", "end"))
    return start, end


def _parse_week(value: object) -> object:
    """Read a week typed as text (days separated by « ; » or a new line) or as a list of days or slots."""
    if isinstance(value, str):
        value = [part for part in re.split(r"[;\n]", value) if part.strip()]
    if isinstance(value, list | tuple):
        groups = [parse_day(item) if isinstance(item, str) else [item] for item in value]
        return [slot for group in groups for slot in group]
    return value


def in_order(slots: Iterable[Creneau]) -> tuple[Creneau, ...]:
    """Return the slots in the order of the week. Raises `FrenchValueError` when two of them overlap."""
    ordered = tuple(sorted(slots, key=lambda s: (s.day, s.start)))
    for earlier, later in pairwise(ordered):
        if earlier.day == later.day and later.start < earlier.end:
            raise FrenchValueError(
                f"deux horaires se chevauchent le {later.jour} à {format_hours(later.start)} ; corrigez l'un des deux"
            )
    return ordered


def _parse_weeks(value: object) -> object:
    """Read several weeks: one by element of a list, or separated in a text by « | » or an empty line."""
    if isinstance(value, str):
        return [part for part in re.split(r"\||\n\s*\n", value) if part.strip()]
    return value


def _filled(slots: tuple[Creneau, ...]) -> tuple[Creneau, ...]:
    if not slots:
        raise FrenchValueError(f"aucun horaire n'est donné ; écrivez {FORM}")
    return in_order(slots)


Semaine = Annotated[
    tuple[Creneau, ...],
    Field(max_length=MOST_SLOTS),
    AfterValidator(_filled),
    BeforeValidator(_parse_week),
]
Semaines = Annotated[tuple[Semaine, ...], Field(min_length=1, max_length=MOST_WEEKS), BeforeValidator(_parse_weeks)]
