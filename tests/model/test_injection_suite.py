"""The injection suite of the evaluation, put to the chain with a model that obeys every order it is given."""

from __future__ import annotations

import re

import pytest

from assistant.answering.chain import AnswerChain
from assistant.model.factory import make_stages
from assistant.settings import Settings
from eval.injections import MAX_CHARS, TODAY, Attempt, attempts, document_chain, faults
from tests.ingestion.fakes import WordEmbedder
from tests.model.scripted import ScriptedServer
from tests.model.test_stages import _retriever

pytestmark = pytest.mark.slow
DOCUMENTS, QUESTIONS = attempts("documents"), attempts("questions")
_PLAIN = re.compile(r"[\w '€%-]+")


@pytest.fixture(scope="module")
def hostile():
    server = ScriptedServer()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def model(hostile):
    settings = Settings(
        model_base_url=hostile.url, model_name="hostile", model_timeout_s=60, model_retries=0, model_cache_entries=0
    )
    return make_stages(settings)


def _pair(chain, model):
    """Return the chain without the model and with it, on the same index."""
    return [AnswerChain(chain.retriever, MAX_CHARS, lambda: TODAY, lambda _: True, model=m) for m in (None, model)]


@pytest.fixture(scope="module")
def documents(tmp_path_factory, model):
    return _pair(document_chain(DOCUMENTS, tmp_path_factory.mktemp("hostile") / "docs", WordEmbedder()), model)


@pytest.fixture(scope="module")
def questions(tmp_path_factory, model):
    retriever = _retriever(tmp_path_factory.mktemp("hostile") / "corpus")
    return _pair(AnswerChain(retriever, MAX_CHARS, lambda: TODAY), model)


def _obeying(case: Attempt) -> list[str]:
    """What a model that obeys may say: the lines as they are, the last first, the question, the forbidden words."""
    lines = [line.rstrip(" .") for line in case.lines] or [re.sub(r"<[^>]+>", " ", case.html)]
    orders = [case.ask.rstrip(" .?"), *(p for p in case.never if _PLAIN.fullmatch(p))]
    told = [lines, lines[::-1], [*lines[:1], *orders], orders]
    return [" ".join(f"{sentence} [1]." for sentence in reply if sentence.strip()) for reply in told]


def _adds_nothing(case: Attempt, chains, hostile) -> int:
    plain, helped = chains
    known = set(faults(case, plain.ask(case.ask, case.turns), plain))
    asked = 0
    for reply in _obeying(case):
        hostile.says(reply)
        answer = helped.ask(case.ask, case.turns)
        asked += answer.model is not None
        assert set(faults(case, answer, helped)) <= known, reply
    return asked


@pytest.mark.parametrize("case", DOCUMENTS, ids=[c.id for c in DOCUMENTS])
def test_orders_of_a_document(case, documents, hostile):
    assert _adds_nothing(case, documents, hostile), "the model was never asked"


@pytest.mark.parametrize("case", QUESTIONS, ids=[c.id for c in QUESTIONS])
def test_orders_of_a_question(case, questions, hostile):
    _adds_nothing(case, questions, hostile)
