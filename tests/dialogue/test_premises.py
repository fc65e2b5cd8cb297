"""Beliefs: told wrong or right, by the rule of a fiche that really says so; open questions state nothing."""

from __future__ import annotations

import re

import pytest

from assistant.dialogue.premises import Verdict, beliefs, premises_of
from assistant.domain.text import fold
from eval.safety import part, premises
from tests.dialogue.fiche_units import units_by_fiche

FLOOR = 0.95


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("La carence n'existe plus ?", Verdict.WRONG),
        ("La carence existe toujours, non ?", Verdict.RIGHT),
        ("mon CDI est automatique apres 3 ans", Verdict.WRONG),
        ("Ils ne sont pas obligés de me donner un CDI ?", Verdict.RIGHT),
        ("Comme l'entretien a lieu tous les ans, quand est le mien ?", Verdict.WRONG),
        ("Les AESH n'ont pas droit à la prime REP", Verdict.WRONG),
        ("J'ai droit à la prime REP ?", Verdict.RIGHT),
    ],
)
def test_a_belief_is_wrong_or_right(question, verdict):
    found = premises_of(question)
    assert found
    assert found[0].verdict is verdict


@pytest.mark.parametrize(
    "question",
    [
        "Quand part mon préavis si j'envoie ma lettre le 3 mars 2027 ?",
        "Le préavis part de l'envoi ou de la réception ?",
        "On me demande de surveiller seule la récréation, ai-je le droit de refuser ?",
        "C'est faux que la carence n'existe plus ?",
        "",
        "mot " * 400,
    ],
)
def test_what_states_nothing_has_no_verdict(question):
    assert premises_of(question) == []


@pytest.mark.parametrize("name", list(beliefs()))
def test_the_fiche_says_it(name):
    belief = beliefs()[name]
    assert belief.fiche in units_by_fiche(), belief.fiche
    pattern = re.compile(belief.says)
    assert any(pattern.search(fold(unit.shown)) for unit in units_by_fiche()[belief.fiche])


def test_there_are_enough_beliefs_and_pairs():
    assert len(beliefs()) >= 40
    assert len(premises()["croyance fausse : « Non »"]) >= 80


@pytest.mark.parametrize("half", ["tuning", "test"])
@pytest.mark.parametrize(
    "measure",
    ["croyance fausse : « Non »", "jumelle vraie : jamais « Non »", "question ouverte : ni l'un ni l'autre"],
)
def test_the_set_is_held(measure, half):
    held = [ok for text, ok, _ in premises()[measure] if part(text) == half]
    assert sum(held) >= FLOOR * len(held)
