"""What the web application serves, refuses and says in its headers."""

import re

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from assistant.index.errors import IndexMissingError
from assistant.settings import Settings
from assistant.web import texts
from assistant.web.application import build_application
from assistant.web.document import frenchify, script_hashes
from assistant.web.provider import AssistantProvider
from assistant.web.security import HEADERS, MAX_BODY_BYTES
from tests.web.doubles import FakeAssistant

FOREIGN = re.compile(r"""(?:src|href|url|action)\s*[=(]\s*["']?(?:https?:)?//""", re.IGNORECASE)
CLOSED = [
    "/config",
    "/config/",
    "/docs",
    "/redoc",
    "/openapi.json",
    "/gradio_api/info",
    "/gradio_api/openapi.json",
    "/gradio_api/runs",
    "/gradio_api/call/on_ask/x",
    "/gradio_api/mcp",
    "/gradio_api/deep_link",
    "/gradio_api/vibe-code",
    "/gradio_api/dev/reload",
    "/monitoring",
    "/monitoring/summary",
    "/login",
    "/manifest.json",
    "/svelte/x.js",
    "/user",
    "/inconnu",
]
FILES = [
    "/gradio_api/file=/etc/passwd",
    "/gradio_api/file=app.py",
    "/gradio_api/file=https://exemple.fr/",
    "/gradio_api/file//etc/passwd",
    "/file=/etc/passwd",
    "/gradio_api/proxy=https://exemple.fr/",
    "/gradio_api/upload",
]


@pytest.fixture(scope="module")
def client():
    application = build_application(Settings(), AssistantProvider(Settings(), FakeAssistant()))
    with TestClient(application, base_url="http://127.0.0.1") as open_client:
        yield open_client


