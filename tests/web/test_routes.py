"""Every route of the running application is on a list that somebody has read: a new one fails until it is added.

`routes.txt` holds one route a line: methods, then path. After an upgrade of a library, read what each new line does
before accepting it: `python -m tests.web.test_routes > routes.txt`, then replace the list.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.settings import Settings
from assistant.web.application import build_application
from assistant.web.provider import AssistantProvider
from assistant.web.security import FILES, SERVED
from tests.web.doubles import FakeAssistant

LISTED = Path(__file__).with_name("routes.txt")
OPEN_OF_GRADIO = {
    "/",
    "/gradio_api/app_id",
    "/gradio_api/cancel",
    "/gradio_api/heartbeat/{session_hash}",
    "/gradio_api/queue/data",
    "/gradio_api/queue/join",
    "/gradio_api/startup-events",
    "/gradio_api/theme.css",
    "/theme.css",
    "/robots.txt",
    "/favicon.ico",
    "/static/{path:path}",
    "/assets/{path:path}",
}


def application():
    settings = Settings(uploads=True, mcp=True, metrics=True)
    return build_application(settings, AssistantProvider(settings, FakeAssistant()))


def routes_of(app, prefix="") -> Iterator[str]:
    for route in app.routes:
        included = getattr(route, "original_router", None)
        if included is not None:  # FastAPI's own way of keeping what `include_router` gave
            yield from routes_of(included, prefix + getattr(route.include_context, "prefix", ""))
            continue
        inner = getattr(route, "app", None)
        path = prefix + getattr(route, "path", "")
        if hasattr(inner, "routes"):
            yield from routes_of(inner, path)
        else:
            methods = ",".join(sorted(getattr(route, "methods", None) or {"*"}))
            yield f"{methods} {path.replace('//', '/') or '/'}"


def is_open(line) -> bool:
    methods, path = line.split(" ", 1)
    example = path.replace("{session_hash}", "a").replace("{path:path}", "a.js")
    return not FILES.fullmatch(example) and any(
        pattern.fullmatch(example) and (methods == "*" or allowed & set(methods.split(",")))
        for allowed, pattern in SERVED
    )


def test_no_route_is_new():
    found = set(routes_of(application()))
    listed = set(LISTED.read_text("utf-8").splitlines())
    assert found - listed == set(), "a new route: read what it does, then add it to tests/web/routes.txt"
    assert listed - found == set(), "a route that is gone: take it off tests/web/routes.txt"


def test_of_gradio_s_routes_only_those_of_the_page_are_open():
    lines = [line for line in LISTED.read_text("utf-8").splitlines() if is_open(line)]
    opened = {line.split(" ", 1)[1] for line in lines}
    ours = {"/sante", "/vivant", "/statique"}
    assert opened - ours <= OPEN_OF_GRADIO


@pytest.mark.parametrize("line", [line for line in LISTED.read_text("utf-8").splitlines() if "gradio_api" in line])
def test_a_closed_route_of_gradio_answers_our_refusal(line, client):
    methods, path = line.split(" ", 1)
    if is_open(line):
        return
    for name in ("session_hash", "event_id", "api_name", "path_or_url:path", "path:path", "file_name", "id"):
        path = path.replace("{" + name + "}", "a")
    for method in methods.split(","):
        if method != "*":
            response = client.request(method, path)
            assert response.status_code in {403, 404}
            if method != "HEAD":
                assert "assistant" in response.text


@pytest.fixture(scope="module")
def client():
    with TestClient(application(), base_url="http://127.0.0.1") as open_client:
        yield open_client


if __name__ == "__main__":
    print("\n".join(sorted(set(routes_of(application())))))
