"""Acronyms are explained once, at their first use, and never inside what is quoted."""

from __future__ import annotations

import pytest

from assistant.language import acronyms
from assistant.language.acronyms import explained


@pytest.fixture(autouse=True)
def two_acronyms(monkeypatch):
    monkeypatch.setattr(
        acronyms, "acronyms", lambda: {"PIAL": ("pôle inclusif",), "CCP": ("commission consultative",)}
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Le PIAL décide. Le PIAL écrit.", "Le PIAL (pôle inclusif) décide. Le PIAL écrit."),
        ("Votre chef (PIAL) décide.", "Votre chef (PIAL, pôle inclusif) décide."),
        ("Le PIAL (pôle inclusif) décide.", "Le PIAL (pôle inclusif) décide."),
        ("Le pôle inclusif (PIAL) décide.", "Le pôle inclusif (PIAL) décide."),
        ("Le guide dit « voir le PIAL ».", "Le guide dit « voir le PIAL »."),
        ("Les PIALS décident.", "Les PIALS décident."),
    ],
)
def test_first_use(text, shown):
    assert explained(text) == shown


def test_explaining_twice_changes_nothing():
    once = explained("Le PIAL saisit la CCP.")
    assert explained(once) == once
