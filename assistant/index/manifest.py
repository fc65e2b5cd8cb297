"""What an index says of itself, and what it must share with whoever searches it."""

from __future__ import annotations

import datetime

from pydantic import Field

from assistant.domain.corpus import Frozen
from assistant.index.errors import IndexMismatchError

FORMAT = 2
REBUILD = "Reconstruisez l'index avec « aesh index »."


class Recipe(Frozen):
    """How the content of an index was made; two indexes of equal recipe can be searched alike.

    `embedder` and `chunking` are the identities given by their owners; `analysis` is that of the words; `format` is
    the layout of the files.
    """

    format: int = FORMAT
    embedder: str
    chunking: str
    analysis: str

    def require(self, wanted: Recipe) -> None:
        """Raise `IndexMismatchError` unless this recipe is `wanted`, naming in French what differs."""
        names = {
            "format": "format",
            "embedder": "modèle d'embedding",
            "chunking": "découpage",
            "analysis": "analyse des mots",
        }
        found = [
            f"{label} : « {getattr(self, field)} » au lieu de « {getattr(wanted, field)} »"
            for field, label in names.items()
            if getattr(self, field) != getattr(wanted, field)
        ]
        if found:
            raise IndexMismatchError(
                f"L'index a été fait autrement ({' ; '.join(found)}) et ne peut pas être interrogé. {REBUILD}"
            )


class Counts(Frozen):
    """Size of an index; `questions` are the chunks of that kind, included in `chunks`."""

    documents: int
    sections: int
    chunks: int
    questions: int


class Manifest(Frozen):
    """Identity card of one generation.

    `files` maps each `source_id` to the sha256 of its file; `created_at` is in UTC; `reused` counts the vectors taken
    over from the generation before; `checksums` maps each file of the generation to its sha256 (empty in those made
    before they were kept).
    """

    generation: str
    recipe: Recipe
    dimension: int
    counts: Counts
    files: dict[str, str]
    created_at: datetime.datetime
    reused: int = 0
    checksums: dict[str, str] = Field(default_factory=dict)
