import errno
import socket
import subprocess
import sys

import pytest

from assistant.settings import PROJECT_ROOT, Settings
from assistant.web.hosts import is_loopback
from assistant.web.server import ServerError, explain, listen, serve


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_busy_port_is_said_in_french_before_anything_is_loaded(taken):
    with pytest.raises(ServerError, match=rf"Le port {taken} est déjà utilisé .* AESH_PORT="):
        serve(Settings(port=taken))


def run_app(port):
    return subprocess.run(
        [sys.executable, "app.py"],
        cwd=PROJECT_ROOT,
        env={"AESH_PORT": str(port), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_app_py_ends_with_the_message_and_no_traceback(taken):
    run = run_app(taken)
    assert run.returncode == 1
    assert "déjà utilisé" in run.stderr and "Traceback" not in run.stderr


@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_app_py_names_a_wrong_setting(port):
    run = run_app(port)
    assert run.returncode == 2
    assert "port" in run.stderr and port in run.stderr and "Traceback" not in run.stderr


def test_a_free_port_is_taken_on_this_machine_only():
    with listen("127.0.0.1", 0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_an_unknown_host_is_said_in_french():
    with pytest.raises(ServerError, match="n'est pas une adresse de cette machine"):
        listen("203.0.113.7", 0)


def test_a_reserved_port_is_said_in_french():
    assert "réservé" in explain(OSError(errno.EACCES, "denied"), "127.0.0.1", 80)


def test_the_last_port_offers_the_one_before():
    assert "AESH_PORT=65534" in explain(OSError(errno.EADDRINUSE, "busy"), "127.0.0.1", 65535)


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("192.168.1.4", False)],  # noqa: S104
)
def test_loopback_is_recognised(host, local):
    assert is_loopback(host) is local
