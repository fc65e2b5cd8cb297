import threading
from datetime import date

import pytest

from assistant.answering import warmth
from assistant.answering.chain import AnswerChain
from assistant.answering.subject_signals import Board
from assistant.index.errors import IndexMissingError
from assistant.ingestion.chunking import chunking_identity
from assistant.ingestion.pipeline import Ingestion
from assistant.retrieval.retriever import make_retriever
from assistant.settings import PROJECT_ROOT, Settings
from tests.ingestion.fakes import WordEmbedder

TODAY = date(2026, 11, 22)
QUESTION = "Quel préavis pour une démission ?"


class NeverAsked:
    """Stages of a model that must not be asked."""

    def read(self, turn, today):
        raise AssertionError("a model was asked")

    def write(self, turn):
        raise AssertionError("a model was asked")


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A chain on one fiche, what indexes its folders again, and the generations laid out so far."""
    laid_out = []

    class Counted(Board):
        def __init__(self, reader):
            laid_out.append(reader.manifest.generation)
            super().__init__(reader)

    monkeypatch.setattr("assistant.answering.subject.Board", Counted)
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "guide.md").write_text("# Guide\n\n## La grève\n\nUn trentième par jour.\n", "utf-8")
    (tmp_path / "fiches" / "fin-de-contrat").mkdir(parents=True)
    fiche = PROJECT_ROOT / "corpus" / "fiches" / "fin-de-contrat" / "demission.md"
    (tmp_path / "fiches" / "fin-de-contrat" / "demission.md").write_text(fiche.read_text("utf-8"), "utf-8")
    settings = Settings(index_dir=tmp_path / "index", guides_dir=tmp_path / "guides", fiches_dir=tmp_path / "fiches")
    embedder = WordEmbedder()

    def index(text=""):
        if text:
            (tmp_path / "guides" / "more.md").write_text(text, "utf-8")
        Ingestion(settings, embedder).run(on=TODAY)

    index()
    retriever = make_retriever(
        settings, embedder, chunking_identity(settings.chunk_tokens, settings.chunk_max_tokens)
    )
    return AnswerChain(retriever, 2000, lambda: TODAY, lambda _: True, model=NeverAsked()), index, laid_out


def test_the_fiches_are_laid_out_ahead_once_and_no_model_is_asked(served):
    chain, _, laid_out = served
    chain.warm()
    chain.warm()
    assert len(laid_out) == 1
    AnswerChain.retrieve(chain, chain.weigh(chain.understand(_turn())))
    assert len(laid_out) == 1


def test_another_index_in_service_is_laid_out_in_its_turn(served):
    chain, index, laid_out = served
    chain.warm()
    index("# Autre guide\n\n## Le prêt\n\nLe prêt de matériel dure seize semaines.\n")
    chain.warm()
    assert len(laid_out) == len(set(laid_out)) == 2


def test_who_reads_the_index_of_before_does_not_lay_it_out_again(served):
    chain, index, laid_out = served
    before = chain.retriever.index.reader()
    chain.warm()
    index("# Autre guide\n\n## Le prêt\n\nLe prêt de matériel dure seize semaines.\n")
    chain.warm()
    assert chain._ranker.board(before).sources
    assert len(laid_out) == 2


def test_the_index_is_watched_in_the_background():
    class Watched:
        def __init__(self):
            self.times, self.thrice = 0, threading.Event()

        def warm(self):
            self.times += 1
            if self.times == 2:
                raise IndexMissingError("Aucun index.")
            if self.times == 3:
                self.thrice.set()

    assistant = Watched()
    warmth.keep_warm(assistant, every=0.01)
    assert assistant.thrice.wait(10)


@pytest.mark.parametrize("error", [IndexMissingError("Aucun index."), ValueError("autre chose")])
def test_a_failure_is_left_to_the_questions(error):
    class Failing:
        def warm(self):
            raise error

    assert warmth.warm(Failing()) is False


def _turn():
    from assistant.answering.turn import Turn

    return Turn(QUESTION)
