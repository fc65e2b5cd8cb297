"""Heads and thresholds: probabilities, round trips, and a French word when the files are absent or damaged."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.reader.calibration import Calibration
from assistant.reader.catalogue import Scores
from assistant.reader.encoder import WeightsError
from assistant.reader.heads import Head, Heads, softmax
from tests.reader.fakes import WIDTH, make_heads


def test_softmax_sums_to_one_even_for_large_logits():
    rows = softmax(np.array([[1e4, 0, -1e4], [1.0, 1.0, 1.0]], np.float32))
    assert np.allclose(rows.sum(1), 1)
    assert np.allclose(rows[1], 1 / 3)


def test_a_warmer_head_is_less_sure():
    weight, bias = np.array([[2.0], [0.0]], np.float32), np.zeros(2, np.float32)
    sure = Head(("a", "b"), weight, bias).probabilities(np.ones((1, 1), np.float32))[0, 0]
    warm = Head(("a", "b"), weight, bias, temperature=4).probabilities(np.ones((1, 1), np.float32))[0, 0]
    assert 0.5 < warm < sure


def test_heads_read_again_are_the_same(tmp_path):
    rng = np.random.default_rng(3)
    heads = make_heads(kind=(rng.normal(size=(2, WIDTH)), rng.normal(size=2)))
    heads.save(tmp_path)
    again = Heads.load(tmp_path)
    means = rng.normal(size=(4, WIDTH)).astype(np.float32)
    assert again.kind.labels == heads.kind.labels
    assert np.allclose(again.kind.probabilities(means), heads.kind.probabilities(means), atol=0.01)


@pytest.mark.parametrize("content", [None, b"abime"])
def test_heads_that_cannot_be_read_are_told(tmp_path, content):
    if content:
        (tmp_path / "heads.npz").write_bytes(content)
        (tmp_path / "labels.json").write_text("{}", "utf-8")
    with pytest.raises(WeightsError, match="abîmés"):
        Heads.load(tmp_path)


def test_probabilities_follow_the_weights_of_the_scores():
    scores = Scores(*(np.array(row, np.float32) for row in ([1, 0], [0, 1], [0, 0.5])))
    assert Calibration(mean=5, nearest=0, linear=0).probabilities(scores)[0] > 0.99
    assert Calibration(mean=0, nearest=5, linear=0).probabilities(scores)[1] > 0.99
    assert Calibration().probabilities(scores).sum() == pytest.approx(1)


def test_thresholds_are_read_and_the_others_keep_their_value(tmp_path):
    (tmp_path / "thresholds.toml").write_text("[thresholds]\nanswer = 0.9\n[curves]\nanswer = []\n", "utf-8")
    assert Calibration.load(tmp_path) == Calibration(answer=0.9)


@pytest.mark.parametrize("content", [None, "[autres]\n", "[thresholds]\ninconnu = 1\n", "[thresholds"])
def test_thresholds_that_cannot_be_read_are_told(tmp_path, content):
    if content is not None:
        (tmp_path / "thresholds.toml").write_text(content, "utf-8")
    with pytest.raises(WeightsError, match="seuils"):
        Calibration.load(tmp_path)
