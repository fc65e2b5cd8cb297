"""Reading the passages again: sentences, the fused order, and the errors of a model that is not there."""

import numpy as np
import pytest

from assistant.domain.corpus import Chunk, Passage, Section, SourceInfo
from assistant.embedding.base import EmbeddingError
from assistant.retrieval.rerank import (
    CrossEncoderReranker,
    SentenceReranker,
    make_reranker,
    reordered,
    sentences,
)
from assistant.settings import Settings


class Letters:
    """One axis per letter: a text is its letters, counted and brought to length one."""

    dimension = 26

    def __init__(self):
        self.embedded = []

    def embed_documents(self, texts):
        self.embedded += texts
        return [letters(text) for text in texts]


def letters(text):
    counts = np.array([text.lower().count(chr(97 + n)) for n in range(26)], dtype=np.float32)
    return (counts / (np.linalg.norm(counts) or 1.0)).tolist()


def passage(name, text):
    section = Section(section_id=name, source_id="s", text=text)
    chunk = Chunk(chunk_id=f"{name}.0", section_id=name, source_id="s", text=text, embedded_text=text)
    return Passage(chunk=chunk, section=section, source=SourceInfo(source_id="s", title="S"), score=1.0)


FOUND = [passage("a", "Zzz yyy. Xxx www."), passage("b", "Qqq. Bonjour le préavis."), passage("c", "")]


def test_a_section_is_read_by_sentences_items_and_rows():
    text = "Une règle. Une autre ?\n- un point\nA\tB"
    assert sentences(text) == ["Une règle.", "Une autre ?", "- un point", "A\tB"]


def test_a_passage_is_worth_its_nearest_sentence():
    reranker = SentenceReranker(Letters())
    first, second, empty = reranker.scores("préavis", letters("bonjour le préavis"), FOUND)
    assert second == pytest.approx(
        max(np.dot(letters(s), letters("bonjour le préavis")) for s in ("Qqq.", "Bonjour le préavis.")), abs=1e-6
    )
    assert second > first > empty


def test_a_sentence_is_embedded_once():
    embedder = Letters()
    reranker = SentenceReranker(embedder)
    again = [reranker.scores("q", letters("préavis"), FOUND) for _ in range(2)]
    assert again[0] == again[1]
    assert len(embedder.embedded) == len(set(embedder.embedded)) == 4


def test_the_memory_is_bounded_and_the_figures_stay():
    small, large = SentenceReranker(Letters(), limit=1), SentenceReranker(Letters())
    for _ in range(3):
        assert small.scores("q", letters("préavis"), FOUND) == large.scores("q", letters("préavis"), FOUND)


def test_both_orders_count():
    assert [p.section.section_id for p in reordered(FOUND, [0.1, 0.9, 0.5], 10)] == ["b", "a", "c"]
    assert [p.section.section_id for p in reordered(FOUND, [0.9, 0.5, 0.1], 10)] == ["a", "b", "c"]


def test_none_is_the_default_and_the_choices_are_made_from_the_settings(tmp_path):
    assert make_reranker(Settings(), Letters()) is None
    assert isinstance(make_reranker(Settings(reranker="sentences"), Letters()), SentenceReranker)
    with pytest.raises(EmbeddingError, match="AESH_RERANKER_MODEL"):
        make_reranker(Settings(reranker="cross-encoder"), Letters())
    with pytest.raises(EmbeddingError, match="n'existe pas"):
        make_reranker(Settings(reranker="cross-encoder", reranker_model=str(tmp_path / "x")), Letters())


@pytest.mark.slow
def test_a_folder_without_a_model_is_said_in_french(tmp_path):
    with pytest.raises(EmbeddingError, match="ne contient pas"):
        CrossEncoderReranker(tmp_path).scores("q", [], FOUND)
