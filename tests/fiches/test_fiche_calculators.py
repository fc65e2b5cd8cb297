"""Fiches and calculators are linked both ways: no unknown id, no calculator that no fiche leads to."""

from assistant.rules.registry import modules


def linked(fiches):
    return {calculator: f.id for f in fiches for calculator in f.calculators}


def known():
    return set(modules())


def test_every_calculator_named_in_a_fiche_exists(fiches):
    assert {c: fiche for c, fiche in linked(fiches).items() if c not in known()} == {}


def test_every_calculator_is_linked_to_a_fiche(fiches):
    assert known() - set(linked(fiches)) == set()


def test_no_fiche_names_a_calculator_twice(fiches):
    assert [f.id for f in fiches if len(set(f.calculators)) != len(f.calculators)] == []
