"""A reading: the best réponses, the act, the roles of the values at their places, the states said."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.reader.calibration import Calibration
from assistant.reader.labels import ACTS, Act
from assistant.reader.reader import KEPT, MAX_CHARS, Reader
from tests.reader.fakes import STATES, WIDTH, FakeEncoder, make_heads, word_vector
from tests.reader.test_catalogue import fitted

SURE = 40.0


def pointing(words: dict[int, str], rows: int):
    """A weight whose rows answer to words."""
    weight = np.zeros((rows, WIDTH), np.float32)
    for row, word in words.items():
        weight[row] = SURE * word_vector(word) / (word_vector(word) @ word_vector(word))
    return weight


def reader(**heads) -> Reader:
    return Reader(FakeEncoder(), make_heads(**heads), Calibration())


def test_the_best_reponses_come_first_with_their_probability():
    found = reader().read("prime trottinette combien", fitted()).reponses
    assert found[0].label == "trottinette/prime"
    assert [r.probability for r in found] == sorted((r.probability for r in found), reverse=True)
    assert len(found) <= KEPT


def test_the_act_is_the_likeliest_and_all_sum_to_one():
    bias = np.zeros(len(ACTS))
    bias[ACTS.index(Act.THANKS)] = 5
    reading = reader(act=(np.zeros((len(ACTS), WIDTH)), bias)).read("merci", fitted())
    assert reading.act is Act.THANKS
    assert sum(reading.acts.values()) == pytest.approx(1, abs=1e-4)
    assert sum(reading.distress.values()) == pytest.approx(1, abs=1e-4)


def test_a_role_is_read_from_the_words_of_its_span_alone():
    weight = pointing({1: "trois", 2: "mars"}, 3)
    text = "depuis trois ans je pars en mars"
    spans = [(7, 16), (25, 32)]
    roles = reader(role=(weight, np.zeros(3))).read(text, fitted(), spans=spans).roles
    assert [roles[span][0].label for span in spans] == ["anciennete_services", "date_depart_souhaitee"]


def test_a_span_without_a_token_has_no_role():
    assert reader().read("ab", fitted(), spans=[(10, 12)]).roles == {(10, 12): ()}


def test_a_state_is_found_with_its_words():
    weight = pointing({2: "cdi"}, len(STATES))
    (said,) = reader(state=(weight, np.zeros(len(STATES)))).read("je suis en cdi depuis peu", fitted()).states
    assert (said.fact, said.value, said.start, said.end) == ("type_contrat", "cdi", 11, 14)


def test_nothing_sure_tells_no_state():
    assert reader().read("je suis en cdi", fitted()).states == ()


def test_a_message_is_cut_where_the_reader_stops():
    long = "prime trottinette " * 1_000
    assert reader().read(long, fitted()).reponses == reader().read(long[:MAX_CHARS], fitted()).reponses


@pytest.mark.parametrize("text", ["", " ", "?!", "🙂"])
def test_a_message_without_a_word_is_read_too(text):
    assert reader().read(text, fitted()).reponses
