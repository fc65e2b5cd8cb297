"""What a result card shows of a calculation: values by kind, texts by rank, drawings, and what can be taken away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from assistant.domain.calculation import Calculation, CalculationValue, LegalSource
from assistant.rules.core.sources import all_sources
from assistant.web.facts import Told, told_inputs
from assistant.web.simulators.drawings import Drawings, drawings_of

MOST_TILES = 4
DATE = "date"
RANKS = {
    "loi": "Lois et codes",
    "code": "Lois et codes",
    "décret": "Décrets",
    "arrêté": "Arrêtés",
    "circulaire": "Circulaires et notes",
    "note de service": "Circulaires et notes",
    "jurisprudence": "Jurisprudence",
    "page officielle": "Pages officielles",
    "guide": "Guides",
    "page syndicale": "Documents syndicaux",
    "convention de calcul": "Conventions de calcul",
}
ORDER = {nature: rank for rank, nature in enumerate(RANKS)}
OTHER = "Autres sources"


@dataclass(frozen=True)
class ResultView:
    """A calculation ready for `simulators/result.html`; `lists` are the values that hold several items."""

    calculation: Calculation
    tiles: tuple[CalculationValue, ...]
    others: tuple[CalculationValue, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[tuple[str, tuple[LegalSource, ...]], ...]
    inputs: tuple[Told, ...]
    drawings: Drawings
    has_dates: bool

    @property
    def announce(self) -> str:
        """Return what a screen reader says when the result changes."""
        return f"{self.calculation.title}. {self.calculation.summary}"


def view_of(calculation: Calculation) -> ResultView:
    """Return what is shown of `calculation`."""
    drawn = drawings_of(calculation)
    plain = [v for v in calculation.values if not isinstance(v.value, list | dict) and v.id not in drawn.told]
    first = _first(v for v in plain if _matters(v, calculation)) or plain[:MOST_TILES]
    return ResultView(
        calculation=calculation,
        tiles=tuple(first),
        others=tuple(v for v in plain if v not in first),
        lists=tuple(_lists(v for v in calculation.values if v.id not in drawn.told)),
        sources=by_rank(calculation.sources),
        inputs=tuple(told_inputs(calculation)),
        drawings=drawn,
        has_dates=any(v.in_calendar for v in calculation.values) or any(t.by for t in calculation.to_do),
    )


def _first(values: Iterable[CalculationValue]) -> list[CalculationValue]:
    """Keep one of the values that read alike: the last date (the others led to it), the first of the rest."""
    kept: dict[str, CalculationValue] = {}
    for value in values:
        if value.shown not in kept or value.unit == DATE:
            kept[value.shown] = value
    return list(kept.values())[:MOST_TILES]


def _matters(value: CalculationValue, calculation: Calculation) -> bool:
    """Tell whether the summary itself names the value: it is what the person came for."""
    return value.shown in calculation.summary and value.shown not in {"oui", "non"}


def _lists(values: Iterable[CalculationValue]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for value in values:
        if isinstance(value.value, list | dict) and value.value:
            yield value.label, tuple(part.strip() for part in value.shown.split(" ; "))


def by_rank(sources: Iterable[LegalSource]) -> tuple[tuple[str, tuple[LegalSource, ...]], ...]:
    """Return the texts grouped from the law down to the guides, each group named."""
    ordered = sorted(sources, key=_rank)
    return tuple((name, tuple(group)) for name, group in groupby(ordered, key=_rank_name))


def _nature(source: LegalSource) -> Any:  # noqa: ANN401 - one of the natures, or None for a text not declared
    declared = all_sources().get(source.source_id)
    return declared.nature if declared else None


def _rank(source: LegalSource) -> int:
    return ORDER.get(_nature(source), len(ORDER))


def _rank_name(source: LegalSource) -> str:
    return RANKS.get(_nature(source), OTHER)
