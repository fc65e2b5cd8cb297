import threading

import pytest

from assistant.index.errors import IndexMismatchError
from assistant.settings import Settings
from assistant.web import texts
from assistant.web.actions import acted
from assistant.web.conversation import (
    MAX_EXCHANGES,
    QuestionRefusedError,
    Talk,
    asked_again,
    check_question,
    converse,
    restored,
    shown,
    stopped,
)
from assistant.web.french import typeset
from assistant.web.provider import AssistantProvider
from tests.web.doubles import FakeAssistant, founded


def provider(assistant):
    return AssistantProvider(Settings(), assistant)


def talk(assistant, *questions):
    return talked(assistant, *questions).exchanges


def talked(assistant, *questions, corrections=None):
    talk = Talk(corrections=corrections or {})
    for question in questions:
        *_, talk = converse(provider(assistant), question, talk)
    return talk


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
    pending, answered = (t.exchanges for t in converse(provider(FakeAssistant()), "ma démission ?", Talk()))
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


class Correctable(FakeAssistant):
    seen = ()

    def ask(self, question, history=(), corrections=None):
        self.seen = (*self.seen, dict(corrections or {}))
        return super().ask(question, history)


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
    records = shown(talked(FakeAssistant(), "ma démission", corrections={"echelon": "3"}))
    assert [set(r) for r in records] == [{"key", "html", "announce", "pending", "question", "corrections"}]
    assert records[0]["question"] == "ma démission"
    assert records[0]["corrections"] == {"echelon": "3"}


def test_a_correction_answers_the_last_question_anew_under_the_same_key():
    assistant = Correctable()
    before = talked(assistant, "un", "deux")
    pending, answered = asked_again(provider(assistant), before, {"echelon": "4"})
    assert [e.pending for e in pending.exchanges] == [False, True]
    assert answered.exchanges[1].key == before.exchanges[1].key
    assert answered.exchanges[0] is before.exchanges[0]
    assert answered.corrections == assistant.seen[-1] == {"echelon": "4"}


def test_a_conversation_comes_back_as_it_was():
    before = talked(FakeAssistant(), "ma démission", "mon préavis exact", corrections={"echelon": None})
    assert restored(provider(FakeAssistant()), before.questions, before.corrections) == before


def test_an_answer_given_up_is_said_and_the_others_stay():
    talk = talked(FakeAssistant(), "ma démission")
    pending, _ = converse(provider(FakeAssistant()), "encore", talk)
    closed = stopped(pending)
    assert closed.exchanges[0] == talk.exchanges[0]
    assert texts.STOPPED_TITLE in closed.exchanges[1].html
    assert not closed.exchanges[1].pending


def act(data, typed="", talk=None, limit=100):
    return list(acted(provider(FakeAssistant()), data, typed, talk or Talk(), limit))[-1]


def test_a_button_asks_its_own_question_and_the_field_its_own():
    assert act({"question": "CDI"}, "autre").questions == ["CDI"]
    assert act({}, "autre").questions == ["autre"]


def test_facts_are_corrected_and_erased_one_after_the_other():
    talk = act({"correct": {"key": "echelon", "value": " 4 "}}, talk=talked(FakeAssistant(), "un"))
    talk = act({"erase": "quotite"}, talk=talk)
    assert talk.corrections == {"echelon": "4", "quotite": None}
    assert talk.questions == ["un"]


def test_a_kept_conversation_is_asked_for_again():
    sent = {"questions": ["ma démission", "et en CDI ?"], "corrections": {"echelon": None}}
    talk = act({"restore": sent})
    assert talk.questions == sent["questions"]
    assert talk.corrections == sent["corrections"]


@pytest.mark.parametrize(
    "data",
    [
        {"question": ["x"]},
        {"correct": "x"},
        {"correct": {"key": "", "value": "x"}},
        {"correct": {"key": "k" * 200, "value": "x"}},
        {"correct": {"key": "k", "value": "x" * 300}},
        {"correct": {"key": "k", "value": None}},
        {"erase": 3},
        {"restore": "x"},
        {"restore": {"questions": "x"}},
        {"restore": {"questions": [3]}},
        {"restore": {"questions": ["x" * 500]}},
        {"restore": {"questions": ["x"], "corrections": {"k": 3}}},
        {"restore": {"questions": ["x"], "corrections": {str(n): "x" for n in range(500)}}},
    ],
)
def test_nothing_that_a_browser_sends_is_trusted(data):
    with pytest.raises(QuestionRefusedError):
        act(data, talk=talked(FakeAssistant(), "un"))


def test_correcting_before_any_question_changes_nothing():
    assert list(acted(provider(FakeAssistant()), {"retry": True}, "", Talk(), 100)) == []


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
