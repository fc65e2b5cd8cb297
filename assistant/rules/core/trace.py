"""What a calculation has used and said so far."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.domain.calculation import CalculationStep, LegalSource, Reading, ToDo
from assistant.rules.core.french import format_date
from assistant.rules.core.outcome import Result, Value
from assistant.rules.core.parameters import Period, Used
from assistant.rules.core.sources import source
from assistant.rules.core.units import show


class Trace:
    """Parameters used, sources cited, steps, values and remarks, in the order in which they came."""

    def __init__(self) -> None:
        self.steps: list[CalculationStep] = []
        self.values: dict[str, Value] = {}
        self.hypotheses: list[str] = []
        self.caveats: list[str] = []
        self.readings: list[Reading] = []
        self.to_do: list[ToDo] = []
        self._used: list[Used] = []
        self._cited: dict[str, None] = {}

    def use(self, used: Used) -> None:
        """Record a parameter, and cite the sources of its period."""
        self._used.append(used)
        self.cite(*used.period.sources)

    def cite(self, *source_ids: str) -> None:
        """Record sources, each once. Raises `KeyError` for an id that no file declares."""
        for source_id in source_ids:
            source(source_id)
            self._cited[source_id] = None

    def publish(self, value: Value) -> None:
        """Record a value. Raises `ValueError` when its id is taken."""
        if value.id in self.values:
            raise ValueError(f"the value {value.id} is published twice")
        self.values[value.id] = value

    def ids_for(self, used: Iterable[Used], source_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the sources of a step: those of its parameters, then its own, each once."""
        of_parameters = [source_id for item in used for source_id in item.period.sources]
        return tuple(dict.fromkeys([*of_parameters, *source_ids]))

    def sources(self) -> tuple[LegalSource, ...]:
        """Return every source cited, in order of first use."""
        return tuple(source(source_id) for source_id in self._cited)

    def in_force_since(self) -> date | None:
        """Return the latest beginning among the periods used, or None when no parameter was."""
        return max((item.period.start for item in self._used), default=None)

    def next_change(self) -> str:
        """Describe the nearest later period of the parameters used; empty when none is known."""
        found = [(period, item) for item in self._used if (period := item.parameter.after(item.on))]
        if not found:
            return ""
        nearest = min(period.start for period, _ in found)
        lines = [_change(item, period) for period, item in found if period.start == nearest]
        return f"Change le {format_date(nearest)} : " + " ; ".join(dict.fromkeys(lines)) + "."

    def result(self, summary: str) -> Result:
        """Make the result out of everything recorded."""
        return Result(
            summary=summary,
            values=dict(self.values),
            steps=tuple(self.steps),
            sources=self.sources(),
            in_force_since=self.in_force_since(),
            next_change=self.next_change(),
            hypotheses=tuple(dict.fromkeys(self.hypotheses)),
            caveats=tuple(dict.fromkeys(self.caveats)),
            readings=tuple(self.readings),
            to_do=tuple(self.to_do),
        )


def _change(item: Used, period: Period) -> str:
    after = show(period.value, item.unit) if period.exists else "la règle n'existe plus"
    before = item.shown if item.exists else "la règle n'existait pas"
    return f"{item.parameter.label} ({before}, puis {after})"
