"""The gross pay of a month at each échelon, as bars: every figure comes from the calculator of the pay."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.calculation import Calculation
from assistant.rules.core.errors import SituationError
from assistant.rules.core.fields import LAST_ECHELON
from assistant.rules.core.french import format_euros
from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

PAY = "traitement_brut"
DRAWN = (PAY, "prochain_echelon")
WIDTH, HEIGHT, BASE = 660, 260, 220
STEP = WIDTH // LAST_ECHELON
TOP = Decimal(180)


@dataclass(frozen=True)
class Bar:
    """One échelon: the pay split into the basic pay and its top-up, and where its bars stand (SVG units)."""

    echelon: int
    basic: str
    top_up: str
    total: str
    x: int
    basic_y: int
    basic_height: int
    top_up_y: int
    top_up_height: int
    current: bool


@dataclass(frozen=True)
class Chart:
    """The bars, whose heights are in proportion of the amounts, from zero."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE
    bar_width: int = STEP - 16


def pay_over_echelons(calculation: Calculation) -> Chart | None:
    """Return the pay at each échelon with the quotité of `calculation`, or None where it says nothing of pay."""
    facts = calculation.inputs
    if calculation.calculator not in DRAWN or ("quotite" not in facts and "heures_accompagnement" not in facts):
        return None
    names = ("quotite", "heures_accompagnement", *(("date_paie",) if calculation.calculator == PAY else ()))
    kept: dict[str, object] = {name: facts[name] for name in names if name in facts}
    pays = [_pay({**kept, "echelon": echelon}) for echelon in range(1, LAST_ECHELON + 1)]
    known = [pay for pay in pays if pay is not None]
    if len(known) < LAST_ECHELON:
        return None
    most = max(basic + top_up for basic, top_up in known)
    return Chart(tuple(_bar(n, pay, most, facts.get("echelon") == n) for n, pay in enumerate(known, start=1)))


def _pay(facts: dict[str, object]) -> tuple[Decimal, Decimal] | None:
    try:
        outcome = find(PAY).outcome(facts)
    except SituationError:
        return None
    if not isinstance(outcome, Result):
        return None
    return outcome["traitement_brut"], outcome["indemnite_differentielle"]


def _bar(echelon: int, pay: tuple[Decimal, Decimal], most: Decimal, current: bool) -> Bar:
    basic, top_up = pay
    low, high = int(basic / most * TOP), int((basic + top_up) / most * TOP)
    return Bar(
        echelon=echelon,
        basic=format_euros(basic),
        top_up=format_euros(top_up),
        total=format_euros(basic + top_up),
        x=(echelon - 1) * STEP + 8,
        basic_y=BASE - low,
        basic_height=low,
        top_up_y=BASE - high,
        top_up_height=high - low,
        current=current,
    )
