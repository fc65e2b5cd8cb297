"""The words of the preparation, read from `data/*.toml` and checked once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Public = Literal["tous", "representant"]


class Words(BaseModel):
    """Base of what the files hold: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(Words):
    """A step of the sheet: the fields of the case that it asks; `short` is its name in the list of steps."""

    id: str
    title: str
    short: str
    intro: str
    fields: tuple[str, ...]


class Criterion(Words):
    """A criterion of the annex, in our words, with questions that help to find facts."""

    id: str
    title: str
    prompts: tuple[str, ...] = Field(min_length=1)


class Group(Words):
    """A group of criteria."""

    id: str
    title: str
    criterion: tuple[Criterion, ...]


class Section(Words):
    """A list of things to do or to ask; `pour` says who reads it."""

    id: str
    title: str
    lines: tuple[str, ...]
    pour: Public = "tous"


class Note(Words):
    """A place for free text."""

    id: str
    title: str
    hint: str


class Reply(Words):
    """What to answer to a point of the check: aloud, in a letter before the interview, in one after it."""

    dire: str
    avant: str = ""
    apres: str = ""


class Part(Words):
    """A passage of a letter: a text or a list, kept when every flag of `si` is up (« ! »: down)."""

    text: str = ""
    liste: str = ""
    si: tuple[str, ...] = ()


class MilestoneWords(Words):
    """A line of the timeline: where its day comes from, who acts, and what to say of it."""

    id: str
    label: str
    kind: Literal["acte", "echeance", "repere"]
    who: str
    day: str
    note: str
    sure: str = ""
    awaited: bool = False
    check: str = ""
    alert: str = ""


class Letter(Words):
    """A draft. `needs` are the flags without which it is of no use yet; `deadline` names the value to send it by."""

    id: str
    title: str
    when: str
    needs: tuple[str, ...]
    unneeded: str
    recipient: str
    copy_to: str = Field(alias="copy")
    subject: str
    enclosed: tuple[str, ...]
    deadline: str = ""
    part: tuple[Part, ...]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def steps() -> tuple[Step, ...]:
    """Return the steps of the sheet, in order."""
    return tuple(Step.model_validate(item) for item in _read("steps")["step"])


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """Return the groups of criteria, in the order of the annex."""
    return tuple(Group.model_validate(item) for item in _read("criteria")["group"])


def criteria_source() -> str:
    """Return the id of the text that lists the criteria."""
    return str(_read("criteria")["source"])


def criteria() -> tuple[Criterion, ...]:
    """Return every criterion."""
    return tuple(criterion for group in groups() for criterion in group.criterion)


@lru_cache(maxsize=1)
def sections() -> tuple[Section, ...]:
    """Return the lists of the preparation."""
    return tuple(Section.model_validate(item) for item in _read("preparation")["section"])


@lru_cache(maxsize=1)
def training() -> tuple[Note, ...]:
    """Return the places where training is noted."""
    return tuple(Note.model_validate(item) for item in _read("preparation")["training"])


@lru_cache(maxsize=1)
def free_notes() -> tuple[Note, ...]:
    """Return the other places for notes."""
    return tuple(Note.model_validate(item) for item in _read("preparation")["free"])


@lru_cache(maxsize=1)
def note_keys() -> tuple[str, ...]:
    """Return the keys of all notes."""
    return (*(criterion.id for criterion in criteria()), *(note.id for note in (*training(), *free_notes())))


@lru_cache(maxsize=1)
def replies() -> dict[str, Reply]:
    """Return the replies, by id of the point of the check."""
    return {key: Reply.model_validate(item) for key, item in _read("replies").items()}


def reply_to(point: str, kind: str) -> Reply:
    """Return the reply to a point of the check, for its verdict where that changes it. Raises `KeyError`."""
    return replies().get(f"{point}_{kind}") or replies()[point]


@lru_cache(maxsize=1)
def milestones() -> tuple[MilestoneWords, ...]:
    """Return the lines of the timeline, in the order of the procedure."""
    return tuple(MilestoneWords.model_validate(item) for item in _read("timeline")["milestone"])


@lru_cache(maxsize=1)
def letters() -> dict[str, Letter]:
    """Return the letters, by id, in the order of the procedure."""
    return {item["id"]: Letter.model_validate(item) for item in _read("letters")["letter"]}
