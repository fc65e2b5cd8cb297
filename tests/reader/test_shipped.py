"""Shipped vectors: written once for an encoder, found again by text, never taken for those of another encoder."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.domain.corpus import DocumentRecord, ReponseRecord, SourceInfo
from assistant.reader import shipped
from assistant.reader.catalogue import Catalogue
from assistant.reader.encoder import PASSAGE
from assistant.reader.shipped import find_vectors, key_of, phrasings, ship, write_catalogue
from tests.reader.fakes import FakeEncoder


@pytest.fixture(autouse=True)
def nothing_remembered():
    shipped._shipped.cache_clear()
    yield
    shipped._shipped.cache_clear()


def record(*reponses: ReponseRecord) -> DocumentRecord:
    return DocumentRecord(
        sha256="0", source=SourceInfo(source_id="a", title="A"), sections=(), chunks=(), reponses=reponses
    )


def reponse(name: str, question: str, *voices: str, twin: str = "") -> ReponseRecord:
    return ReponseRecord(
        reponse_id=name, section_id="a#1", question=question, answer="Oui.", voices=voices, twin=twin
    )


def test_shipped_vectors_are_found_and_not_computed_again(tmp_path):
    encoder = FakeEncoder(tmp_path)
    ship(["combien ?"], ["un passage"], encoder)
    encoder.asked.clear()
    question, new = find_vectors(["combien ?", "jamais vu"], encoder)
    passage = find_vectors(["un passage"], encoder, PASSAGE)[0]
    assert encoder.asked == ["jamais vu"]
    plain = FakeEncoder()
    assert question @ plain.vectors(["combien ?"])[0] > 0.999
    assert passage @ plain.vectors(["un passage"], PASSAGE)[0] > 0.999
    assert np.allclose(new, plain.vectors(["jamais vu"])[0])


def test_a_passage_is_not_a_question(tmp_path):
    encoder = FakeEncoder(tmp_path)
    ship(["combien ?"], [], encoder)
    encoder.asked.clear()
    find_vectors(["combien ?"], encoder, PASSAGE)
    assert encoder.asked == ["combien ?"]


def test_another_encoder_computes_its_own(tmp_path):
    ship(["combien ?"], [], FakeEncoder(tmp_path))
    other = FakeEncoder(tmp_path, identity="faux 2")
    find_vectors(["combien ?"], other)
    assert other.asked == ["combien ?"]


def test_a_damaged_file_is_as_none(tmp_path):
    (tmp_path / shipped.FILE).write_bytes(b"rien")
    encoder = FakeEncoder(tmp_path)
    assert find_vectors(["combien ?"], encoder).shape == (1, encoder.width)


def test_keys_hold_in_the_file_and_differ():
    keys = [key_of(f"texte {n}") for n in range(200)]
    assert len(set(keys)) == 200
    assert np.array(keys, np.uint64).tolist() == keys


def test_twins_speak_under_one_label():
    labels, texts = phrasings([record(reponse("a/1", "Un ?", "un", twin="b/2"), reponse("b/2", "Deux ?"))])
    assert list(zip(labels, texts, strict=True)) == [("b/2", "Un ?"), ("b/2", "un"), ("b/2", "Deux ?")]


def test_the_catalogue_is_written_with_the_index(tmp_path):
    records = [record(reponse("a/1", "Un préavis ?", "préavis"), reponse("b/2", "La cantine ?", "cantine"))]
    write_catalogue(records, FakeEncoder(), tmp_path)
    assert Catalogue.load(tmp_path).labels == ("a/1", "b/2")


def test_no_reponse_no_catalogue(tmp_path):
    write_catalogue([record()], FakeEncoder(), tmp_path)
    assert list(tmp_path.iterdir()) == []
