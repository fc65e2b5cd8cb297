"""Chains for the tests of whole answers: on the project's fiches with a light embedder, and on the index built."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from assistant.answering.chain import AnswerChain
from assistant.assembly import open_retriever
from assistant.embedding.base import EmbeddingError
from assistant.index.errors import IndexStoreError
from assistant.ingestion.chunking import chunking_identity
from assistant.ingestion.pipeline import Ingestion
from assistant.retrieval.retriever import make_retriever
from assistant.settings import PROJECT_ROOT, Settings, load_settings
from tests.ingestion.fakes import WordEmbedder

TODAY = date(2026, 11, 22)
GUIDE = """# Guide des AESH

## La grève

Une retenue d'un trentième est faite par jour de grève. Prévenir n'est pas demandé.

## Le prêt de matériel

On peut emprunter du matériel adapté. Le prêt dure de 16 à 34 semaines.

| Matériel | Durée |
| --- | --- |
| ordinateur | 16 semaines |
| tablette | 34 semaines |
"""


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    """The chain on one guide and one fiche, found by their words."""
    place = tmp_path_factory.mktemp("corpus")
    (place / "guides").mkdir()
    (place / "guides" / "guide.md").write_text(GUIDE, encoding="utf-8")
    fiches = place / "fiches" / "fin-de-contrat"
    fiches.mkdir(parents=True)
    source = PROJECT_ROOT / "corpus" / "fiches" / "fin-de-contrat" / "demission.md"
    (fiches / "demission.md").write_text(source.read_text("utf-8"), encoding="utf-8")
    settings = Settings(index_dir=place / "index", guides_dir=place / "guides", fiches_dir=place / "fiches")
    embedder = WordEmbedder()
    Ingestion(settings, embedder).run(on=TODAY)
    identity = chunking_identity(settings.chunk_tokens, settings.chunk_max_tokens)
    retriever = make_retriever(settings, embedder, identity)
    return AnswerChain(retriever, 2000, today=lambda: TODAY, speaks=lambda s: s.held >= 0.5)


@pytest.fixture(scope="session")
def fiches_chain(tmp_path_factory):
    """The chain on every other fiche of the project, found by their words."""
    place = tmp_path_factory.mktemp("fiches")
    for path in sorted((PROJECT_ROOT / "corpus" / "fiches").rglob("*.md"))[::2]:
        (place / "fiches" / path.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place / "fiches" / path.parent.name)
    settings = Settings(index_dir=place / "index", guides_dir=place / "guides", fiches_dir=place / "fiches")
    embedder = WordEmbedder()
    Ingestion(settings, embedder).run(on=TODAY)
    identity = chunking_identity(settings.chunk_tokens, settings.chunk_max_tokens)
    retriever = make_retriever(settings, embedder, identity)
    return AnswerChain(retriever, 2000, today=lambda: TODAY, speaks=lambda _: True)


@pytest.fixture(scope="session")
def built_chain():
    """The chain on the index that the settings name, as users have it."""
    settings = load_settings()
    try:
        return AnswerChain(open_retriever(settings), settings.max_question_chars, today=lambda: TODAY)
    except (IndexStoreError, EmbeddingError) as error:
        pytest.skip(f"aucun index utilisable : {error}")
