"""Courtesies are answered without a search; a question that begins with one is still a question."""

from __future__ import annotations

import pytest

from assistant.dialogue.courtesy import Courtesy, courtesy


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
