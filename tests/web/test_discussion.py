"""What goes with a conversation: files that other libraries open, a calendar, opinions kept without names."""

import io
import zipfile

import icalendar
import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from assistant.feedback.records import Reason, Verdict
from assistant.feedback.store import FeedbackStore
from assistant.settings import Settings
from assistant.web.application import build_application
from assistant.web.provider import AssistantProvider
from tests.web.doubles import FakeAssistant

TALK = {"questions": ["Bonjour, ma démission ?", "mon préavis exact ?"], "corrections": {}}


@pytest.fixture
def settings(tmp_path):
    return Settings(feedback_dir=tmp_path / "avis")


@pytest.fixture
def client(settings):
    application = build_application(settings, AssistantProvider(settings, FakeAssistant()))
    with TestClient(application, base_url="http://127.0.0.1") as client:
        yield client


def test_the_conversation_is_exported_with_its_marks_and_sources(client):
    text = client.post("/discussion/export/md", json=TALK).text
    assert "ma démission ?" in text and "mon préavis exact ?" in text
    assert "[1]" in text.replace("\\", "")
    assert "Sources" in text


def test_the_pdf_and_the_word_file_open(client):
    pdf = client.post("/discussion/export/pdf", json=TALK)
    assert pdf.headers["content-disposition"] == 'attachment; filename="conversation.pdf"'
    assert "démission" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    word = client.post("/discussion/export/docx", json=TALK)
    assert b"pr\xc3\xa9avis" in zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml")


def test_the_dates_of_a_calculation_go_to_a_calendar(client):
    answer = client.post("/discussion/agenda", json={**TALK, "turn": 1, "number": 0})
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert events
    assert answer.headers["content-type"].startswith("text/calendar")


@pytest.mark.parametrize("place", [{"turn": 0, "number": 0}, {"turn": 1, "number": 9}, {"turn": 7, "number": 0}])
def test_a_calculation_that_is_not_there_is_refused_in_french(client, place):
    answer = client.post("/discussion/agenda", json={**TALK, **place})
    assert answer.status_code == 400
    assert "rechargez" in answer.json()["error"]


@pytest.mark.parametrize("questions", [[3], ["x" * 5000], [None]])
def test_a_conversation_that_cannot_be_asked_is_refused_in_french(client, questions):
    answer = client.post("/discussion/export/md", json={"questions": questions})
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_an_unknown_file_is_refused(client):
    assert client.post("/discussion/export/exe", json=TALK).status_code == 404


def opinion(**given):
    return {**TALK, "turn": 1, "verdict": "montant_faux", **given}


def test_an_opinion_is_kept_with_what_it_is_about(client, settings):
    sent = opinion(reason="chiffre_ou_date", comment="Mme Tartempion dit 3 mois", join=True)
    assert client.post("/discussion/avis", json=sent).status_code == 200
    (kept,) = FeedbackStore(settings.feedback_dir, settings.feedback_days).all()
    assert (kept.verdict, kept.reason) == (Verdict.WRONG_AMOUNT, Reason.WRONG_FIGURE)
    assert "Tartempion" not in kept.comment
    assert kept.question == "mon préavis exact ?"
    assert kept.calculators


def test_without_leave_the_question_is_not_kept(client, settings):
    client.post("/discussion/avis", json=opinion(comment="faux"))
    (kept,) = FeedbackStore(settings.feedback_dir, settings.feedback_days).all()
    assert kept.question == kept.answer == ""


@pytest.mark.parametrize("wrong", [{"verdict": "bof"}, {"reason": "x"}, {"comment": "x" * 2000}, {"nom": "x"}])
def test_an_opinion_of_another_shape_is_refused(client, settings, wrong):
    assert client.post("/discussion/avis", json=opinion(**wrong)).status_code in {400, 422}
    assert FeedbackStore(settings.feedback_dir, settings.feedback_days).all() == []


def test_questions_without_answer_are_kept_only_when_the_administrator_asks(tmp_path):
    for keep, expected in ((False, 0), (True, 1)):
        settings = Settings(feedback_dir=tmp_path / str(keep), keep_unanswered=keep)
        provider = AssistantProvider(settings, FakeAssistant())
        provider.record("je m'appelle Zoé Tartempion, quel temps ?", FakeAssistant().ask("hors sujet"))
        kept = FeedbackStore(settings.feedback_dir, 180).unanswered()
        assert len(kept) == expected
        assert "Tartempion" not in "".join(item.question for item in kept)


def test_how_an_answer_came_about_is_shown_to_developers_only(tmp_path):
    for developer, status in ((False, 404), (True, 200)):
        settings = Settings(feedback_dir=tmp_path, developer=developer)
        application = build_application(settings, AssistantProvider(settings, FakeAssistant()))
        with TestClient(application, base_url="http://127.0.0.1") as client:
            answer = client.post("/discussion/trace", json={**TALK, "turn": 1})
            page = client.get("/").text
        assert answer.status_code == status
        assert "<script>alert" not in answer.text
        assert ("developer" in page) is developer
    assert "retrieve" in answer.text
    assert "NON TENU" in answer.text
