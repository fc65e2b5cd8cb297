"""The words of the preparation: complete, without figures of their own, and without a sentence from a guide."""

import re
import tomllib
from pathlib import Path

import pytest

import assistant.interview as package
from assistant.domain.text import fold
from assistant.interview.case import InterviewCase
from assistant.interview.words import criteria, groups, letters, milestones, note_keys, sections, steps

DATA = sorted((Path(package.__file__).parent / "data").glob("*.toml"))
GUIDES = Path(__file__).parents[3] / "shared" / "guides-texte"
LONGEST_RUN = 12


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_no_figure_is_written_in_the_words(path):
    texts = [re.sub(r"\{[^}]*\}", "", text) for text in strings(tomllib.loads(path.read_text(encoding="utf-8")))]
    assert [text for text in texts if re.search(r"\d", text) and not text.startswith("arrete-")] == []


def test_the_twenty_criteria_stand_in_their_three_groups():
    assert [len(group.criterion) for group in groups()] == [7, 9, 4]
    assert len({criterion.id for criterion in criteria()}) == 20
    assert len(set(note_keys())) == len(note_keys())


def test_every_field_is_asked_once_but_the_status_and_dates_have_their_place():
    asked = [name for step in steps() for name in step.fields]
    assert len(asked) == len(set(asked))
    assert set(InterviewCase.model_fields) - set(asked) == {"statut"}


def test_milestones_and_letters_name_what_exists():
    fields = set(InterviewCase.model_fields)
    for item in milestones():
        assert "." in item.day or item.day in fields | {"veille", "lendemain"}, item.id
        assert not item.sure or item.sure in fields, item.id
    assert all(letter.part for letter in letters().values())
    assert {section.pour for section in sections()} == {"tous", "representant"}


def words(text):
    return re.findall(r"[a-z0-9]+", fold(text))


def runs(text):
    tokens = words(text)
    return {tuple(tokens[i : i + LONGEST_RUN]) for i in range(len(tokens) - LONGEST_RUN + 1)}


@pytest.mark.guides
def test_no_run_of_twelve_words_comes_from_a_guide():
    if not GUIDES.is_dir():
        pytest.skip("the guides of ../shared are absent")
    guides = set().union(*(runs(path.read_text(encoding="utf-8")) for path in GUIDES.iterdir()))
    assert len(guides) > 1000
    copied = {
        text
        for path in DATA
        for text in strings(tomllib.loads(path.read_text(encoding="utf-8")))
        if runs(text) & guides
    }
    assert copied == set()
