"""Faults of typing are corrected towards the words looked for; right French words and names never change."""

from __future__ import annotations

import pytest

from assistant.dialogue.sms import plain_french
from assistant.dialogue.spelling import corrected
from assistant.domain.text import fold


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("licensiment", "licenciement"),
        ("entretein", "entretien"),
        ("matenite", "maternite"),
        ("lentretien", "l'entretien"),
        ("danciennte", "d'anciennete"),
        ("larret", "l'arret"),
    ],
)
def test_faults(typed, meant):
    assert corrected(typed) == meant


@pytest.mark.parametrize("word", "commerce excursion personne college partie cadence contact preuve droite".split())
def test_right_words_are_left(word):
    assert corrected(word) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Chargé·e d'aider un(e) AESH", "charge d'aider un aesh"),
        ("la periode d essai", "la periode d'essai"),
        ("QD JE PARS", "quand je pars"),
        ("Le SFT, le PIAL de Contrant", "le sft, le pial de contrant"),
    ],
)
def test_messages(typed, meant):
    assert fold(plain_french(typed)) == meant
