"""Asking the endpoint: streams, failures of every kind, retries, the breaker and the cache. Nobody waits for long."""

from __future__ import annotations

import time

import pytest
from langchain_core.messages import HumanMessage

from assistant.model import texts
from assistant.model.breaker import Breaker
from assistant.model.cache import ReplyCache
from assistant.model.calling import Caller, ModelSilentError
from assistant.model.client import make_chat_model
from tests.model.scripted import Says

QUESTION = [HumanMessage("bonjour")]


def _caller(settings, failures=3, pause=60.0, clock=time.monotonic):
    breaker = Breaker(failures, pause, clock)
    cache = ReplyCache(settings.model_cache_entries)
    return Caller(
        make_chat_model(settings), "scripted", breaker, cache, settings.model_timeout_s, settings.model_retries
    )


def _reason(caller, question=QUESTION):
    with pytest.raises(ModelSilentError) as silent:
        caller.ask(question)
    return silent.value.reason


def test_a_stream_is_gathered(server, settings_of):
    server.says("Une réponse assez longue pour venir en plusieurs morceaux.")
    reply = _caller(settings_of()).ask(QUESTION)
    assert reply.message.text == "Une réponse assez longue pour venir en plusieurs morceaux."
    assert (reply.calls, reply.cached) == (1, False)
    assert server.requests[0]["stream"] is True


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (Says(status=500), texts.DOWN),
        (Says(status=503), texts.DOWN),
        (Says(status=429), texts.QUOTA),
        (Says(status=401), texts.KEY),
        (Says(status=404), texts.UNKNOWN),
        (Says(status=400), texts.REFUSED),
        (Says(body="<html>pas du JSON</html>"), texts.NONSENSE),
        (Says(text=""), texts.NONSENSE),
        (Says(text="Le préavis est de", cut=True), texts.CUT),
        (Says(text="Le préavis est de", finish=None), texts.CUT),
        (Says(status=302, headers={"location": "http://192.0.2.1/"}), texts.DOWN),
    ],
)
def test_each_failure_has_its_reason(server, settings_of, says, reason):
    server.says(says)
    assert _reason(_caller(settings_of())) == reason


@pytest.mark.parametrize(("status", "tries"), [(500, 3), (429, 3), (401, 1), (400, 1)])
def test_only_passing_failures_are_tried_again(server, settings_of, status, tries):
    server.says(Says(status=status))
    with pytest.raises(ModelSilentError) as silent:
        _caller(settings_of(model_retries=2)).ask(QUESTION)
    assert silent.value.calls == tries
    assert len(server.requests) == tries


def test_a_second_try_can_succeed(server, settings_of):
    server.says(Says(status=503), "Oui.")
    assert _caller(settings_of()).ask(QUESTION).calls == 2


def test_a_long_wait_asked_by_the_server_is_not_waited_for(server, settings_of):
    server.says(Says(status=429, headers={"retry-after": "3600"}))
    assert _reason(_caller(settings_of())) == texts.QUOTA
    assert len(server.requests) == 1


@pytest.mark.parametrize("pause", [0.4, 60.0])
def test_the_time_limit_holds_for_slow_drops_and_for_silence(server, settings_of, pause):
    server.says(Says(text="mot " * 200, pause=pause))
    caller = _caller(settings_of(model_timeout_s=1))
    start = time.monotonic()
    assert _reason(caller) == texts.SLOW
    # Far less than the minutes that the server would take, whatever the load of the machine.
    assert time.monotonic() - start < 20


def test_nobody_listens(settings_of):
    assert _reason(_caller(settings_of(model_base_url="http://127.0.0.1:9/v1"))) == texts.DOWN


def test_the_breaker_spares_the_wait_and_tries_again_later(server, settings_of):
    now = [0.0]
    caller = _caller(settings_of(model_retries=0), failures=2, pause=60, clock=lambda: now[0])
    server.says(Says(status=500))
    assert [_reason(caller) for _ in range(4)] == [texts.DOWN, texts.DOWN, texts.PAUSED, texts.PAUSED]
    assert len(server.requests) == 2
    now[0] = 61
    assert _reason(caller) == texts.DOWN
    assert _reason(caller) == texts.PAUSED
    now[0] = 130
    server.says("Oui.")
    assert caller.ask(QUESTION).message.text == "Oui."
    assert caller.ask([HumanMessage("autre")]).calls == 1


def test_the_same_content_is_asked_once(server, settings_of):
    server.says("Oui.")
    caller = _caller(settings_of())
    first, second = caller.ask(QUESTION), caller.ask(QUESTION)
    assert (second.cached, second.calls, second.message.text) == (True, 0, first.message.text)
    caller.ask([HumanMessage("bonsoir")])
    assert len(server.requests) == 2


def test_a_cache_of_none_keeps_none(server, settings_of):
    server.says("Oui.")
    caller = _caller(settings_of(model_cache_entries=0))
    caller.ask(QUESTION)
    caller.ask(QUESTION)
    assert len(server.requests) == 2


def test_a_hopeless_reply_is_stopped(server, settings_of):
    server.says(Says(text="faux. " * 400, pause=0.01))
    reply = _caller(settings_of()).ask(QUESTION, stops=lambda text: "faux" in text)
    assert len(reply.message.text) < 100


def test_no_key_of_another_service_is_sent(server, settings_of, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-autre")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-autre")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "projet-autre")
    server.says("Oui.")
    _caller(settings_of()).ask(QUESTION)
    assert not any("autre" in value for value in server.headers[0].values())


def test_the_key_of_the_settings_is_sent_and_never_shown(server, settings_of):
    settings = settings_of(model_api_key="sk-mienne")
    server.says("Oui.")
    _caller(settings).ask(QUESTION)
    assert server.keys == ["Bearer sk-mienne"]
    assert "sk-mienne" not in repr(settings)


def test_small_servers_are_told_the_length_in_the_word_they_know(server, settings_of):
    server.says("Oui.")
    _caller(settings_of(model_answer_tokens=99)).ask(QUESTION)
    assert server.requests[0]["max_tokens"] == 99
