"""The administrator's page: closed without a password, and what it shows and does."""

import datetime

import pytest
from starlette.testclient import TestClient

from assistant.feedback.records import Reason, Unanswered, Verdict, feedback_on
from assistant.feedback.store import FeedbackStore
from assistant.settings import Settings
from assistant.web.application import build_application
from assistant.web.provider import AssistantProvider
from assistant.web.usage import Usage
from tests.web.doubles import HOSTILE, FakeAssistant, founded

GOOD = ("peu importe", "motdepasse-é")


@pytest.fixture
def settings(tmp_path):
    return Settings(
        admin_password=GOOD[1], feedback_dir=tmp_path / "avis", index_dir=tmp_path / "index", keep_unanswered=True
    )


@pytest.fixture
def provider(settings):
    return AssistantProvider(settings, FakeAssistant())


@pytest.fixture
def client(settings, provider):
    with TestClient(build_application(settings, provider), base_url="http://127.0.0.1") as client:
        yield client


def test_without_a_password_the_page_is_closed(tmp_path):
    settings = Settings(feedback_dir=tmp_path)
    application = build_application(settings, AssistantProvider(settings, FakeAssistant()))
    with TestClient(application, base_url="http://127.0.0.1") as client:
        for given in (None, ("a", ""), GOOD):
            assert client.get("/administration", auth=given).status_code == 403


@pytest.mark.parametrize("path", ["/administration", "/administration/avis.csv"])
@pytest.mark.parametrize("given", [None, ("admin", ""), ("admin", "motdepasse")])
def test_a_wrong_password_is_refused_and_asked_for(client, path, given):
    response = client.get(path, auth=given)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize("path", ["/administration/retour", "/administration/effacer"])
def test_nothing_is_done_without_the_password(client, path):
    assert client.post(path, data={"confirmation": "oui"}).status_code == 401


def test_another_site_cannot_act_for_the_administrator(client):
    headers = {"sec-fetch-site": "cross-site"}
    response = client.post("/administration/effacer", auth=GOOD, data={"confirmation": "oui"}, headers=headers)
    assert response.status_code == 403


def test_an_empty_product_is_shown(client):
    page = client.get("/administration", auth=GOOD)
    assert page.status_code == 200
    assert "Aucun index n'est en service" in page.text.replace("&#39;", "'").replace("’", "'")
    assert page.headers["cache-control"] == "no-store"


def test_opinions_are_shown_escaped_and_exported(client, settings):
    store = FeedbackStore(settings.feedback_dir, 30)
    today = datetime.date.today()  # noqa: DTZ011
    store.add(feedback_on(today, Verdict.WRONG_AMOUNT, founded(), reason=Reason.OTHER, comment=HOSTILE))
    store.add_unanswered(Unanswered(day=today, question="prime de vie chère"))
    page = client.get("/administration", auth=GOOD).text
    assert "montant_faux" in page
    assert "<script>alert" not in page
    assert "prime de vie chère" in page
    assert "montant_faux" in client.get("/administration/avis.csv", auth=GOOD).text


def test_erasing_asks_for_a_confirmation(client, settings):
    store = FeedbackStore(settings.feedback_dir, 30)
    store.add(feedback_on(datetime.date.today(), Verdict.USEFUL, founded()))  # noqa: DTZ011
    client.post("/administration/effacer", auth=GOOD)
    assert len(store.all()) == 1
    page = client.post("/administration/effacer", auth=GOOD, data={"confirmation": "oui"})
    assert page.status_code == 200
    assert store.all() == []


def test_a_rollback_without_a_previous_index_is_refused_in_french(client):
    page = client.post("/administration/retour", auth=GOOD, data={"confirmation": "oui"})
    assert page.status_code == 409
    assert "index" in page.text


def test_use_is_counted_by_day_and_without_text(client, provider):
    for _ in range(3):
        provider.usage.add(founded())
    page = client.get("/administration", auth=GOOD).text
    assert "médiane" in page
    assert "ms" in page


def test_old_days_are_forgotten():
    days = iter([datetime.date(2026, 1, 1), datetime.date(2026, 3, 1)])
    usage = Usage(lambda: next(days))
    usage.add(founded())
    usage.add(founded())
    assert [day.total for day in usage.days()] == [1]
    assert len(usage.times()) == 2
