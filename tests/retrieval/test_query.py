"""What is searched for a question: mended words, other forms of less weight, earlier questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon.tokens import stems
from assistant.retrieval.expansion import expansions, groups
from assistant.retrieval.query import EARLIER, EXPANDED_PHRASE, MAX_CHARS, analyse
from assistant.retrieval.spelling import Corrector, one_edit_apart

VOCABULARY = frozenset(stems("démission préavis ancienneté licenciement congé grave maladie accompagnement trajet"))


def _weights(question, history=()):
    return analyse(question, history, VOCABULARY).weights


@pytest.mark.parametrize(
    ("typed", "reached"),
    [
        ("CGM", "congé de grave maladie"),
        ("congé de grave maladie", "CGM"),
        ("on m'a virée", "licenciement"),
        ("licenciement", "virer"),
        ("bosser", "travailler"),
        ("pause à la cantine", "pause méridienne"),
        ("le PAS", "pôle d'appui à la scolarité"),
        ("un gosse malade", "enfant malade"),
        ("ma boîte mail", "adresse électronique"),
        ("venir à vélo", "mobilités durables"),
        ("ma mutuelle", "protection sociale complémentaire"),
        ("gréviste", "grève"),
    ],
)
def test_acronyms_and_everyday_words_lead_both_ways(typed, reached):
    assert tuple(stems(reached)) in expansions(stems(typed))
    assert set(stems(reached)) <= set(_weights(typed))


def test_what_is_added_weighs_less_than_what_is_typed():
    weights = _weights("on m'a virée, quel préavis ?")
    typed = stems("virée préavis")
    assert all(weights[one] == 1.0 for one in typed)
    assert all(0 < weight <= EXPANDED_PHRASE for one, weight in weights.items() if one not in typed)


def test_a_phrase_found_whole_weighs_more_than_a_word():
    assert expansions(stems("congé de grave maladie"))[("cgm",)] == len(stems("congé de grave maladie"))
    assert _weights("congé de grave maladie")["cgm"] > _weights("invalidant")["cgm"]


def test_a_phrase_is_not_found_in_pieces():
    assert ("cgm",) not in expansions(stems("congé pour maladie d'un enfant grave"))


def test_every_group_has_several_forms_all_of_them_with_words():
    for forms in groups():
        assert len(forms) >= 2
        assert len(set(forms)) >= 2
        assert all(forms)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("demision", "démission"),
        ("acompagnement", "accompagnement"),
        ("licensiement", "licenciement"),
        ("danciennete", "ancienneté"),
        ("jdemissione", "démission"),
        ("acnienneté", "ancienneté"),
    ],
)
def test_one_wrong_letter_is_mended(typed, meant):
    assert analyse(typed, (), VOCABULARY).typed == tuple(stems(meant))


@pytest.mark.parametrize("typed", ["préavis", "trajets", "zzzzzz", "2014-724", "mot", "novembre"])
def test_known_short_and_foreign_words_stay(typed):
    assert analyse(typed, (), VOCABULARY).typed == tuple(stems(typed))


@given(st.text("abc", min_size=1, max_size=5), st.text("abc", min_size=1, max_size=5))
def test_one_edit_is_one_edit(one, other):
    def edits(word):
        yield from (word[:i] + c + word[i:] for i in range(len(word) + 1) for c in "abc")
        yield from (word[:i] + word[i + 1 :] for i in range(len(word)))
        yield from (word[:i] + c + word[i + 1 :] for i in range(len(word)) for c in "abc")
        yield from (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))

    assert one_edit_apart(one, other) == (one != other and other in set(edits(one)))


def test_the_corrector_never_changes_a_known_stem():
    corrector = Corrector(VOCABULARY)
    assert all(corrector.correct(one) is None for one in VOCABULARY)


def test_earlier_questions_weigh_less_and_the_last_one_is_embedded_along():
    query = analyse("Et le préavis ?", ["Bonjour", "Je démissionne"], VOCABULARY)
    assert query.text == "Je démissionne Et le préavis ?"
    assert query.typed == tuple(stems("préavis"))
    assert query.weights[stems("préavis")[0]] == 1.0
    assert query.weights[stems("démission")[0]] == EARLIER


def test_a_word_typed_again_keeps_its_full_weight():
    assert analyse("préavis", ["préavis ?"], VOCABULARY).weights[stems("préavis")[0]] == 1.0


def test_a_very_long_question_is_cut():
    assert len(analyse("mot " * 10_000, (), VOCABULARY).text) == MAX_CHARS
