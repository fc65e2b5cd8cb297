"""The voices on disk: known codes, réponses and facts, nothing said twice, nobody too loud, no test voice learned."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

import pytest

from assistant.domain.text import fold
from assistant.fiches.loader import load_fiches
from assistant.reader.labels import Act, Distress
from assistant.reader.voices import Phrasing, read_fiche_voices, read_phrasings, read_voice_codes
from assistant.rules.facts import registry
from assistant.settings import PROJECT_ROOT

VOICES = PROJECT_ROOT / "corpus" / "voix"
TEST_VOICES = PROJECT_ROOT / "eval" / "voix"
LOUDEST = 0.05
ENOUGH = 1_000


# Réponses that share a phrasing and are not declared twins: which of the two texts carries the right is for a lawyer.
@cache
def of_fiches() -> tuple[Phrasing, ...]:
    return tuple(read_fiche_voices(VOICES))


@cache
def others(folder=VOICES) -> dict[str, tuple[Phrasing, ...]]:
    return {path.stem: tuple(read_phrasings(path)) for path in sorted(folder.glob("*.yaml"))}


@cache
def training() -> tuple[Phrasing, ...]:
    return (*of_fiches(), *(p for found in others().values() for p in found))


@cache
def held_out() -> tuple[Phrasing, ...]:
    nested = tuple(read_fiche_voices(TEST_VOICES))
    return (*nested, *(p for found in others(TEST_VOICES).values() for p in found))


@cache
def twins() -> dict[str, str]:
    """The label of each réponse: its own, or the twin that it is declared to be."""
    fiches = load_fiches(PROJECT_ROOT / "corpus" / "fiches")
    return {f"{f.id}/{r.id}": r.twin or f"{f.id}/{r.id}" for f in fiches for r in f.reponses}


def test_there_are_voices():
    assert len(of_fiches()) > ENOUGH


def test_every_code_is_one_of_the_list():
    known = set(read_voice_codes(VOICES))
    assert {p.voice for p in training()} - known == set()


def test_every_label_is_a_reponse_on_disk():
    assert sorted({p.label for p in of_fiches()} - set(twins())) == []


def test_acts_and_distress_have_known_names():
    assert {p.label for p in others()["politesses"]} <= set(Act)
    assert {p.label for p in others()["detresse"]} <= set(Distress) - {Distress.NONE}


def test_every_mark_names_a_fact():
    unknown = Counter((p.label, m.fact) for p in training() for m in p.marks if m.fact not in registry())
    assert dict(unknown) == {}


def test_every_marked_choice_is_one_of_its_fact():
    wrong = {
        (p.label, m.fact, m.value)
        for p in training()
        for m in p.marks
        if m.value and m.fact in registry() and (choices := registry()[m.fact].choices) and m.value not in choices
    }
    assert wrong == set()


def test_a_text_never_stands_under_two_reponses():
    labels = defaultdict(set)
    for p in of_fiches():
        labels[fold(p.text)].add(twins().get(p.label, p.label))
    assert [sorted(found) for found in labels.values() if len(found) > 1] == []


def test_no_voice_speaks_too_much():
    counts = Counter(p.voice for p in of_fiches())
    loud = {voice: round(n / counts.total(), 3) for voice, n in counts.items() if n > LOUDEST * counts.total()}
    assert loud == {}


@pytest.mark.skipif(not TEST_VOICES.is_dir(), reason="no test voices on disk")
def test_no_test_voice_is_learned():
    learned = {fold(p.text) for p in training()}
    assert len(held_out()) > 100
    assert [p.text for p in held_out() if fold(p.text) in learned] == []
