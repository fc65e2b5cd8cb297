"""Attacks on a real server on loopback: what once froze it, opened its files or held everybody else."""

import json
import os
import threading
import time
import uuid
from pathlib import Path

import httpx
import pytest

from assistant.web import texts
from tests.web.doubles import FakeAssistant
from tests.web.running import Visitor, serving

JOIN = "/gradio_api/queue/join"
FILE = {"meta": {"_type": "gradio.FileData"}}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    temporary = tmp_path_factory.mktemp("gradio")
    before = os.environ.get("GRADIO_TEMP_DIR")
    os.environ["GRADIO_TEMP_DIR"] = str(temporary)
    with serving(FakeAssistant(), max_question_chars=2000) as address:
        yield address
    if before is None:
        del os.environ["GRADIO_TEMP_DIR"]
    else:
        os.environ["GRADIO_TEMP_DIR"] = before


def join(base, data, **more):
    body = {
        "data": data,
        "fn_index": 0,
        "event_data": None,
        "session_hash": uuid.uuid4().hex,
        "trigger_id": 8,
        **more,
    }
    return httpx.post(base + JOIN, json=body, timeout=10)


def health(base):
    """Return how long /sante takes to answer, in seconds."""
    begun = time.perf_counter()
    assert httpx.get(base + "/sante", timeout=5).status_code == 200
    return time.perf_counter() - begun


@pytest.fixture
def fifo(tmp_path):
    path = tmp_path / "fifo"
    os.mkfifo(path)
    return str(path)


@pytest.mark.parametrize("nested", [False, True, "event"])
@pytest.mark.parametrize("path", ["/dev/zero", "fifo"])
def test_a_file_object_in_place_of_the_question_freezes_nothing(base, path, nested, fifo):
    sent = {"path": fifo if path == "fifo" else path, **FILE}
    if nested == "event":
        answer = join(base, ["bonjour", None], event_data={"restore": {"questions": [sent]}})
    else:
        answer = join(base, [[sent] if nested else sent, None])
    assert answer.status_code == 403
    assert answer.json() == {"detail": texts.FILE_REFUSED}
    assert health(base) < 2


@pytest.mark.parametrize("key", ["path", "url"])
def test_no_file_of_the_server_is_copied(base, tmp_path, key):
    canary = tmp_path / "canari.txt"
    canary.write_text(secret := uuid.uuid4().hex)
    for place in (
        [{key: str(canary), **FILE}, None],
        [None, {key: str(canary), **FILE}],
        [{"path": str(canary)}, None],
    ):
        join(base, place)
    time.sleep(0.5)
    assert health(base) < 2
    copies = [p for p in Path(os.environ["GRADIO_TEMP_DIR"]).rglob("*") if p.is_file()]
    assert not [p for p in copies if secret in p.read_text(errors="replace")]


def test_gradio_itself_refuses_a_path_when_the_gate_lets_it_through(base, tmp_path, monkeypatch):
    """The second wall alone: the gate is opened, Gradio's own check must stop the copy."""
    monkeypatch.setattr("assistant.web.queue_gate._holds_file", lambda value, depth: False)
    monkeypatch.setattr("assistant.web.queue_gate._text", lambda item: item)
    canary = tmp_path / "canari.txt"
    canary.write_text(secret := uuid.uuid4().hex)
    for path in (str(canary), "/dev/zero", "/proc/self/environ"):
        assert join(base, [{"path": path, **FILE}, None]).status_code == 200
    time.sleep(0.5)
    assert health(base) < 2
    copies = [p for p in Path(os.environ["GRADIO_TEMP_DIR"]).rglob("*") if p.is_file()]
    assert not [p for p in copies if secret in p.read_text(errors="replace") or p.name == "environ"]


@pytest.mark.parametrize("function", [-1, 9999, "0", None, 0.0, True])
def test_a_function_out_of_range_is_refused_in_a_line(base, function, capfd):
    answer = join(base, ["bonjour", None], fn_index=function)
    assert answer.status_code == 400
    assert answer.json() == {"detail": texts.EVENT_UNREADABLE}
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("session", ["inconnue", "", "../x", "a" * 65])
def test_an_unknown_session_is_refused_in_a_line(base, session, capfd):
    answer = httpx.get(f"{base}/gradio_api/queue/data", params={"session_hash": session}, timeout=5)
    assert answer.status_code == 404
    assert answer.json() == {"detail": texts.SESSION_UNKNOWN}
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"12", b"{", b"\xff\xfe", b'{"data":' + b"[" * 100_000, json.dumps({"data": "x"}).encode()]
)
def test_a_body_that_is_not_an_event_is_refused(base, raw):
    answer = httpx.post(base + JOIN, content=raw, headers={"content-type": "application/json"}, timeout=10)
    assert answer.status_code == 400
    assert answer.json() == {"detail": texts.EVENT_UNREADABLE}


def test_deep_event_data_is_refused(base):
    deep = {}
    for _ in range(50):
        deep = {"restore": deep}
    assert join(base, ["a", None], event_data=deep).status_code == 400


def test_an_enormous_question_gets_a_notice(base):
    *_, last = Visitor(base).send("x" * 300_000)
    assert "2000 au plus" in last[2] or "2 000" in last[2] or "caractères" in last[2]


SPACES = " " * 100_000
CONTRACTS = [
    "du " + " " * 1_600 + "x",
    "du" + SPACES + "x",
    "du a" + " au " * 5_000,
    "du 1/9/2023 au" + SPACES + "(",
    "du 1/9/2023 au 31/8/2024 " + "(" * 5_000,
    "du 1/9/2023 au 31/8/2024" + "\t" * 5_000 + ")",
    "depuis" + SPACES + "\u00a0",
    "à partir du" + SPACES + "x",
]


@pytest.mark.parametrize("as_list", [True, False])
@pytest.mark.parametrize("written", CONTRACTS)
def test_spaces_in_a_contract_block_nobody(base, written, as_list):
    waits = []
    ended = threading.Event()

    def watch():
        while not ended.is_set():
            waits.append(health(base))
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    begun = time.perf_counter()
    sent = {"facts": {"contrats": [written] if as_list else written}}
    answer = httpx.post(f"{base}/api/v1/calculateurs/acces_cdi", json=sent, timeout=20)
    taken = time.perf_counter() - begun
    ended.set()
    watcher.join()
    assert answer.status_code == 422 and answer.json()["error"]
    assert taken < 3
    assert max(waits) < 2


def test_the_whole_dictionary_of_facts_is_bounded(base):
    for facts in (
        {"contrats": ["du 1/9/2023 au 31/8/2024"] * 5_000},
        {"contrats": [[[[[["x"]]]]]]},
        {"statut": "x" * 400},
        {"x" * 5_000: "y" * 5_000},
    ):
        answer = httpx.post(f"{base}/api/v1/calculateurs/acces_cdi", json={"facts": facts}, timeout=20)
        assert answer.status_code == 422
        assert answer.json()["error"]


def test_another_site_of_this_machine_may_read_nothing(base):
    answer = httpx.get(base + "/", headers={"origin": "http://localhost:9999"})
    assert "access-control-allow-origin" not in answer.headers


def test_what_comes_with_a_question_is_bounded_too(base):
    long = {"question": "préavis ?", "corrections": {"contrat": "x" * 5_000}}
    assert httpx.post(base + "/api/v1/questions", json=long).status_code == 400
    begun = time.perf_counter()
    many = {"question": "préavis ?", "history": [" " * 9_000] * 50}
    assert httpx.post(base + "/api/v1/questions", json=many, timeout=20).status_code == 200
    assert time.perf_counter() - begun < 5
