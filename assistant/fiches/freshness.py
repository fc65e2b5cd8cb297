"""What is to be checked again: fiches past their review date, texts replaced, sources not read for long."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.fiches.moved import Moved, told
from assistant.fiches.registry import Registry
from assistant.fiches.schema import Fiche

LATE_DAYS = 120
YEAR = 365


@dataclass(frozen=True)
class Stale:
    """One thing to look at: a fiche or a source, why, and by how many days it is late (0 when it is not)."""

    what: str
    why: str
    late_days: int

    @property
    def past_limit(self) -> bool:
        """Whether it has been late for longer than is allowed."""
        return self.late_days > LATE_DAYS


def stale(fiches: Sequence[Fiche], registry: Registry, on: datetime.date, moves: Sequence[Moved] = ()) -> list[Stale]:
    """Return what is to be checked again on the day `on`, the latest first; `moves` are those in force that day."""
    found = [*_fiches(fiches, on), *_sources(fiches, registry, on), *_left_behind(moves, on)]
    return sorted(found, key=lambda s: (-s.late_days, s.what))


def _fiches(fiches: Sequence[Fiche], on: datetime.date) -> Iterator[Stale]:
    for fiche in fiches:
        if fiche.review_by < on:
            yield Stale(fiche.id, f"à relire depuis le {fiche.review_by:%d/%m/%Y}", (on - fiche.review_by).days)
        if fiche.in_force_to and fiche.in_force_to < on:
            yield Stale(fiche.id, f"règle finie le {fiche.in_force_to:%d/%m/%Y}", (on - fiche.in_force_to).days)


def _sources(fiches: Sequence[Fiche], registry: Registry, on: datetime.date) -> Iterator[Stale]:
    for source_id, source in registry.items():
        citing = ", ".join(sorted(f.id for f in fiches if any(r.source == source_id for r in f.sources)))
        if source.in_force_to and source.in_force_to < on and citing:
            replaced = f", remplacé par {source.replaced_by}" if source.replaced_by else ""
            yield Stale(source_id, f"texte sorti de vigueur{replaced} ; fiches : {citing}", 0)
        age = (on - source.last_checked).days
        if age > YEAR:
            yield Stale(source_id, f"source relue il y a {age} jours ; fiches : {citing}", age - YEAR)


def _left_behind(moves: Sequence[Moved], on: datetime.date) -> Iterator[Stale]:
    for item in moves:
        for fiche in item.old:
            yield Stale(fiche, f"cite encore {told(item.move)}", (on - item.move.since).days)
