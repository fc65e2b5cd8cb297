"""The retriever on a small index: sections, fiches' questions, filters, threads, flips."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.domain.corpus import Nature
from assistant.index.errors import IndexMissingError
from assistant.index.live import LiveIndex
from assistant.index.store import IndexStore
from assistant.retrieval.retriever import AeshRetriever, make_retriever
from assistant.settings import Settings

from ..index.doubles import CHUNKING, HashingEmbedder, fiche, guide, record

LONG = record(
    "long",
    {"Le congé parental": [f"Le congé parental, point {n}, se demande par écrit." for n in range(6)]},
    Nature.GUIDE_SYNDICAL,
)


@pytest.fixture(scope="module")
def embedder():
    return HashingEmbedder()


@pytest.fixture(scope="module")
def store(tmp_path_factory, embedder):
    store = IndexStore(tmp_path_factory.mktemp("recherche") / "indexes")
    store.build([guide(), fiche(), LONG], embedder, CHUNKING)
    return store


@pytest.fixture(scope="module")
def retriever(store, embedder):
    return AeshRetriever(index=LiveIndex(store, embedder, CHUNKING), embedder=embedder)


def _sections(passages):
    return [passage.section.section_id for passage in passages]


def test_the_right_section_comes_first(retriever):
    found = retriever.passages("quelle retenue pour un jour de grève ?")
    assert found[0].section.section_id == "guide#1"
    assert found[0].source.title == "Guide"
    assert found[0].score == max(passage.score for passage in found)


def test_sections_come_once_with_their_best_chunk(retriever):
    found = retriever.passages("congé parental jusqu'à trois ans", k=10)
    assert len(set(_sections(found))) == len(found)
    assert next(p for p in found if p.section.section_id == "guide#2").chunk.chunk_id == "guide#2.1"


def test_chunks_may_share_a_section(retriever):
    found = retriever.chunks("congé parental par écrit", k=5)
    assert _sections(found).count("long#0") > 1
    assert len({passage.chunk.chunk_id for passage in found}) == 5


def test_a_fiche_question_leads_to_its_section_and_is_never_returned(retriever):
    found = retriever.passages("je kit mon taf")
    assert found[0].section.section_id == "fiche-demission#0"
    assert found[0].signals["question"] > 0.5
    everything = retriever.chunks("comment je démissionne", k=50)
    assert {passage.chunk.kind for passage in everything} == {"passage"}


def test_a_question_farther_than_the_passages_leads_nowhere(retriever):
    found = retriever.passages("retenue d'un trentième")
    assert found[0].section.section_id == "guide#1"
    assert found[0].signals["asked"] < found[0].signals["dense"]


def test_signals_hold_the_raw_figures(retriever):
    first = retriever.passages("retenue jour grève trentième")[0]
    assert 0.3 < first.signals["dense"] <= 1.0
    assert first.signals["lexical"] > 0
    assert "question" not in first.signals


@pytest.mark.parametrize(
    ("wanted", "sources"),
    [
        ({"fiches": False}, {"guide", "long"}),
        ({"source_ids": ["guide"]}, {"guide"}),
        ({"natures": [Nature.GUIDE_SYNDICAL]}, {"long"}),
        ({"natures": [Nature.FICHE]}, {"fiche-demission"}),
        ({"natures": [Nature.FICHE], "fiches": False}, set()),
        ({"source_ids": []}, set()),
    ],
)
def test_filters_hold_for_passages_and_chunks(retriever, wanted, sources):
    for search in (retriever.passages, retriever.chunks):
        found = search("démission congé parental délai réception courrier", k=50, **wanted)
        assert {passage.source.source_id for passage in found} == sources


def test_without_fiches_their_questions_still_point_at_the_guides(retriever):
    found = retriever.passages("je kit mon taf", fiches=False)
    assert found
    assert {passage.source.nature for passage in found}.isdisjoint({Nature.FICHE})


def test_a_follow_up_leans_on_the_earlier_question(retriever):
    assert (
        retriever.passages("et c'est combien ?", history=["Je fais grève un jour"])[0].section.section_id == "guide#1"
    )


@pytest.mark.parametrize("query", ["", "   ", "?!…", "\N{NO-BREAK SPACE}"])
def test_a_question_without_a_word_finds_nothing(retriever, query):
    assert retriever.passages(query) == []
    assert retriever.chunks(query) == []


def test_words_unknown_to_the_index_do_not_fail(retriever):
    assert retriever.passages("xylophone zeugma", k=2)


def test_k_is_kept(retriever):
    assert len(retriever.passages("congé", k=1)) == 1
    assert len(retriever.chunks("congé", k=3)) == 3
    assert len(retriever.passages("congé")) <= retriever.k


def test_the_same_question_gives_the_same_passages_from_any_thread(retriever):
    questions = ["démission", "grève jour", "congé parental", "délai réception"] * 6
    alone = [retriever.passages(question) for question in questions]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(retriever.passages, questions)) == alone


def test_langchain_gets_documents_that_carry_the_passage(retriever):
    documents = retriever.invoke("retenue pour un jour de grève")
    passages = retriever.passages("retenue pour un jour de grève")
    assert [document.metadata["passage"] for document in documents] == passages
    assert documents[0].page_content == passages[0].chunk.text
    assert documents[0].metadata["section"] == "La grève"


def test_the_retriever_follows_the_index_in_service(tmp_path, embedder):
    settings = Settings(index_dir=tmp_path / "indexes", passages=3)
    retriever = make_retriever(settings, embedder, CHUNKING)
    with pytest.raises(IndexMissingError):
        retriever.passages("grève")
    store = IndexStore(settings.index_dir)
    store.build([guide()], embedder, CHUNKING)
    assert len(retriever.passages("congé")) <= 3
    assert retriever.passages("taf délai")[0].source.source_id == "guide"
    store.build([guide(), fiche()], embedder, CHUNKING)
    assert retriever.passages("je kit mon taf")[0].source.source_id == "fiche-demission"
