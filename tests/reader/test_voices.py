"""Files of voices: codes, marks with their places, dialogues, and French errors that name what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reader.voices import (
    Mark,
    VoiceError,
    parse_marks,
    read_dialogues,
    read_fiche_voices,
    read_phrasings,
    read_voice_codes,
)

FILE = """combien: |
  s02 je sui aesh depuis [sept 2022](date_debut_services), [en cdi](type_contrat=cdi)

  c01 Combien de préavis ?
"""
WORDS = st.text(st.characters(exclude_characters="[]()", exclude_categories=["Cs"]), min_size=1, max_size=20)


def written(folder, text, name="demission.yaml"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_phrasing_has_its_voice_its_text_and_its_facts(tmp_path):
    first, second = read_phrasings(written(tmp_path, FILE), prefix="demission/")
    assert (first.label, first.voice, first.manner) == ("demission/combien", "s02", "s")
    assert first.text == "je sui aesh depuis sept 2022, en cdi"
    assert [(first.text[m.start : m.end], m.fact, m.value) for m in first.marks] == [
        ("sept 2022", "date_debut_services", ""),
        ("en cdi", "type_contrat", "cdi"),
    ]
    assert second.marks == ()


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_marks_keep_their_places(pieces):
    text, marks = parse_marks("".join(f"{before}[{span}](fait)" for before, span in pieces))
    assert text == "".join(before + span for before, span in pieces)
    assert [text[m.start : m.end] for m in marks] == [span for _, span in pieces]


def test_what_only_looks_like_a_mark_stays():
    assert parse_marks("un [lien](Autre Chose) et [rien]") == ("un [lien](Autre Chose) et [rien]", ())
    assert parse_marks("[3](n=2)") == ("3", (Mark(0, 1, "n", "2"),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("combien: |\n  Combien de préavis ?\n", "ne commence pas par une voix"),
        ("combien: |\n  z02 Combien ?\n", "ne commence pas par une voix"),
        ("combien: [1, 2]\n", "une phrase par ligne"),
        ("- a\n- b\n", "une phrase par ligne"),
        ("combien: {", "YAML lisible"),
    ],
)
def test_what_is_badly_written_is_told_with_its_file(tmp_path, text, said):
    path = written(tmp_path, text)
    with pytest.raises(VoiceError, match=said) as error:
        list(read_phrasings(path))
    assert "demission.yaml" in str(error.value)


def test_an_absent_file_is_told_and_an_empty_one_has_no_voice(tmp_path):
    with pytest.raises(VoiceError):
        list(read_phrasings(tmp_path / "absent.yaml"))
    assert list(read_phrasings(written(tmp_path, ""))) == []


def test_the_voices_of_fiches_leave_dialogues_out(tmp_path):
    written(tmp_path, FILE, "fin/demission.yaml")
    written(tmp_path, "a: |\n  Bonjour => salut\n", "dialogues/un.yaml")
    assert {p.label for p in read_fiche_voices(tmp_path)} == {"demission/combien"}


def test_a_dialogue_keeps_its_order_and_labels(tmp_path):
    path = written(tmp_path, "a: |\n  préavis ? => demission/combien + are/droit\n  [3 ans](anciennete) => faits\n")
    (dialogue,) = read_dialogues(path)
    assert [t.labels for t in dialogue.turns] == [("demission/combien", "are/droit"), ("faits",)]
    assert dialogue.turns[1].marks == (Mark(0, 5, "anciennete"),)


def test_a_turn_without_label_is_told(tmp_path):
    with pytest.raises(VoiceError, match="étiquette"):
        list(read_dialogues(written(tmp_path, "a: |\n  préavis ?\n")))


def test_voice_codes(tmp_path):
    (tmp_path / "voix.toml").write_text('[voix]\nc01 = "polie"\n', "utf-8")
    assert read_voice_codes(tmp_path) == {"c01": "polie"}
