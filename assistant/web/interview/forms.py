"""From the case to the fields of the page, and from what the page sends to raw answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData

from assistant.interview.case import KEY, NOTE, InterviewCase
from assistant.interview.storage import field_names
from assistant.interview.words import Note, free_notes, groups, steps, training
from assistant.rules.core.fields import FrBool
from assistant.rules.core.french import JOURS
from assistant.rules.core.inputs import asked, folded
from assistant.web.bounds import fold_spaces
from assistant.web.forms import FieldView, Kind
from assistant.web.interview import texts

DAYS = "jours_travailles"
VIEWPOINT = "point_de_vue"
LONGEST_RADIO_LIST = 3
LONGEST_ANSWER = 400
"""More than any answer may hold: a longer one is refused by its field all the same."""
Problems = Mapping[str, str]


@dataclass(frozen=True)
class StepView:
    """A step of the sheet, with its fields in order."""

    id: str
    title: str
    short: str
    intro: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class GroupView:
    """A group of fields under a heading of its own."""

    title: str
    fields: tuple[FieldView, ...]


def raw_answers(form: FormData) -> dict[str, str]:
    """Return what the sheet sent, known names only; days ticked one by one are joined."""
    found: dict[str, str] = {}
    for name in field_names():
        values = [value for value in form.getlist(name) if isinstance(value, str) and value.strip()]
        if values:
            typed = ", ".join(values) if name == DAYS else values[-1]
            found[name] = typed if name.startswith(NOTE) else fold_spaces(typed[:LONGEST_ANSWER])
    return found


def step_views(raw: Mapping[str, str], problems: Problems) -> tuple[StepView, ...]:
    """Return the steps that ask facts."""
    return tuple(
        StepView(s.id, s.title, s.short, s.intro, tuple(fact_view(name, raw, problems) for name in s.fields))
        for s in steps()
    )


def fact_view(name: str, raw: Mapping[str, str], problems: Problems) -> FieldView:
    """Return the field of a fact: its question, its help, its choices, its value and its error."""
    about = asked(InterviewCase.model_fields[name])
    choices = _choices(name, about["choices"])
    example = about.get("example")
    return FieldView(
        id=f"f-{name}",
        name=name,
        label=about["question"],
        kind=_kind(about["choices"], choices),
        value=_value(raw.get(name, "membre" if name == VIEWPOINT else ""), choices),
        hint=about["help"],
        example=example if isinstance(example, str) and not choices else "",
        error=problems.get(name, ""),
        choices=choices,
        heading=about["label"],
    )


def _choices(name: str, declared: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if name == DAYS:
        return tuple((day, day) for day in JOURS[:-1])
    if InterviewCase.model_fields[name].annotation == FrBool | None:
        declared = {"oui": texts.YES, "non": texts.NO}
    listed = tuple(declared.items())
    asks = 0 < len(listed) <= LONGEST_RADIO_LIST and name != VIEWPOINT
    return (*listed, ("", texts.DONT_KNOW)) if asks else listed


def _value(typed: str, choices: tuple[tuple[str, str], ...]) -> str:
    """Return what was typed, as the choice that it names where there are choices."""
    named = (value for value, label in choices if value and folded(typed) in (folded(value), folded(label)))
    return next(named, typed) if typed else typed


def _kind(declared: Mapping[str, str], choices: tuple[tuple[str, str], ...]) -> Kind:
    """Draw a short list as buttons, a long one as a list; a yes or no declares no choice of its own."""
    if not choices:
        return "text"
    return "choices" if len(declared) <= LONGEST_RADIO_LIST else "select"


def criterion_views(raw: Mapping[str, str], problems: Problems) -> tuple[GroupView, ...]:
    """Return the criteria, one field each, in their groups."""
    return tuple(
        GroupView(
            group.title,
            tuple(_area(c.id, c.title, " ".join(c.prompts), raw, problems) for c in group.criterion),
        )
        for group in groups()
    )


def note_views(raw: Mapping[str, str], problems: Problems) -> tuple[FieldView, ...]:
    """Return the places for training, objectives, questions and what is contested."""
    notes: Iterable[Note] = (*training(), *free_notes())
    return tuple(_area(note.id, note.title, note.hint, raw, problems) for note in notes)


def _area(key: str, title: str, hint: str, raw: Mapping[str, str], problems: Problems) -> FieldView:
    name = NOTE + key
    return FieldView(
        id=f"f-{name}",
        name=name,
        label=title,
        kind="area",
        value=raw.get(name, ""),
        hint=hint,
        error=problems.get(name, ""),
        heading=title,
    )


def ticked_days(raw: Mapping[str, str]) -> frozenset[str]:
    """Return the days that are ticked."""
    return frozenset(day for day in JOURS if day in raw.get(DAYS, "").lower())


def key_of(raw: Mapping[str, str]) -> str:
    """Return the key of the sheet, empty when it has none yet."""
    return raw.get(KEY, "")