@pytest.mark.parametrize("path", CLOSED)
def test_what_is_not_listed_is_not_found(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert response.text == texts.PATH_UNKNOWN


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_file_is_served_or_taken(client, path, method):
    response = client.request(method, path)
    assert response.status_code == 403
    assert response.text == texts.FILE_REFUSED


@pytest.mark.parametrize(
    "path", ["/statique/../server.py", "/statique/%2e%2e/server.py", "/static/..%2f..%2fblocks.py"]
)
def test_static_folders_cannot_be_left(client, path):
    response = client.get(path)
    assert response.status_code in {403, 404}
    assert "import" not in response.text


def test_only_the_page_s_own_event_can_be_posted(client):
    assert client.post("/gradio_api/run/on_ask", json={"data": []}).status_code == 404
    assert client.post("/gradio_api/call/on_ask", json={"data": []}).status_code == 404
    assert client.delete("/").status_code == 404


def test_a_large_or_unannounced_body_is_refused(client):
    join = "/gradio_api/queue/join"
    assert client.post(join, content=b"x" * (MAX_BODY_BYTES + 1)).status_code == 413
    assert client.post(join, content=iter([b"x"])).status_code == 413


@pytest.mark.parametrize("path", ["/", "/sante", "/statique/page.css", "/config", "/gradio_api/file=/etc/passwd"])
def test_every_response_bears_the_headers(client, path):
    headers = client.get(path).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "http" not in policy and "*" not in policy
    assert "server" not in headers


def test_inline_scripts_run_by_their_hash_alone(client):
    response = client.get("/")
    scripts = re.search(r"script-src ([^;]*)", response.headers["content-security-policy"])[1]
    assert "'unsafe-inline'" not in scripts
    hashes = script_hashes(response.text)
    assert hashes and all(f"'sha256-{digest}'" in scripts for digest in hashes)
    assert len(hashes) == len(BeautifulSoup(response.text, "html.parser").find_all("script", src=False))


def test_the_document_is_french_and_calls_no_other_host(client):
    html = client.get("/").text
    soup = BeautifulSoup(html, "html.parser")
    assert soup.html["lang"] == "fr"
    assert soup.title.get_text() == texts.PAGE_TITLE
    assert len(soup.find_all("title")) == 1
    assert texts.NO_SCRIPT in soup.noscript.get_text()
    assert not FOREIGN.search(html)
    assert not re.findall(r"https?://(?!127\.0\.0\.1)[\w.-]+", html)


@pytest.mark.parametrize(
    "sheet",
    [
        "tokens.css",
        "frame.css",
        "page.css",
        "cards.css",
        "evidence.css",
        "actions.css",
        "site.css",
        "forms.css",
        "simulators.css",
        "results.css",
        "drawings.css",
        "library.css",
    ],
)
def test_our_sheets_are_served_and_load_nothing(client, sheet):
    response = client.get(f"/statique/{sheet}")
    assert response.status_code == 200
    assert "url(" not in response.text and "@import" not in response.text


def test_gradio_s_theme_names_no_font_to_fetch(client):
    theme = client.get("/theme.css").text
    assert "@font-face" not in theme and "@import" not in theme and "//" not in theme.replace("http://www.w3.org", "")


def test_the_document_is_never_kept_by_a_cache(client):
    assert client.get("/").headers["cache-control"] == "no-store"


def test_a_document_that_is_not_one_is_an_error():
    with pytest.raises(ValueError, match="HTML"):
        frenchify("<p>bonjour</p>")


def test_health_says_ready(client):
    response = client.get("/sante")
    assert (response.status_code, response.json()) == (200, {"etat": "prêt"})


def test_health_says_unavailable_without_an_index():
    def make(settings):
        raise IndexMissingError("Aucun index.")

    provider = AssistantProvider(Settings(), make=make)
    provider.warm_up().join(5)
    with TestClient(build_application(Settings(), provider), base_url="http://127.0.0.1") as client:
        response = client.get("/sante")
    assert (response.status_code, response.json()) == (503, {"etat": "indisponible"})


def test_analytics_history_and_monitoring_are_off(client):
    html = client.get("/").text
    assert '"analytics_enabled":false' in html
    assert '"run_history":false' in html
    assert '"mcp_server":false' in html
    assert '"footer_links":[]' in html
    assert 'window.gradio_api_info = {"named_endpoints":{},"unnamed_endpoints":{}}' in html


AREAS = ["/accessibilite", "/confidentialite"]


@pytest.mark.parametrize("path", AREAS)
def test_our_own_pages_are_french_framed_and_allow_nothing_inline(client, path):
    response = client.get(path)
    soup = BeautifulSoup(response.text, "html.parser")
    assert response.status_code == 200
    assert soup.html["lang"] == "fr"
    assert soup.select_one("main h1") and len(soup.find_all("h1")) == 1
    assert soup.select_one("nav a[href='/']") and soup.select_one("a.skip-link[href='#contenu']")
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert not soup.find_all("script", src=False) and not soup.select("[style], style")
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/accessibilite/rien", "/confidentialite/../rien"])
def test_an_unknown_page_of_an_area_is_said_in_french(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "Not Found" not in response.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 404),
        ({"sec-fetch-site": "same-origin"}, 404),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://127.0.0.1"}, 404),
        ({"origin": "https://exemple.fr"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_a_form_of_another_site_is_refused(client, headers, status):
    assert client.post("/accessibilite/rien", data={"a": "1"}, headers=headers).status_code == status


def test_an_area_takes_no_other_method(client):
    assert client.delete("/accessibilite").status_code == 404
    assert client.put("/accessibilite", content=b"x").status_code == 404


def test_the_page_says_where_a_question_goes_when_a_model_is_configured():
    for given, said in (({}, False), ({"model_base_url": "https://modele.example/v1", "model_name": "m"}, True)):
        settings = Settings(**given)
        application = build_application(settings, AssistantProvider(settings, FakeAssistant()))
        with TestClient(application, base_url="http://127.0.0.1") as client:
            assert ("modele.example" in client.get("/").text) is said
