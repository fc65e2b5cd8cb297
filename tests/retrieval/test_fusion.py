"""Several rankings made one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.fusion import fuse

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)
RANKINGS = st.lists(st.tuples(IDS, st.floats(0.1, 3.0)), max_size=4)


def test_ranks_add_up():
    found = dict(fuse([(["a", "b"], 1.0), (["b", "c"], 0.5)], k=9))
    best = 1.5 / 10
    assert found == {
        "a": round(1 / 10 / best, 6),
        "b": round((1 / 11 + 0.5 / 10) / best, 6),
        "c": round(0.5 / 11 / best, 6),
    }


def test_ties_go_by_id():
    assert [one for one, _ in fuse([(["b"], 1.0), (["a"], 1.0)], k=10)] == ["a", "b"]


def test_nothing_gives_nothing():
    assert fuse([], k=10) == []
    assert fuse([([], 1.0), (["a"], 0.0)], k=10) == []


@given(RANKINGS, st.integers(1, 100))
def test_every_id_has_one_score_between_0_and_1_best_first(rankings, k):
    found = fuse(rankings, k)
    assert {one for one, _ in found} == {one for ids, _ in rankings for one in ids}
    assert all(0 < score <= 1 for _, score in found)
    assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))


@given(RANKINGS, st.integers(1, 100))
def test_the_order_of_the_rankings_does_not_matter(rankings, k):
    one, other = dict(fuse(rankings, k)), dict(fuse(rankings[::-1], k))
    assert one.keys() == other.keys()
    assert all(abs(one[i] - other[i]) <= 2e-6 for i in one)


@given(IDS, st.integers(1, 100))
def test_first_everywhere_is_1(ids, k):
    found = fuse([(["x", *ids], 1.0), (["x", *ids[::-1]], 0.4)], k)
    assert found[0] == ("x", 1.0)
