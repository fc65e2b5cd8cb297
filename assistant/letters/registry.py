"""The models of letters: one TOML file each in `data/`, read and checked once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.domain.text import fold
from assistant.rules.facts import registry

PLACE = re.compile(r"\{(?:(valeur):)?([a-z0-9_]+)\}")


class LetterModel(BaseModel):
    """One letter. `paragraphs` hold places: « {fact} » of the registry, « {valeur:id} » of a calculation.

    `fiches` are the fiches that it serves, `words` the words (folded) that choose it among the letters of one fiche;
    `article` is the text that carries the request, named in the letter itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    fiches: tuple[str, ...] = Field(min_length=1)
    words: tuple[str, ...] = ()
    recipient: str = "Au service qui gère mon contrat (DSDEN, rectorat ou établissement employeur)"
    subject: str
    article: str
    paragraphs: tuple[str, ...] = Field(min_length=1)
    enclosed: tuple[str, ...] = ()
    sending: str = ""

    @model_validator(mode="after")
    def _known(self) -> LetterModel:
        unknown = [
            name for kind, name in PLACE.findall(" ".join(self.written)) if not kind and name not in registry()
        ]
        if unknown:
            raise ValueError(f"le courrier {self.id} nomme des faits inconnus : {', '.join(unknown)}")
        if self.article not in " ".join(self.written):
            raise ValueError(f"le courrier {self.id} ne cite pas son article : {self.article}")
        return self

    @property
    def written(self) -> tuple[str, ...]:
        """The subject and the paragraphs, with their places."""
        return (self.subject, *self.paragraphs)


@cache
def letters() -> Mapping[str, LetterModel]:
    """Return the models by id, in alphabetical order."""
    files = sorted(
        (f for f in resources.files(__package__).joinpath("data").iterdir() if f.name.endswith(".toml")),
        key=lambda f: f.name,
    )
    read = [LetterModel.model_validate(tomllib.loads(f.read_text("utf-8")) | {"id": f.name[:-5]}) for f in files]
    return {model.id: model for model in read}


def find_letter(fiche: str, *said: str) -> LetterModel | None:
    """Return the letter of a fiche, the one whose words occur most in the texts `said`; None when it has none."""
    text = " ".join(map(fold, said))
    serving = [model for model in letters().values() if fiche in model.fiches]
    return max(serving, key=lambda model: sum(word in text for word in model.words), default=None)
