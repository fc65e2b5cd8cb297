"""What the administrator told `aesh index` once and for all: further folders, and files that are official texts."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

CHOICES = "choix.json"


class Choices(BaseModel):
    """`folders` are absolute paths; `official` the origins of the files that may call themselves law or decree."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folders: tuple[str, ...] = ()
    official: tuple[str, ...] = ()

    def with_folders(self, folders: tuple[Path, ...]) -> Choices:
        """Return the choices with further folders."""
        added = [str(folder.resolve()) for folder in folders]
        return self.model_copy(update={"folders": tuple(dict.fromkeys([*self.folders, *added]))})

    def with_official(self, origins: tuple[str, ...]) -> Choices:
        """Return the choices with further official texts."""
        return self.model_copy(update={"official": tuple(dict.fromkeys([*self.official, *origins]))})

    def present(self) -> Choices:
        """Return the choices without the folders that are gone."""
        return self.model_copy(update={"folders": tuple(f for f in self.folders if Path(f).exists())})


def read_choices(index_dir: Path) -> Choices:
    """Return what was told, nothing when the file is absent or makes no sense."""
    try:
        return Choices.model_validate_json((index_dir / CHOICES).read_bytes())
    except (OSError, ValidationError):
        return Choices()


def write_choices(index_dir: Path, choices: Choices) -> None:
    """Keep the choices, in one step."""
    temporary = index_dir / (CHOICES + ".tmp")
    temporary.write_text(choices.model_dump_json(indent=1), "utf-8")
    temporary.replace(index_dir / CHOICES)
