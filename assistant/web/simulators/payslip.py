"""The check of a pay slip as a table: each line typed, what the rules give, and the difference."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.calculation import Calculation, CalculationValue
from assistant.rules.core.french import format_euros

CALCULATOR = "fiche_de_paie"
EXPECTED, GAP = "attendu_", "ecart_"
TITLE_END = ", montant attendu"


@dataclass(frozen=True)
class SlipLine:
    """A line of the slip in words; `verdict` is "conforme", "il manque …" or "… en trop"."""

    label: str
    typed: str
    expected: str
    verdict: str
    right: bool
    value_ids: tuple[str, str]


def slip_of(calculation: Calculation) -> tuple[SlipLine, ...]:
    """Return the lines checked, in the order of the slip; nothing for another calculator."""
    if calculation.calculator != CALCULATOR:
        return ()
    values = {value.id: value for value in calculation.values}
    wrong = _names(values.get("lignes_en_ecart"))
    names = [name.removeprefix(EXPECTED) for name in values if name.startswith(EXPECTED)]
    return tuple(_line(values[EXPECTED + n], values[GAP + n], n, wrong) for n in names if GAP + n in values)


def _names(value: CalculationValue | None) -> frozenset[str]:
    return frozenset(map(str, value.value)) if value and isinstance(value.value, list) else frozenset()


def _line(expected: CalculationValue, gap: CalculationValue, name: str, wrong: frozenset[str]) -> SlipLine:
    label = expected.label.removesuffix(TITLE_END)
    difference = Decimal(str(gap.value))
    right = not any(label.lower() == other.lower() for other in wrong)
    words = f"il manque {format_euros(-difference)}" if difference < 0 else f"{format_euros(difference)} en trop"
    return SlipLine(
        label=label,
        typed=format_euros(Decimal(str(expected.value)) + difference),
        expected=format_euros(Decimal(str(expected.value))),
        verdict="conforme" if right else words,
        right=right,
        value_ids=(expected.id, gap.id),
    )
