"""The texts on which the figures rest: one record per text and article, read from `rules/sources/*.toml`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.domain.calculation import LegalSource
from assistant.rules.core.datafiles import read_tables

Nature = Literal[
    "loi",
    "code",
    "décret",
    "arrêté",
    "circulaire",
    "note de service",
    "jurisprudence",
    "page officielle",
    "guide",
    "page syndicale",
    "convention de calcul",
]


class Source(BaseModel):
    """A source as declared: `verified_on` is the day on which it was last read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    article: str = ""
    nature: Nature
    url: str = ""
    verified_on: date

    def public(self) -> LegalSource:
        """Return the record that travels in a result."""
        return LegalSource(source_id=self.id, text=self.text, article=self.article, url=self.url)


@lru_cache(maxsize=1)
def all_sources() -> dict[str, Source]:
    """Return every declared source by id. Raises `ValueError` for an id declared twice."""
    found: dict[str, Source] = {}
    for origin, table in read_tables("sources", "source"):
        source = Source.model_validate(table)
        if source.id in found:
            raise ValueError(f"{origin}: source {source.id} is declared twice")
        found[source.id] = source
    return found


def source(source_id: str) -> LegalSource:
    """Return one source. Raises `KeyError` for an id that no file declares."""
    try:
        return all_sources()[source_id].public()
    except KeyError:
        raise KeyError(f"no source is declared under the id {source_id!r}") from None
