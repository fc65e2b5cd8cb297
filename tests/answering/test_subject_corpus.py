"""The choice of the fiche on the project's own fiches, with the real embedder."""

from __future__ import annotations

import pytest

from assistant.answering.subject import Ranker, asked
from assistant.assembly import open_retriever
from assistant.ingestion.pipeline import Ingestion
from assistant.settings import Settings
from eval.subject_data import subject_cases
from tests.ingestion.taking_over import TakingOver

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900), pytest.mark.xdist_group("subject")]


@pytest.fixture(scope="module")
def retriever(tmp_path_factory):
    place = tmp_path_factory.mktemp("subjects")
    (place / "guides").mkdir()
    settings = Settings(index_dir=place / "index", guides_dir=place / "guides")
    Ingestion(settings, TakingOver(settings)).run()
    return open_retriever(settings)


def test_the_right_fiche_is_first_for_most_questions_of_the_set_and_among_three_for_nearly_all(retriever):
    ranker, reader = Ranker(retriever.embedder), retriever.index.reader()
    found = []
    for case in subject_cases():
        order = [s.source.fiche_id for s in ranker.subjects(reader, case.q)]
        found.append(min(order.index(fiche) for fiche in case.fiches))
    assert sum(rank == 0 for rank in found) / len(found) >= 0.8
    assert sum(rank < 3 for rank in found) / len(found) >= 0.92


def test_a_board_is_kept_until_another_generation_is_served(retriever):
    ranker, reader = Ranker(retriever.embedder), retriever.index.reader()
    assert ranker.board(reader) is ranker.board(reader)
    assert len(ranker.board(reader).sources) == len([d for d in reader.documents() if d.source.fiche_id])


def test_a_hidden_question_no_longer_counts_for_its_fiche(retriever):
    ranker, reader = Ranker(retriever.embedder), retriever.index.reader()
    board = ranker.board(reader)
    chunk = board.questions[0]
    measured = asked(reader, retriever.embedder, chunk.text)
    rank = [s.source_id for s in board.sources].index(chunk.source_id)
    seen, hidden = board.signals(measured)[rank], board.signals(measured, chunk.chunk_id)[rank]
    assert (hidden <= seen + 1e-6).all()
    assert hidden[1] < seen[1]
