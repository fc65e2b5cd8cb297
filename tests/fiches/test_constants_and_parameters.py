"""A constant linked to a dated parameter says what the parameter says, on the day the fiche was verified.

A new period of a parameter turns this red for every fiche that still states the old figure.
"""

import datetime
from decimal import Decimal

import pytest

from assistant.rules.core.parameters import all_parameters, lookup

TO_BASE = {"ans": ("mois", 12), "heures": ("minutes", 60), "minutes": ("minutes", 1), "semaines": ("jours", 7)}
HOURS_PER_DAY = 24
DURATIONS = {"mois", "jours", "minutes"}
TODAY = datetime.date.today  # the day of the run: a fiche must follow the law that is in force now


def in_base(number, unit):
    """Return (amount, base unit): years as months, hours as minutes; anything else as it is."""
    word = unit.removesuffix("/an") if unit.startswith("heures") else unit
    plural = word if word.endswith(("s", "%")) or not word else f"{word}s"
    base, factor = TO_BASE.get(plural, (plural, 1))
    return Decimal(number) * factor, base


def same(constant, value, parameter_unit):
    """Tell whether both say the same: without unit, as bare numbers; hours may stand for days."""
    if not constant.unit:
        return constant.number() == Decimal(value)
    stated, stated_base = in_base(constant.number(), constant.unit)
    expected, base = in_base(value, parameter_unit)
    if stated_base == "minutes" and base.startswith("jour"):
        return stated / 60 / HOURS_PER_DAY == expected
    if {stated_base, base} <= DURATIONS and stated_base != base:
        return False
    return stated == expected


def linked(fiches):
    return [(f, name, c) for f in fiches for name, c in f.constants.items() if c.parameter]


def test_many_constants_are_linked(fiches):
    assert len(linked(fiches)) > 290


@pytest.mark.parametrize("day", ["verified_on", "today"])
def test_linked_constants_equal_their_parameter(fiches, day):
    wrong = []
    for fiche, name, constant in linked(fiches):
        parameter, _, index = constant.parameter.partition("#")
        used = lookup(parameter, fiche.verified_on if day == "verified_on" else TODAY())
        value = used.value[int(index) if index.isdigit() else index] if index else used.value
        if not same(constant, value, used.unit):
            wrong.append((fiche.id, name, str(constant.value), constant.unit, str(value), used.unit))
    assert wrong == []


def test_linked_parameters_exist(fiches):
    known = set(all_parameters())
    assert {c.parameter.partition("#")[0] for _, _, c in linked(fiches)} - known == set()
