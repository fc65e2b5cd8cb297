"""The registry of sources (`corpus/sources.toml`): every text and guide that a fiche may cite."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from assistant.domain.corpus import Nature
from assistant.fiches.errors import FicheError, in_french
from assistant.fiches.schema import Record, Sentence, Slug
from assistant.settings import PROJECT_ROOT

REGISTRY = PROJECT_ROOT / "corpus" / "sources.toml"


class Source(Record):
    """A text or a guide. `date` is its own date (a day, or « 2025-2026 » for a guide); limits are inclusive.

    `named` is how a sentence begins with it (« Le guide de l'académie de Nice »). `basis` says how far it was read:
    the text itself, or a serious page that reports it. `url` is empty unless it is known for certain.
    """

    id: Slug
    title: Sentence
    named: Sentence
    nature: Nature
    publisher: Sentence
    date: datetime.date | str
    in_force_from: datetime.date | None = None
    in_force_to: datetime.date | None = None
    replaced_by: str = ""
    url: str = Field(default="", pattern=r"^(https://\S+)?$")
    last_checked: datetime.date
    basis: str = Field(default="texte", pattern="^(texte|page|guide)$")

    def days(self) -> frozenset[datetime.date]:
        """Return the dates that belong to the text itself: its own, and those of its entry into and out of force."""
        own = self.date if isinstance(self.date, datetime.date) else None
        return frozenset(day for day in (own, self.in_force_from, self.in_force_to) if day)


class Registry(Mapping[str, Source]):
    """The sources by id, in the order of the hierarchy of norms, then of the file."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self._sources = {source.id: source for source in sorted(sources, key=lambda source: source.nature.rank)}

    def __getitem__(self, source_id: str) -> Source:
        return self._sources[source_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


class _File(Record):
    source: tuple[Source, ...]

    @model_validator(mode="after")
    def _consistent(self) -> _File:
        ids = [source.id for source in self.source]
        if doubles := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(f"source déclarée plusieurs fois : {', '.join(doubles)}")
        if unknown := sorted(s.id for s in self.source if s.replaced_by and s.replaced_by not in ids):
            raise ValueError(f"« replaced_by » renvoie à une source absente : {', '.join(unknown)}")
        return self


def load_registry(path: Path) -> Registry:
    """Return the registry written in `path` (TOML, one `[[source]]` per text).

    Raises `FicheError` (in French, naming the file and the field) when the file is absent or does not follow the
    schema.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FicheError(path, "ce registre de sources n'existe pas.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FicheError(path, f"ce registre n'est pas du TOML lisible : {error}") from error
    try:
        return Registry(_File.model_validate(data).source)
    except ValidationError as error:
        raise FicheError(path, in_french(error)) from error
