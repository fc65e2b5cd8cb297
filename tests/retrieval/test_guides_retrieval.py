"""The search on the five real guides: the questions of the sample, and others asked in the same voice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assistant.assembly import open_retriever
from assistant.domain.text import fold
from assistant.ingestion.pipeline import Ingestion
from assistant.settings import PROJECT_ROOT, Settings
from eval.retrieval_sample import SAMPLE, TARGETS, normalised, rank, read_items, recall
from tests.ingestion.taking_over import TakingOver

GUIDES = PROJECT_ROOT.parent / "shared" / "guides"
OURS = Path(__file__).with_name("questions.yaml")

pytestmark = [
    pytest.mark.guides,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.xdist_group("guides"),
    pytest.mark.skipif(not GUIDES.is_dir() or not SAMPLE.is_file(), reason="les guides de ../shared sont absents"),
]


@pytest.fixture(scope="module")
def retriever(tmp_path_factory):
    place = tmp_path_factory.mktemp("guides")
    settings = Settings(index_dir=place / "indexes", guides_dir=GUIDES, fiches_dir=place / "fiches")
    Ingestion(settings, TakingOver(settings)).run()
    return open_retriever(settings)


def test_the_evidence_of_the_sample_is_among_the_first_passages(retriever):
    ranks = [rank(retriever, item) for item in read_items(SAMPLE)]
    assert {k: recall(ranks, k) >= target for k, target in TARGETS.items()} == dict.fromkeys(TARGETS, True)


def test_questions_of_our_own_find_their_section(retriever):
    ranks = []
    for item in yaml.safe_load(OURS.read_text("utf-8")):
        *history, last = item["q"] if isinstance(item["q"], list) else [item["q"]]
        found = retriever.chunks(last, k=10, fiches=False, history=history)
        right = [
            re.search(item["under"], fold(p.section.heading)) and re.search(item["holds"], fold(p.chunk.text))
            for p in found
        ]
        ranks.append(next((n for n, ok in enumerate(right, 1) if ok), None))
    assert recall(ranks, 5) >= 0.88
    assert recall(ranks, 10) >= 0.95


def test_no_passage_is_longer_than_the_embedder_reads(retriever):
    chunks = retriever.index.reader().catalogue.chunks
    assert max(retriever.embedder.count_tokens(chunk.text) for chunk in chunks) <= 400
    assert max(retriever.embedder.count_tokens(c.embedded_text) for c in chunks) <= retriever.embedder.max_tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**Le** 1<sup>er</sup>  jour", "le 1er\njour"),
        ("l’agent « X »", 'l\'agent " x "'),
        ("le docu-\nment", "Le document"),
        ("[lien](adresse)", "lienadresse"),
    ],
)
def test_quotes_are_compared_without_their_marks(one, other):
    assert normalised(one) == normalised(other)
