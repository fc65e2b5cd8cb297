"""The pages on privacy and accessibility say what the settings make true."""

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from assistant.model.texts import NO_MODEL
from assistant.settings import Settings
from assistant.web.application import build_application
from assistant.web.provider import AssistantProvider
from tests.web.doubles import FakeAssistant


def read(path, **settings):
    chosen = Settings(**settings)
    application = build_application(chosen, AssistantProvider(chosen, FakeAssistant()))
    with TestClient(application, base_url="http://127.0.0.1") as client:
        response = client.get(path)
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.text, "html.parser").get_text(" ").replace("\xa0", " ").split())


def test_without_a_model_nothing_leaves_and_the_page_says_so():
    assert NO_MODEL in read("/confidentialite")


def test_with_a_model_the_page_says_where_the_text_goes():
    page = read("/confidentialite", model_base_url="https://modele.example/v1", model_name="m")
    assert "modele.example" in page
    assert "NUMEN" in page
    assert NO_MODEL not in page


@pytest.mark.parametrize(("days", "said"), [(30, "30 jours"), (365, "365 jours")])
def test_the_retention_said_is_the_one_applied(days, said):
    assert said in read("/confidentialite", feedback_days=days)


def test_questions_without_answer_are_said_to_be_kept_or_not():
    assert "sans réponse ne sont pas gardées" in read("/confidentialite")
    assert "sans réponse sont aussi gardées" in read("/confidentialite", keep_unanswered=True)


def test_the_sites_that_frame_the_discussion_are_named():
    assert "https://syndicat.example" in read("/confidentialite", embed_origins="https://syndicat.example")


def test_the_page_on_accessibility_claims_no_audit():
    page = read("/accessibilite")
    assert "ne se déclare donc pas conforme" in page
    assert "JavaScript" in page
