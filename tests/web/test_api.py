"""The interface for programs: the same answers as the page, errors as JSON in French, MCP only when switched on."""

import json

import pytest
from starlette.testclient import TestClient

from assistant.rules.registry import find, modules
from assistant.settings import Settings
from assistant.web.application import build_application
from assistant.web.provider import AssistantProvider
from tests.web.doubles import FakeAssistant

FACTS = {"date_debut_services": "2023-09-01", "date_reception_courrier": "2026-12-01"}
MCP_HEADERS = {"accept": "application/json, text/event-stream", "mcp-protocol-version": "2025-06-18"}


def opened(settings, assistant=None):
    application = build_application(settings, AssistantProvider(settings, assistant or FakeAssistant()))
    return TestClient(application, base_url="http://127.0.0.1:7860", raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client():
    with opened(Settings()) as client:
        yield client


def test_a_question_gets_the_answer_of_the_page(client):
    given = {"question": "Je démissionne : démission ?", "history": ["Bonjour"]}
    answer = client.post("/api/v1/questions", json=given).json()
    assert answer["status"] == "founded"
    assert answer["citations"][0]["quote"]


def test_the_history_and_the_corrections_are_passed_on():
    assistant = FakeAssistant()
    with opened(Settings(), assistant) as client:
        client.post("/api/v1/questions", json={"question": "et en CDI ?", "history": ["a", "b"]})
    assert assistant.calls == [("et en CDI ?", ("a", "b"))]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"question": "  "}, 400),
        ({"question": "x" * 2500}, 400),
        ({}, 422),
        ({"question": "a", "inconnu": 1}, 422),
        ({"question": 3}, 422),
        ({"question": "a", "history": ["b"] * 51}, 422),
    ],
)
def test_an_unusable_question_is_refused_in_french(client, body, status):
    response = client.post("/api/v1/questions", json=body)
    assert response.status_code == status
    assert response.json()["error"]
    assert "Traceback" not in response.text


def test_text_that_is_not_json_is_refused_in_french(client):
    response = client.post("/api/v1/questions", content=b"{", headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert "JSON" in response.json()["error"]


def test_a_failure_of_the_assistant_says_nothing_of_its_cause():
    class Broken(FakeAssistant):
        def ask(self, *args):
            raise RuntimeError("secret")

    with opened(Settings(), Broken()) as client:
        response = client.post("/api/v1/questions", json={"question": "a"})
    assert response.status_code == 500
    assert "secret" not in response.text
    assert response.json()["error"]


def test_every_calculator_is_listed_and_described(client):
    listed = client.get("/api/v1/calculateurs").json()
    assert [entry["id"] for entry in listed] == list(modules())
    sheet = client.get("/api/v1/calculateurs/preavis_demission").json()
    assert "date_reception_courrier" in json.dumps(sheet["facts"])


def test_a_calculation_is_that_of_the_calculator(client):
    found = client.post("/api/v1/calculateurs/preavis_demission", json={"facts": FACTS}).json()
    assert found == json.loads(find("preavis_demission").answer(FACTS).model_dump_json())


def test_decimals_arrive_as_they_were_sent(client):
    facts = {"remuneration_mensuelle": 1132.35, "nombre_jours": 1}
    found = client.post("/api/v1/calculateurs/retenue_greve", json={"facts": facts}).json()
    assert found == json.loads(
        find("retenue_greve").answer({"remuneration_mensuelle": "1132.35", "nombre_jours": 1}).model_dump_json()
    )


def test_unusable_facts_are_named_one_by_one(client):
    response = client.post(
        "/api/v1/calculateurs/preavis_demission", json={"facts": {"date_reception_courrier": "un de ces jours"}}
    )
    assert response.status_code == 422
    assert "date_reception_courrier" in response.json()["fields"]


def test_an_unknown_calculator_names_the_nearest(client):
    response = client.post("/api/v1/calculateurs/preavis_demision", json={"facts": {}})
    assert response.status_code == 404
    assert "preavis_demission" in response.json()["error"]


def test_the_description_is_openapi_and_names_the_refusals(client):
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert set(described["paths"]) == {"/v1/questions", "/v1/calculateurs", "/v1/calculateurs/{calculator_id}"}
    assert "503" in described["paths"]["/v1/questions"]["post"]["responses"]


def test_a_page_in_french_tells_how_to_use_it(client):
    page = client.get("/api/")
    assert page.status_code == 200
    assert "/api/v1/questions" in page.text
    assert "style-src 'self';" in page.headers["content-security-policy"]


def test_another_site_cannot_ask_in_a_visitors_name(client):
    response = client.post("/api/v1/questions", json={"question": "a"}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403


def rpc(client, method, params=None):
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}}
    return client.post("/mcp", json=body, headers=MCP_HEADERS)


def called(client, name, **arguments):
    answer = rpc(client, "tools/call", {"name": name, "arguments": arguments}).json()
    assert not answer["result"].get("isError"), answer
    return answer["result"]["content"][0]["text"]


def test_mcp_is_closed_unless_switched_on(client):
    assert rpc(client, "tools/list").status_code == 404


@pytest.fixture(scope="module")
def mcp():
    with opened(Settings(mcp=True)) as client:
        yield client


def test_mcp_offers_the_question_and_the_calculators(mcp):
    tools = rpc(mcp, "tools/list").json()["result"]["tools"]
    assert {t["name"] for t in tools} == {"repondre", "lister_calculateurs", "decrire_calculateur", "calculer"}


def test_mcp_answers_with_citations_and_calculates(mcp):
    assert json.loads(called(mcp, "repondre", question="démission ?"))["citations"]
    assert "mois" in called(mcp, "calculer", identifiant="preavis_demission", faits=FACTS)
    assert "date_reception_courrier" in called(mcp, "decrire_calculateur", identifiant="preavis_demission")


def test_mcp_refuses_in_french(mcp):
    assert "Calcul inconnu" in called(mcp, "calculer", identifiant="rien", faits={})
    assert "ne convient pas" in called(
        mcp, "calculer", identifiant="preavis_demission", faits={"date_reception_courrier": "un de ces jours"}
    )


def test_mcp_refuses_a_foreign_host(mcp):
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    response = mcp.post("/mcp", json=body, headers={**MCP_HEADERS, "host": "pirate.example"})
    assert response.status_code in {403, 421}


def test_nobody_may_frame_the_page_unless_named(client):
    headers = client.get("/").headers
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_a_named_site_may_frame_the_discussion_and_nothing_else():
    with opened(Settings(embed_origins="https://syndicat.example")) as client:
        page, other = client.get("/"), client.get("/confidentialite")
    assert "frame-ancestors 'self' https://syndicat.example" in page.headers["content-security-policy"]
    assert "x-frame-options" not in page.headers
    assert other.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("origins", ["*", "syndicat.example", "https://a.example; script-src *", "javascript:x"])
def test_a_badly_written_site_is_refused(origins):
    with pytest.raises(ValueError, match="embed_origins"):
        Settings(embed_origins=origins)


@pytest.mark.parametrize("path", ["/api", "/api/"])
def test_the_page_about_it_answers_with_or_without_a_slash(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert "openapi.json" in response.text


def test_deep_json_is_said_unreadable(client):
    body = b'{"question":' + b"[" * 200_000
    response = client.post("/api/v1/questions", content=body, headers={"content-type": "application/json"})
    assert response.status_code in {400, 422}
    assert "JSON" in response.json()["error"]
