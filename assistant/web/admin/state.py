"""What the administrator sees of the product: index, corpus, opinions, use."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from assistant.feedback.grouping import Group, grouped
from assistant.feedback.records import Feedback
from assistant.feedback.store import FeedbackStore
from assistant.fiches.errors import FicheError
from assistant.fiches.freshness import Stale, stale
from assistant.fiches.loader import load_fiches
from assistant.fiches.moved import MOVES, load_moves, moved
from assistant.fiches.registry import REGISTRY, load_registry
from assistant.index.errors import IndexStoreError
from assistant.index.layout import generations, read_pointer
from assistant.index.manifest import Manifest
from assistant.index.store import IndexStore
from assistant.ingestion.report import IngestionReport, read_report
from assistant.settings import Settings
from assistant.web.usage import Usage

MEDIAN, LATE = 0.5, 0.95
WIDTH = 300


@dataclass(frozen=True)
class IndexState:
    """The index in service, None when there is none; `previous` says whether a rollback is possible."""

    manifest: Manifest | None
    previous: bool
    report: IngestionReport | None
    error: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: `length` in pixels out of `WIDTH`."""

    label: str
    value: str
    length: float


def index_state(settings: Settings) -> IndexState:
    """Return the state of the index; a damaged one is told, not raised."""
    try:
        manifest = IndexStore(settings.index_dir).current_manifest()
        pointer = read_pointer(settings.index_dir)
        previous = bool(pointer and pointer.previous and len(list(generations(settings.index_dir))) > 1)
        return IndexState(manifest, previous, read_report(settings.index_dir))
    except (IndexStoreError, OSError, ValueError) as error:
        return IndexState(None, False, None, str(error))


def freshness(settings: Settings, day: datetime.date) -> tuple[list[Stale], str]:
    """Return what is to be checked again on `day`, and why it could not be told, if so."""
    try:
        fiches, registry = load_fiches(settings.fiches_dir), load_registry(REGISTRY)
        return stale(fiches, registry, day, moved(load_moves(MOVES, registry), fiches, day)), ""
    except FicheError as error:
        return [], str(error)


def opinions(store: FeedbackStore) -> tuple[list[Feedback], list[Group]]:
    """Return the opinions, newest first, and the questions not answered, put together."""
    return store.all(), grouped(store.unanswered())


def volume(usage: Usage) -> list[Bar]:
    """Return a bar for each day on which something was asked."""
    days = usage.days()
    most = max((day.total for day in days), default=1)
    return [Bar(f"{day.day:%d/%m}", str(day.total), WIDTH * day.total / most) for day in days]


def latency(usage: Usage) -> list[Bar]:
    """Return the median and the 95th centile of the last answers, in milliseconds; nothing before the first."""
    times = usage.times()
    if not times:
        return []
    shares = [("médiane", MEDIAN), ("95 % des réponses sous", LATE)]
    found = [(label, times[min(len(times) - 1, int(share * len(times)))]) for label, share in shares]
    longest = max(value for _, value in found) or 1.0
    return [Bar(label, f"{value:.0f} ms", WIDTH * value / longest) for label, value in found]
