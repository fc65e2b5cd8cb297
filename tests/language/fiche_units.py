"""The project's fiches as they are indexed, without an index: their units by fiche."""

from __future__ import annotations

from datetime import date
from functools import cache

from assistant.answering.units import Unit, section_units
from assistant.fiches.loader import load_fiche
from assistant.fiches.parameters import parameter_text
from assistant.fiches.registry import REGISTRY, load_registry
from assistant.ingestion.chunking import Chunker
from assistant.ingestion.records import fiche_record
from assistant.settings import PROJECT_ROOT

TODAY = date(2026, 11, 22)


@cache
def units_by_fiche() -> dict[str, list[Unit]]:
    chunker = Chunker(lambda text: len(text.split()), 300, 500)
    registry = load_registry(REGISTRY)
    units: dict[str, list[Unit]] = {}
    for path in sorted((PROJECT_ROOT / "corpus" / "fiches").rglob("*.md")):
        record = fiche_record(load_fiche(path), path.name, chunker, parameter_text, TODAY, registry)
        units[path.stem] = [unit for section in record.sections for unit in section_units(section)]
    return units
