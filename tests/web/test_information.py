"""The pages on privacy and accessibility tell the settings as they are."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from assistant.settings import Settings
from assistant.web.application import build_application
from assistant.web.provider import AssistantProvider
from tests.web.doubles import FakeAssistant


def text(path: str, **changes: object) -> str:
    settings = Settings(**changes)
    with TestClient(
        build_application(settings, AssistantProvider(settings, FakeAssistant())), base_url="http://127.0.0.1"
    ) as client:
        return BeautifulSoup(client.get(path).text, "html.parser").main.get_text(" ", strip=True)


def test_without_a_model_nothing_is_said_to_leave():
    told = text("/confidentialite", feedback_days=77)
    assert "Aucun modèle de langage" in told and "77 jours" in told
    assert "restées sans réponse ne sont pas gardées" in told


def test_with_a_model_its_host_is_named():
    told = text("/confidentialite", model_base_url="https://modele.exemple.fr/v1", model_name="petit")
    assert "modele.exemple.fr" in told and "Aucun modèle de langage" not in told
    assert "ne part nulle part" not in told


def test_kept_questions_are_announced():
    assert "sans réponse sont gardées 180 jours" in text("/confidentialite", keep_unanswered=True)


@pytest.mark.parametrize("claim", ["aucun taux de conformité", "pas été vérifié"])
def test_accessibility_claims_no_more_than_the_tests(claim):
    assert claim in text("/accessibilite")
