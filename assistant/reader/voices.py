"""Voices: how people ask, read from `corpus/voix`.

A file holds one literal block per label, one phrasing per line: the code of a voice, a space, the message. A fact is
marked in place: `[3 ans](anciennete_services)` for a value, `[en cdi](type_contrat=cdi)` for a state or a choice.

    combien-de-preavis: |
      s02 je sui aesh depuis [sept 2022](date_debut_services) fo prevenir combien de tps

A dialogue is a block too: a line per message, `message => label`, labels joined by « + » when a message asks twice.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

_LINE = re.compile(r"^(?P<voice>[csdrp]\d\d) (?P<text>\S.*)$")
_MARK = re.compile(r"\[(?P<span>[^\[\]]+)\]\((?P<fact>[a-z][a-z0-9_]*)(?:=(?P<value>[^()\s]+))?\)")
_TURN = " => "
VOICES = "voix.toml"
DIALOGUES = "dialogues"


class VoiceError(ValueError):
    """A file of voices that cannot be used; the message, in French, names the file, the line and what to write."""


@dataclass(frozen=True)
class Mark:
    """A fact told by a message: the place of its words in the text, its name, and its value when it is a choice."""

    start: int
    end: int
    fact: str
    value: str = ""


@dataclass(frozen=True)
class Phrasing:
    """A message as somebody wrote it: its voice, its text without marks, the facts marked, and what it means."""

    label: str
    voice: str
    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def manner(self) -> str:
        """The first letter of the voice: c clean, s text message, d dictated, r story, p for somebody else."""
        return self.voice[:1]


@dataclass(frozen=True)
class DialogueTurn:
    """One message of a dialogue and its labels (réponses, or acts such as « faits »)."""

    text: str
    marks: tuple[Mark, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Dialogue:
    """Messages of one person, in order."""

    name: str
    turns: tuple[DialogueTurn, ...]


def parse_marks(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Return `text` without its marks, and the marks with their places in what is returned."""
    plain, marks, last = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        start = len(plain)
        plain += match["span"]
        marks.append(Mark(start, len(plain), match["fact"], match["value"] or ""))
        last = match.end()
    return plain + text[last:], tuple(marks)


def read_phrasings(path: Path, prefix: str = "") -> Iterator[Phrasing]:
    """Yield the phrasings of one file; labels are its keys, after `prefix`.

    Raises `VoiceError` when the file is not YAML of literal blocks or a line lacks its voice.
    """
    for key, block in _blocks(path).items():
        for line in block.splitlines():
            if not line.strip():
                continue
            match = _LINE.match(line.strip())
            if match is None:
                raise VoiceError(f"{path} : « {key} » : « {line[:60]} » ne commence pas par une voix (« c03 … »).")
            text, marks = parse_marks(match["text"])
            yield Phrasing(f"{prefix}{key}", match["voice"], text, marks)


def read_fiche_voices(folder: Path) -> Iterator[Phrasing]:
    """Yield the phrasings of every réponse, from `folder` (`<theme>/<fiche>.yaml`); labels are « fiche/réponse »."""
    for path in sorted(folder.glob("*/*.yaml")):
        if path.parent.name == DIALOGUES:
            continue
        yield from read_phrasings(path, prefix=f"{path.stem}/")


def read_dialogues(path: Path) -> Iterator[Dialogue]:
    """Yield the dialogues of one file. Raises `VoiceError` for a line without label."""
    for key, block in _blocks(path).items():
        yield Dialogue(key, tuple(_turn(path, key, line) for line in block.splitlines() if line.strip()))


def read_voice_codes(folder: Path) -> dict[str, str]:
    """Return who the voices are, by code, from `voix.toml` of `folder`."""
    with (folder / VOICES).open("rb") as file:
        return dict(tomllib.load(file)["voix"])


def _turn(path: Path, key: str, line: str) -> DialogueTurn:
    message, arrow, labels = line.strip().rpartition(_TURN)
    if not arrow:
        raise VoiceError(f"{path} : « {key} » : « {line[:60]} » n'a pas d'étiquette (« message => étiquette »).")
    text, marks = parse_marks(message.strip())
    return DialogueTurn(text, marks, tuple(label.strip() for label in labels.split("+")))


def _blocks(path: Path) -> dict[str, str]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise VoiceError(f"{path} : ce fichier n'est pas du YAML lisible : {error}") from error
    if data is None:
        return {}
    if not isinstance(data, dict) or not all(isinstance(block, str) for block in data.values()):
        raise VoiceError(f"{path} : attendu : « nom: | », puis une phrase par ligne.")
    return {str(key): block for key, block in data.items()}
