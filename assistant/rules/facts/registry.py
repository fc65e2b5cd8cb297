"""The facts of the data files, by name, by type, and by the fields that they unite."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from pydantic import ValidationError

from assistant.rules.facts.model import Fact, Type


class FactError(ValueError):
    """A data file of facts that cannot be used, in French: the file, the fact, what is wrong."""


@dataclass(frozen=True)
class Registry:
    """Every fact. `former` maps `champ` and `calculateur.champ` to the fact that took its place."""

    facts: Mapping[str, Fact]
    former: Mapping[str, str]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts.values())

    def __getitem__(self, name: str) -> Fact:
        """Return the fact of that name. Raises `KeyError` for an unknown one."""
        return self.facts[name]

    def __contains__(self, name: str) -> bool:
        return name in self.facts

    def by_type(self, *types: Type) -> tuple[Fact, ...]:
        """Return the facts of these types, in the order of the files."""
        return tuple(fact for fact in self if fact.type in types)

    def of_field(self, calculator: str, field: str) -> Fact | None:
        """Return the fact that a field of a calculator asks: by its full former name, its own, or its former one."""
        own = field if field in self.facts else None
        name = self.former.get(f"{calculator}.{field}") or own or self.former.get(field)
        return self.facts[name] if name else None


@lru_cache(maxsize=1)
def registry() -> Registry:
    """Return the facts of the package. Raises `FactError`, in French, for a file that is not sound."""
    root = resources.files(__package__)
    files = sorted((entry for entry in root.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return read_facts((entry.name, entry.read_text(encoding="utf-8")) for entry in files)


def read_facts(files: Iterable[tuple[str, str]]) -> Registry:
    """Return the facts of (name, text) of TOML files. Raises `FactError`, in French."""
    facts: dict[str, Fact] = {}
    for file, text in files:
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise FactError(f"{file} : ce fichier n'est pas du TOML lisible ({error}).") from error
        for name, table in tables.items():
            if name in facts:
                raise FactError(f"{file} : le fait « {name} » est déjà déclaré dans {facts[name].theme}.toml.")
            facts[name] = _fact(file, name, table)
    return Registry(facts, _former(facts))


def _fact(file: str, name: str, table: object) -> Fact:
    if not isinstance(table, dict):
        raise FactError(f"{file} : « {name} » doit être une table [{name}].")
    about: dict[str, Any] = {**table, "name": name, "theme": file.removesuffix(".toml")}
    try:
        return Fact.model_validate(about)
    except ValidationError as error:
        raise FactError(
            f"{file}, fait « {name} » : {' ; '.join(_problem(item) for item in error.errors())}."
        ) from error


def _problem(item: Any) -> str:  # noqa: ANN401 (an error of pydantic)
    where = ".".join(str(part) for part in item["loc"])
    known = {"extra_forbidden": "clé inconnue", "missing": "clé absente", "literal_error": "valeur hors de la liste"}
    message = known.get(item["type"]) or str(item["msg"]).removeprefix("Value error, ")
    return f"{where} : {message}" if where else message


def _former(facts: Mapping[str, Fact]) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact in facts.values():
        for name in fact.was:
            if name in found:
                raise FactError(f"l'ancien nom « {name} » est réclamé par « {found[name]} » et « {fact.name} ».")
            found[name] = fact.name
    return found
