"""What happened to each file: kept beside the index, shown by `aesh index --report`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

REPORT = "report.json"


class Outcome(StrEnum):
    """What became of a file."""

    INDEXED = "indexé"
    UNCHANGED = "inchangé"
    DUPLICATE = "doublon"
    REFUSED = "écarté"


class FileReport(BaseModel):
    """One file: `notes` are French sentences that say what to look at or to do; `pages` is None without pages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    outcome: Outcome
    title: str = ""
    pages: int | None = None
    sections: int = 0
    chunks: int = 0
    notes: tuple[str, ...] = ()
    warned: bool = False


class IngestionReport(BaseModel):
    """One run: its files, the generation in service afterwards, whether that changed, the folders remembered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: tuple[FileReport, ...]
    generation: str
    rebuilt: bool
    folders: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[FileReport, ...]:
        """Files that were left out."""
        return tuple(f for f in self.files if f.outcome is Outcome.REFUSED)

    @property
    def to_review(self) -> tuple[FileReport, ...]:
        """Files left out or read with a doubt: the user should look at them."""
        return tuple(f for f in self.files if f.outcome is Outcome.REFUSED or f.warned)


def write_report(index_dir: Path, report: IngestionReport) -> None:
    """Keep the report of the last run beside the index."""
    target = index_dir / REPORT
    temporary = target.with_suffix(".tmp")
    temporary.write_text(report.model_dump_json(indent=1), encoding="utf-8")
    temporary.replace(target)


def read_report(index_dir: Path) -> IngestionReport | None:
    """Return the report of the last run, or None when there is none that can be read."""
    target = index_dir / REPORT
    try:
        return IngestionReport.model_validate_json(target.read_bytes())
    except (OSError, ValueError):
        return None
