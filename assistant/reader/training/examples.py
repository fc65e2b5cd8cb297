"""The training examples: every phrasing and dialogue turn of `corpus/voix`, as the heads need them.

An example leaves a head untrained where nothing is known for it: a distress phrasing has no réponse, an ordinary
complaint no act.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.reader.labels import Act, Distress
from assistant.reader.voices import Dialogue, Mark, Phrasing, read_dialogues, read_fiche_voices, read_phrasings

VALIDATION_PART = 0.08
HELPING = frozenset(
    {
        "aide-et-urgences",
        "deces-enfant",
        "difficultes-financieres",
        "eleve-violent",
        "enfant-en-danger",
        "enfant-ne-sans-vie",
        "harcelement-violences-protection",
        "violences-conjugales",
    }
)
_ACT_FILES = {"hors-champ": Act.OUT_OF_SCOPE, "autre-statut": Act.OTHER_STATUS, "ordres": Act.ORDER}
_OWN_ACT = ("politesses", "propos", "lettres")


@dataclass(frozen=True)
class Example:
    """One message: what was said before it, and what each head should give (None: that head is not trained on it)."""

    text: str
    context: str = ""
    reponses: tuple[str, ...] = ()
    act: Act | None = None
    distress: Distress | None = None
    marks: tuple[Mark, ...] = ()
    voice: str = "c00"
    kind: str = ""


def read_examples(folder: Path) -> list[Example]:
    """Return every example of `folder` (`corpus/voix`), in a fixed order."""
    found = [_asked(p) for p in read_fiche_voices(folder)]
    found += _of_file(folder / "mentions.yaml", _asked)
    for name, act in _ACT_FILES.items():
        found += _of_file(folder / f"{name}.yaml", lambda p, act=act: _acted(p, act))  # type: ignore[misc]
    for name in _OWN_ACT:
        found += _of_file(folder / f"{name}.yaml", lambda p: _acted(p, Act(p.label)))
    found += _of_file(folder / "detresse.yaml", _distressed)
    found += _of_file(folder / "ordinaire.yaml", lambda p: Example(p.text, distress=Distress.NONE, voice=p.voice))
    for path in sorted((folder / "dialogues").glob("*.yaml")):
        for dialogue in read_dialogues(path):
            found += _turns(dialogue)
    return found


def split(examples: list[Example], part: float = VALIDATION_PART) -> tuple[list[Example], list[Example]]:
    """Return the training and the validation examples; a text always falls on the same side."""
    held = [e for e in examples if zlib.crc32(e.text.encode()) % 1000 < part * 1000]
    kept = [e for e in examples if zlib.crc32(e.text.encode()) % 1000 >= part * 1000]
    return kept, held


def with_context(example: Example, others: list[Example], chance: random.Random, share: float) -> Example:
    """Return the example, now and then after another question: a new subject must be heard all the same."""
    if example.context or chance.random() >= share or not example.reponses:
        return example
    return replace(example, context=chance.choice(others).text)


def _of_file(path: Path, made: Callable[[Phrasing], Example]) -> Iterator[Example]:
    if path.exists():
        yield from map(made, read_phrasings(path))


def _asked(p: Phrasing) -> Example:
    """Who asks one of the fiches of help may well be in need: nothing is taught of distress there."""
    distress = None if p.label.partition("/")[0] in HELPING else Distress.NONE
    return Example(p.text, "", (p.label,), Act.QUESTION, distress, p.marks, p.voice)


def _acted(p: Phrasing, act: Act) -> Example:
    return Example(p.text, act=act, distress=Distress.NONE, marks=p.marks, voice=p.voice, kind=p.label)


def _distressed(p: Phrasing) -> Example:
    return Example(p.text, distress=Distress(p.label), marks=p.marks, voice=p.voice)


def _turns(dialogue: Dialogue) -> Iterator[Example]:
    """A question's labels are réponses; an act (« faits », « merci ») keeps the réponses of the last question."""
    context = ""
    standing: tuple[str, ...] = ()
    acts = set(Act)
    for turn in dialogue.turns:
        named = tuple(label for label in turn.labels if "/" in label)
        act = next((Act(label) for label in turn.labels if label in acts), Act.QUESTION)
        yield Example(turn.text, context, named, act, Distress.NONE, turn.marks, "c00")
        if named:
            context, standing = turn.text, named
        elif act in {Act.FACTS, Act.CORRECTION, Act.REPLY} and standing:
            context = f"{context} {turn.text}"
