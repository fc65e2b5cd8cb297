import threading

import pytest

from assistant.index.errors import IndexMismatchError
from assistant.settings import Settings
from assistant.web import texts
from assistant.web.conversation import MAX_EXCHANGES, QuestionRefusedError, check_question, converse, shown
from assistant.web.french import typeset
from assistant.web.provider import AssistantProvider
from tests.web.doubles import FakeAssistant, founded


def provider(assistant):
    return AssistantProvider(Settings(), assistant)


def talk(assistant, *questions):
    exchanges = ()
    for question in questions:
        *_, exchanges = converse(provider(assistant), question, exchanges)
    return exchanges


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x07", None, 3, ["démission"], {"a": 1}])
def test_nothing_to_ask_is_refused_in_french(text):
    with pytest.raises(QuestionRefusedError) as refusal:
        check_question(text, 100)
    assert str(refusal.value) in {texts.EMPTY_QUESTION, texts.UNREADABLE_QUESTION}


def test_the_limit_is_inclusive_and_said():
    assert check_question("a" * 100, 100) == "a" * 100
    with pytest.raises(QuestionRefusedError, match="101 caractères, la limite est de 100"):
        check_question("a" * 101, 100)


def test_control_characters_are_dropped_and_lines_kept():
    assert check_question("  ligne 1\nligne\x00 2\ud800 ", 100) == "ligne 1\nligne 2"


def test_an_exchange_is_pending_then_answered_under_the_same_key():
    pending, answered = converse(provider(FakeAssistant()), "ma démission ?", ())
    assert (pending[0].key, pending[0].pending, pending[0].answer) == ("t1", True, None)
    assert (answered[0].key, answered[0].pending, answered[0].answer) == ("t1", False, founded())
    assert texts.PENDING in pending[0].html and texts.PENDING not in answered[0].html


def test_earlier_questions_are_the_history_oldest_first():
    assistant = FakeAssistant()
    talk(assistant, "un", "deux", "trois")
    assert assistant.calls == [("un", ()), ("deux", ("un",)), ("trois", ("un", "deux"))]


def test_sources_of_two_answers_never_share_an_id():
    first, second = talk(FakeAssistant(), "ma démission", "encore ma démission")
    assert 'id="t1-source-1"' in first.html and 'id="t2-source-1"' in second.html
    assert "t1-source" not in second.html


def test_a_long_conversation_forgets_its_beginning():
    exchanges = talk(FakeAssistant(), *(f"question {i}" for i in range(MAX_EXCHANGES + 5)))
    assert len(exchanges) == MAX_EXCHANGES
    assert exchanges[-1].key == f"t{MAX_EXCHANGES + 5}"
    assert len({e.key for e in exchanges}) == MAX_EXCHANGES


class Broken(FakeAssistant):
    def ask(self, question, history=(), corrections=None):
        raise ZeroDivisionError("détail technique")


def test_a_failure_is_said_in_french_without_its_details():
    (failed,) = talk(Broken(), "ma démission")
    assert typeset(texts.UNEXPECTED_FAILURE) in failed.html
    assert "détail technique" not in failed.html and not failed.pending


class Replaced(FakeAssistant):
    def ask(self, question, history=(), corrections=None):
        raise IndexMismatchError("L'index a été refait avec un autre modèle.")


def test_an_index_replaced_meanwhile_says_what_to_run():
    (failed,) = talk(Replaced(), "ma démission")
    assert "autre modèle" in failed.html and "make index" in failed.html


class Forgetful(FakeAssistant):
    def section(self, section_id):
        raise OSError("index parti")

    def source(self, source_id):
        raise OSError("index parti")


def test_a_lost_section_leaves_the_quote():
    (exchange,) = talk(Forgetful(), "ma démission")
    assert "plus dans l&#39;index" in exchange.html and "<mark>" in exchange.html


def test_what_the_browser_receives_is_keyed_and_plain():
    records = shown(talk(FakeAssistant(), "ma démission"))
    assert [set(r) for r in records] == [{"key", "html", "announce", "pending"}]


def test_two_threads_get_their_own_answers():
    assistant, found = FakeAssistant(delay=0.05), {}
    threads = [
        threading.Thread(target=lambda q=q: found.update({q: talk(assistant, q)[0].question}))
        for q in ("a", "b", "c")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {"a": "a", "b": "b", "c": "c"}
