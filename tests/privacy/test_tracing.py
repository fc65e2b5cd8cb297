import contextvars

import pytest
from langchain_core.callbacks import CallbackManager
from langchain_core.tracers import LangChainTracer
from langsmith import utils
from langsmith._internal import _context

from assistant.answering.calculator_tools import calculator_tool
from assistant.answering.chain import AnswerChain
from assistant.assembly import make_reader
from assistant.privacy.tracing import switch_off_tracing
from assistant.retrieval.retriever import make_retriever
from assistant.rules.registry import find
from assistant.settings import Settings
from tests.ingestion.fakes import WordEmbedder

VARIABLES = {
    "LANGSMITH_TRACING": "true",
    "LANGSMITH_TRACING_V2": "true",
    "LANGCHAIN_TRACING_V2": "true",
    "LANGSMITH_API_KEY": "clé",
    "LANGSMITH_ENDPOINT": "http://127.0.0.1:9",
}


@pytest.fixture
def traced(monkeypatch):
    """An environment that asks for tracing, in a process where nothing has switched it off yet."""
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(_context, "_GLOBAL_TRACING_ENABLED", None)
    utils.get_env_var.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    utils.get_env_var.cache_clear()
    switch_off_tracing()


def tracers():
    """Return what would send the runs away, as LangChain configures it in a thread that begins."""
    manager = contextvars.Context().run(CallbackManager.configure)
    return [handler for handler in manager.handlers if isinstance(handler, LangChainTracer)]


def _retriever():
    return make_retriever(Settings(), WordEmbedder(), "")


def _chain():
    return AnswerChain(_retriever(), make_reader(), 2000)


MADE = {"retriever": _retriever, "chain": _chain, "tool": lambda: calculator_tool(find("carence"))}


@pytest.mark.parametrize("make", MADE.values(), ids=MADE.keys())
def test_nothing_is_traced_once_a_part_is_made(traced, make):
    assert tracers(), "the environment asks for tracing: the test would prove nothing"
    contextvars.Context().run(make)
    assert not tracers()


def test_the_variables_of_the_first_version_do_not_stop_the_chain(traced):
    traced.setenv("LANGCHAIN_TRACING", "true")
    traced.setenv("LANGCHAIN_HANDLER", "langchain")
    switch_off_tracing()
    assert not tracers()
