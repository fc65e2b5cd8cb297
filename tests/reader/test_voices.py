"""Voices: how they are written, and what the corpus of them must keep."""

from collections import Counter

import pytest

from assistant.domain.text import fold
from assistant.fiches.loader import load_fiches
from assistant.reader.training.examples import read_examples
from assistant.reader.voices import (
    VoiceError,
    parse_marks,
    read_dialogues,
    read_fiche_voices,
    read_phrasings,
    read_voice_codes,
)
from assistant.rules.facts import registry
from assistant.settings import PROJECT_ROOT

VOICES, TESTS = PROJECT_ROOT / "corpus" / "voix", PROJECT_ROOT / "eval" / "voix"
MOST_OF_ONE = 0.055


@pytest.fixture(scope="module")
def phrasings():
    return list(read_fiche_voices(VOICES))


def test_marks_are_read_with_their_places():
    text, marks = parse_marks("aesh depuis [sept 2022](date_debut_services), [en cdi](type_contrat=cdi)")
    assert text == "aesh depuis sept 2022, en cdi"
    assert [(text[m.start : m.end], m.fact, m.value) for m in marks] == [
        ("sept 2022", "date_debut_services", ""),
        ("en cdi", "type_contrat", "cdi"),
    ]


def test_a_line_without_a_voice_is_refused(tmp_path):
    (tmp_path / "a.yaml").write_text("cle: |\n  sans voix\n", encoding="utf-8")
    with pytest.raises(VoiceError, match="ne commence pas par une voix"):
        list(read_phrasings(tmp_path / "a.yaml"))


def test_a_dialogue_keeps_its_turns_and_labels(tmp_path):
    (tmp_path / "d.yaml").write_text("d1: |\n  quel préavis ? => a/b + c/d\n  merci => merci\n", encoding="utf-8")
    (dialogue,) = read_dialogues(tmp_path / "d.yaml")
    assert [turn.labels for turn in dialogue.turns] == [("a/b", "c/d"), ("merci",)]


def test_every_voice_is_known_and_none_speaks_too_much(phrasings):
    codes = read_voice_codes(VOICES)
    spoken = Counter(p.voice for p in phrasings)
    assert set(spoken) <= set(codes)
    assert max(spoken.values()) / len(phrasings) <= MOST_OF_ONE


def test_every_label_is_a_reponse_of_the_corpus(phrasings):
    known = {f"{f.id}/{r.id}" for f in load_fiches(PROJECT_ROOT / "corpus" / "fiches") for r in f.reponses}
    assert {p.label for p in phrasings} <= known


def test_every_reponse_is_asked_in_several_ways(phrasings):
    asked = Counter(p.label for p in phrasings)
    twins = {f"{f.id}/{r.id}" for f in load_fiches(PROJECT_ROOT / "corpus" / "fiches") for r in f.reponses if r.twin}
    assert [label for label, times in asked.items() if times < 5 and label not in twins] == []


def test_every_fact_marked_exists(phrasings):
    assert {m.fact for p in phrasings for m in p.marks} <= set(registry().facts)


def test_no_voice_stands_under_two_reponses(phrasings):
    twins = {f"{f.id}/{r.id}": r.twin for f in load_fiches(PROJECT_ROOT / "corpus" / "fiches") for r in f.reponses}
    places: dict[str, set[str]] = {}
    for p in phrasings:
        places.setdefault(fold(p.text), set()).add(twins.get(p.label) or p.label)
    assert len([text for text, labels in places.items() if len(labels) > 1]) <= 25


def test_no_test_voice_is_learned():
    learned = {fold(e.text) for e in read_examples(VOICES)}
    tested = {fold(p.text) for path in sorted(TESTS.glob("*.yaml")) for p in read_phrasings(path)}
    assert [text for text in sorted(tested & learned) if len(text.split()) > 3] == []
