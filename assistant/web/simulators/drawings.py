"""What is drawn of a result: the ledger's calendar, the pay over the échelons, the line of dates, the pay slip."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.calculation import Calculation
from assistant.web.simulators.chart import Chart, pay_over_echelons
from assistant.web.simulators.ledger import Ledger, ledger_of
from assistant.web.simulators.payslip import SlipLine, slip_of
from assistant.web.simulators.timeline import Timeline, timeline_of


@dataclass(frozen=True)
class Drawings:
    """The drawings of a result, each None where it does not apply; `told` are the ids of values they show whole."""

    ledger: Ledger | None
    chart: Chart | None
    timeline: Timeline | None
    slip: tuple[SlipLine, ...]

    @property
    def told(self) -> frozenset[str]:
        """Return the ids of the values that need no other line."""
        slip = {name for line in self.slip for name in line.value_ids}
        ledger = {"segments", "registre", "mois"} if self.ledger else set()
        return frozenset(slip | ledger)


def drawings_of(calculation: Calculation) -> Drawings:
    """Return what can be drawn of `calculation`; nothing of an outcome that is not a result."""
    if calculation.outcome != "result":
        return Drawings(None, None, None, ())
    return Drawings(
        ledger=ledger_of(calculation),
        chart=pay_over_echelons(calculation),
        timeline=timeline_of(calculation),
        slip=slip_of(calculation),
    )
