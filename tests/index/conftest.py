"""An empty index folder and an embedder without a model."""

from __future__ import annotations

import pytest

from assistant.index.store import IndexStore

from .doubles import HashingEmbedder


@pytest.fixture
def store(tmp_path):
    return IndexStore(tmp_path / "indexes")


@pytest.fixture
def embedder():
    return HashingEmbedder()
