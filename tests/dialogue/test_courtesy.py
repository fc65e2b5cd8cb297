"""Courtesies are answered without a search; a question that begins with one is still a question."""

from __future__ import annotations

import pytest

from assistant.dialogue.courtesy import Courtesy, courtesy
from eval.safety import labelled, part


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Bonjour", Courtesy.GREETING),
        ("slt !", Courtesy.GREETING),
        ("Bonsoir à tous", Courtesy.GREETING),
        ("Merci beaucoup !!", Courtesy.THANKS),
        ("ok merci", Courtesy.THANKS),
        ("Merci, bonne journée", Courtesy.GOODBYE),
        ("bonjour c quoi la carence", None),
        ("merci de me dire mon préavis", None),
        ("démission", None),
        ("", None),
        ("ok", Courtesy.THANKS),
        ("et vous ?", None),
    ],
)
def test_courtesies(message, kind):
    assert courtesy(message) is kind


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("t'es nul", Courtesy.HOSTILE),
        ("qui es-tu ?", Courtesy.IDENTITY),
        ("ça va ?", Courtesy.CHAT),
        ("merci, et pour le congé paternité ?", None),
        ("c'est de la merde ce contrat, comment je démissionne", None),
        ("oui", None),
        ("CDI", None),
    ],
)
def test_small_talk_and_insults(message, kind):
    assert courtesy(message) is kind


@pytest.mark.parametrize("half", ["tuning", "test"])
def test_the_set_is_held(half):
    rows = labelled("courtesies", "kind", lambda text: courtesy(text) or "question")
    held = [ok for kind in rows.values() for text, ok, _ in kind if part(text) == half]
    assert sum(held) >= 0.95 * len(held)
