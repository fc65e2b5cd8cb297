"""Several people at once, over HTTP, as their browsers would do."""

import threading
import time

import pytest

from assistant.web import texts
from tests.web.doubles import HOSTILE, FakeAssistant
from tests.web.running import Visitor, serving

SLOW = 0.6


@pytest.fixture(scope="module")
def assistant():
    return FakeAssistant()


@pytest.fixture(scope="module")
def base(assistant):
    with serving(assistant, max_question_chars=200) as address:
        yield address


def last(outputs):
    box, exchanges, notice, _, clear = outputs[-1]
    return box, exchanges, notice, clear


def test_an_answer_comes_after_its_pending_state(base):
    first, *_ = outputs = Visitor(base).send("ma démission ?")
    assert first[1][0]["pending"] is True
    box, exchanges, notice, clear = last(outputs)
    assert (box, notice) == ("", "")
    assert [e["pending"] for e in exchanges] == [False]
    assert "Réponse tirée des sources" in exchanges[0]["html"]
    assert clear["visible"] is True


def test_each_visitor_has_an_own_history(base, assistant):
    one, two = Visitor(base), Visitor(base)
    one.send("première question")
    two.send("autre personne")
    one.send("seconde question")
    assert assistant.calls[-3:] == [
        ("première question", ()),
        ("autre personne", ()),
        ("seconde question", ("première question",)),
    ]


@pytest.mark.parametrize(("text", "message"), [("", texts.EMPTY_QUESTION), ("a" * 201, "201 caractères")])
def test_a_refused_question_leaves_the_conversation_alone(base, assistant, text, message):
    visitor = Visitor(base)
    visitor.send("ma démission ?")
    before = len(assistant.calls)
    _, _, notice, _, _ = visitor.send(text)[-1]
    assert message in notice
    assert len(assistant.calls) == before
    assert len(last(visitor.send("encore ma démission"))[1]) == 2


@pytest.mark.parametrize("data", [["liste"], {"question": 3}, 12, None, HOSTILE])
def test_whatever_is_sent_gets_an_answer_or_a_french_notice(base, data):
    _, exchanges, notice, _ = last(Visitor(base).send(data))
    drawn = [exchange["html"] for exchange in exchanges] if isinstance(exchanges, list) else []
    shown = "".join([*drawn, notice])
    assert "<script>" not in shown and "Traceback" not in shown
    assert ('class="badge"' in shown) != ('class="notice"' in shown)


def test_a_button_s_question_wins_over_the_text_box(base, assistant):
    Visitor(base).send("texte en cours", {"question": "ma démission ?"})
    assert assistant.calls[-1][0] == "ma démission ?"


def test_clearing_begins_a_new_conversation(base, assistant):
    visitor = Visitor(base)
    visitor.send("ma démission ?")
    assert last(visitor.send(None, event=1))[1] == []
    visitor.send("et après ?")
    assert assistant.calls[-1] == ("et après ?", ())


def test_an_answer_does_not_wait_for_another_visitor_s():
    with serving(FakeAssistant(delay=SLOW)) as base:
        Visitor(base).send("échauffement")
        alone = timed(lambda: Visitor(base).send("seule"))
        together = timed(lambda: at_once(6, lambda: Visitor(base).send("ensemble")))
    assert together / alone < 2.5, f"six at once took {together:.2f} s, one alone {alone:.2f} s"


def timed(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def at_once(count, action):
    threads = [threading.Thread(target=action) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
