"""Opinions: masked, kept for a set time, exported without a formula, questions alike put together."""

import csv
import datetime
import io
import threading

import pytest

from assistant.feedback.export import as_csv
from assistant.feedback.grouping import grouped
from assistant.feedback.records import MAX_REASON, Reason, Unanswered, Verdict, feedback_on
from assistant.feedback.store import FILE, FeedbackError, FeedbackStore
from tests.answers import make_answer

DAY = datetime.date(2026, 11, 22)
ANSWER = make_answer("Le préavis est de deux mois.")
PERSONAL = "Je m'appelle Zoé Tartempion, 06 12 34 56 78, zoe@exemple.fr, 2 84 05 75 123 456 78, NUMEN 06E1234567ABC"


class Clock:
    day = DAY

    def __call__(self):
        return self.day


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    return FeedbackStore(tmp_path / "avis", 30, clock)


def opinion(day=DAY, **given):
    return feedback_on(day, Verdict.USELESS, ANSWER, **given)


def test_what_is_kept_names_nobody(store, tmp_path):
    store.add(opinion(comment=PERSONAL, question=PERSONAL, reason=Reason.WRONG_FIGURE))
    store.add_unanswered(Unanswered(day=DAY, question=opinion(question=PERSONAL).question))
    written = (tmp_path / "avis" / FILE).read_bytes()
    for secret in (b"Tartempion", b"06 12", b"zoe@", b"123 456", b"06E12345"):
        assert secret not in written


def test_without_the_users_leave_neither_question_nor_answer_is_kept(store):
    store.add(opinion(comment="faux"))
    (kept,) = store.all()
    assert (kept.question, kept.answer, kept.comment) == ("", "", "faux")


def test_a_long_comment_is_cut(store):
    store.add(opinion(comment="a " * MAX_REASON))
    assert len(store.all()[0].comment) <= MAX_REASON


def test_an_opinion_comes_back_as_it_was_kept(store):
    record = opinion(comment="pas clair", question="Quel préavis ?", reason=Reason.UNCLEAR)
    store.add(record)
    assert store.all() == [record]


@pytest.mark.parametrize(("age", "kept"), [(0, 1), (29, 1), (30, 0)])
def test_an_opinion_is_kept_for_the_days_announced(store, clock, age, kept):
    store.add(opinion())
    store.add_unanswered(Unanswered(day=DAY, question="x"))
    clock.day = DAY + datetime.timedelta(days=age)
    assert len(store.all()) == len(store.unanswered()) == kept


def test_purging_alone_deletes(store, clock, tmp_path):
    store.add(opinion(comment="introuvable"))
    clock.day = DAY + datetime.timedelta(days=40)
    store.purge()
    clock.day = DAY
    assert store.all() == []


def test_everything_can_be_erased(store):
    store.add(opinion())
    store.add_unanswered(Unanswered(day=DAY, question="x"))
    store.erase()
    assert store.all() == store.unanswered() == []


def test_two_threads_lose_nothing(store):
    threads = [threading.Thread(target=lambda: [store.add(opinion()) for _ in range(20)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.all()) == 80


def test_a_folder_that_cannot_be_used_is_said_in_french(tmp_path):
    (tmp_path / "avis").write_text("un fichier")
    with pytest.raises(FeedbackError, match="AESH_FEEDBACK_DIR"):
        FeedbackStore(tmp_path / "avis", 30).add(opinion())


def test_a_formula_is_exported_as_text(store):
    store.add(opinion(comment="=HYPERLINK(1)"))
    rows = list(csv.DictReader(io.StringIO(as_csv(store.all()).decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["comment"] == "'=HYPERLINK(1)"
    assert rows[0]["verdict"] == "inutile"


def test_questions_alike_are_put_together():
    asked = ["prime de vie chère", "la prime vie chère", "logement de fonction", "c'est quoi la prime vie chère ?"]
    groups = grouped([Unanswered(day=DAY, question=question) for question in asked])
    assert [group.count for group in groups] == [3, 1]
