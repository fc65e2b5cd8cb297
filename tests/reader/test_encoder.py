"""The trained encoder: it loads, names itself, reads a text alike alone or in a batch, and keeps places."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.language.text import clean
from assistant.reader.encoder import Encoder, WeightsError
from tests.reader.weights import needs_weights

TEXTS = [
    "Combien de préavis si je démissionne ?",
    "jsui aesh depui 3ans é demi g envi d areter",
    "L'élève m'a mordue… que faire ?",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def test_absent_weights_are_told_in_french(tmp_path):
    with pytest.raises(WeightsError, match="make train-reader"):
        _ = Encoder(tmp_path).identity
    with pytest.raises(WeightsError):
        Encoder(tmp_path).encode("bonjour")


def test_the_identity_follows_the_files(tmp_path):
    for name in ("encoder.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"un")
    before = Encoder(tmp_path).identity
    assert Encoder(tmp_path).identity == before
    (tmp_path / "tokenizer.json").write_bytes(b"deux")
    assert Encoder(tmp_path).identity != before


@needs_weights
def test_vectors_are_unit_and_near_for_near_texts(encoder):
    vectors = encoder.vectors([*TEXTS, "c'est combien le préavis pour une démission"])
    assert vectors.shape == (4, encoder.width)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[3] > vectors[0] @ vectors[2]


@needs_weights
def test_a_text_reads_nearly_alike_alone_and_in_a_batch(encoder):
    """The scale of the 8-bit steps is that of the whole batch: 0.985 to 0.990 were measured, not 1."""
    together = encoder.vectors(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert encoder.encode(text).vector @ vector > 0.97
        assert encoder.encode(text).vector @ encoder.vectors([text])[0] > 0.9999


@needs_weights
@pytest.mark.parametrize("text", TEXTS)
def test_places_are_those_of_the_words(encoder, text):
    cleaned = clean(text)
    read = encoder.encode(cleaned)
    assert len(read.places) == len(read.tokens)
    inside = [(a, b) for a, b in read.places if b > a]
    assert all(0 <= a < b <= len(cleaned) for a, b in inside)
    covered = {n for a, b in inside for n in range(a, b)}
    assert {n for n, c in enumerate(cleaned) if c.isalnum()} <= covered


@needs_weights
def test_the_places_of_a_message_do_not_move_with_its_context(encoder):
    alone = encoder.encode("et avec 3 ans ?")
    after = encoder.encode("et avec 3 ans ?", "Combien de préavis ?")
    assert [p for p in alone.places if p[1] > p[0]] == [p for p in after.places if p[1] > p[0]]
    assert not np.allclose(alone.vector, after.vector)


@needs_weights
def test_a_long_text_is_cut_not_refused(encoder):
    assert encoder.encode("préavis " * 2_000).vector.shape == (encoder.width,)
    assert encoder.count_tokens("préavis " * 2_000) > 2_000
